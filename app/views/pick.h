#pragma once

#include <array>

#include "app/model/match_result.h"
#include "app/model/selection.h"
#include "app/model/view_state.h"
#include "app/views/linked_view.h"
#include "app/window/geometry.h"

namespace siftscope {

/// A match or a keypoint of a result that the user points at.
struct Pick {
    enum class Kind { none, match, keypoint };

    Kind kind = Kind::none;
    int index = -1;       ///< of result.matches, or of the keypoints of `picture`
    int picture = 0;      ///< of a keypoint: 0 original, 1 rotated
    bool visible = true;  ///< of a keypoint: index into MatchSide::keypoints, otherwise into not_visible

    friend bool operator==(const Pick&, const Pick&) = default;
    explicit operator bool() const { return kind != Kind::none; }
};

/// Whether a match is drawn as a line under `view`: its set is switched on.
[[nodiscard]] bool shows_line(const MatchResult& result, const sift::Match& match, const ViewState& view);

/// What is nearest to `cursor` within `reach` window pixels among all that is shown: a keypoint before a
/// line. A keypoint that a shown match ends at stands for that match.
[[nodiscard]] Pick pick_at(const MatchResult& result, const std::array<CanvasView, 2>& canvases,
                           const ViewState& view, ScreenPoint cursor, double reach);

/// The keypoint that a pick stands for in `picture` (0 or 1); null when it has none there.
[[nodiscard]] const sift::Keypoint* keypoint_of(const MatchResult& result, const Pick& pick, int picture);

/// What a pick of `result` points at, by its place.
[[nodiscard]] Selection selection_of(const Pick& pick, const MatchResult& result);

/// What `selection` is in `result`: the match or keypoint at its place; none when there is none.
[[nodiscard]] Pick found_in(const MatchResult& result, const Selection& selection);

}  // namespace siftscope
