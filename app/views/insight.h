#pragma once

#include <array>

namespace siftscope {

/// What is shown between the pictures and the figures.
enum class Insight { none, threshold, residuals, orientation, match };

struct InsightTab {
    Insight insight;
    const char* name;   ///< as `state` gives it; the button is the widget insight_NAME
    const char* label;  ///< on screen
    const char* tooltip;
};

inline constexpr std::array<InsightTab, 4> insight_tabs{{
    {Insight::threshold, "threshold", "Threshold",
     "Precision and recall against the ratio or the distance: drag the threshold on the curves."},
    {Insight::residuals, "residuals", "Residuals",
     "By how much the right matches miss the place that the truth predicts: a bias shows as a cloud beside "
     "the "
     "centre."},
    {Insight::orientation, "orientation", "Orientation",
     "Differences of orientation of the kept matches: their peak, the estimated rotation and the truth."},
    {Insight::match, "match", "This match",
     "Both patches of the match that is isolated or pointed at, turned upright, bin by bin, with the "
     "division "
     "that gives its ratio."},
}};

[[nodiscard]] constexpr const char* name_of(Insight insight) {
    for (const InsightTab& tab : insight_tabs)
        if (tab.insight == insight) return tab.name;
    return "none";
}

}  // namespace siftscope
