#pragma once

#include <string>

#include "app/model/match_table.h"
#include "app/model/rejected_candidates.h"
#include "app/model/setting_names.h"
#include "app/model/threshold_curve.h"
#include "sift/geometry/point.h"

namespace siftscope {

/// What is shown between the pictures and the figures.
enum class Insight { none, threshold, residuals, orientation, match, matches };

inline constexpr std::array<Named<Insight>, 6> insight_names{{{"none", Insight::none},
                                                              {"threshold", Insight::threshold},
                                                              {"residuals", Insight::residuals},
                                                              {"orientation", Insight::orientation},
                                                              {"match", Insight::match},
                                                              {"matches", Insight::matches}}};
inline constexpr std::array<Named<Criterion>, 2> criterion_names{
    {{"ratio", Criterion::ratio}, {"distance", Criterion::distance}}};

/// How both pictures lie on the screen.
enum class Layout {
    side_by_side,
    stacked,  ///< the original above
    overlay,  ///< the rotated picture turned back, over the original
};

inline constexpr std::array<Named<Layout>, 3> layout_names{
    {{"side_by_side", Layout::side_by_side}, {"stacked", Layout::stacked}, {"overlay", Layout::overlay}}};

[[nodiscard]] constexpr const char* name_of(Layout value) {
    return name_of(value, layout_names);
}
[[nodiscard]] constexpr const char* name_of(Insight value) {
    return name_of(value, insight_names);
}
[[nodiscard]] constexpr const char* name_of(Criterion value) {
    return name_of(value, criterion_names);
}

/// Window pixels for one picture pixel, at most.
inline constexpr double largest_zoom = 64;

/// What of the pictures is shown, and how: one plain value.
struct ViewState {
    bool keypoints = true;    ///< circles with size and orientation
    bool not_visible = true;  ///< the faded ones
    bool right_lines = true;  ///< of the four sets of matches: kept and right
    bool wrong_lines = true;  ///< kept and wrong
    bool rejected_right_lines = false;
    bool rejected_wrong_lines = false;

    bool rejected = false;  ///< candidates that did not become keypoints: those of the kinds
    std::array<bool, rejections.size()> rejected_kinds{true, true, true, true, true, true};

    Layout layout = Layout::side_by_side;
    double overlay_opacity = 0.5;  ///< of the upper picture of the overlay, 0 to 1
    bool error_map = false;        ///< the overlay shows what turning has done to the picture

    Insight insight = Insight::none;           ///< open below the pictures
    Criterion criterion = Criterion::ratio;    ///< of the threshold view
    MatchColumn sort_by = MatchColumn::index;  ///< of the table of matches
    bool sort_descending = false;
    std::string match_filter;    ///< see MatchFilter
    double residual_arrows = 0;  ///< magnification of the residuals drawn as arrows; 0 draws none

    bool fit = true;       ///< each picture as large as its canvas allows; `zoom` and `centre` do not count
    double zoom = 1;       ///< window pixels for one picture pixel, the same in both pictures
    sift::Point centre{};  ///< place of the original in the middle of its canvas; its image under the true
                           ///< map is in the middle of the other canvas

    friend bool operator==(const ViewState&, const ViewState&) = default;
};

/// Whether the lines of each set are shown, in the order of MatchSet.
[[nodiscard]] inline std::array<bool, 4> sets_shown(const ViewState& view) {
    return {view.right_lines, view.wrong_lines, view.rejected_right_lines, view.rejected_wrong_lines};
}

}  // namespace siftscope
