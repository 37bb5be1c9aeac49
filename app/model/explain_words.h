#pragma once

#include <optional>
#include <string>

#include "app/model/explanation.h"

namespace siftscope {

// One sentence each: which test failed, by how much, and which change of a parameter would let it through.

/// Of a story with a sample.
[[nodiscard]] std::string words_for(const Explanation& story);

/// Of a place where D has no extremum. `flat`: |D| is hardly anything in every layer; `nearest`: the place of
/// the nearest keypoint, if there is any.
[[nodiscard]] std::string words_for_no_extremum(const Explanation& story, sift::Point at, bool flat,
                                                std::optional<sift::Point> nearest);

/// Of a place too near to the picture's border for any layer to be searched.
[[nodiscard]] std::string words_for_border(sift::Point at);

/// Of a place outside the picture.
[[nodiscard]] std::string words_for_outside(sift::Point at, int width, int height);

/// The whole story in a few aligned lines for a terminal; ends with a line break.
[[nodiscard]] std::string explain_summary(const Explanation& story);

}  // namespace siftscope
