#pragma once

#include <string>
#include <vector>

#include "app/views/frame.h"

namespace siftscope {

/// A line of a card: what, and its value with unit.
struct CardLine {
    std::string what;
    std::string value;
};

/// The numbers of a match or a keypoint for people.
struct Card {
    std::string title;                           ///< "Match 12, right"
    std::vector<std::string> columns;            ///< headings: "original", "rotated"
    std::vector<std::vector<std::string>> rows;  ///< label, then a value for each column
    std::vector<CardLine> lines;                 ///< what belongs to the match as a whole
};

[[nodiscard]] Card card_of(const MatchResult& result, const Pick& pick);

/// The card beside the pointer.
void pick_tooltip(Frame& frame, const MatchResult& result, const Pick& pick);

/// The card of what is isolated, in the lower left corner of the canvases, which begin at `corner` and are
/// `height` high, with a button that releases it.
void isolated_card(Frame& frame, ImVec2 corner, float height);

}  // namespace siftscope
