#pragma once

#include <array>

#include "app/model/view_state.h"

namespace siftscope {

struct InsightTab {
    Insight insight;    ///< the button is the widget insight_NAME
    const char* label;  ///< on screen
    const char* tooltip;
};

inline constexpr std::array<InsightTab, 5> insight_tabs{{
    {Insight::threshold, "Threshold",
     "Precision and recall against the ratio or the distance: drag the threshold on the curves."},
    {Insight::residuals, "Residuals",
     "By how much the right matches miss the place that the truth predicts: a bias shows as a cloud beside "
     "the "
     "centre."},
    {Insight::orientation, "Orientation",
     "Differences of orientation of the kept matches: their peak, the estimated rotation and the truth."},
    {Insight::match, "This match",
     "Both patches of the match that is isolated or pointed at, turned upright, bin by bin, with the "
     "division "
     "that gives its ratio."},
    {Insight::matches, "Matches",
     "A row for each match of the sets that are shown: sort them, filter them, select one here or in the "
     "pictures."},
}};

}  // namespace siftscope
