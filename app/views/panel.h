#pragma once

#include <array>

namespace siftscope {

/// What the window shows: one of its tabs.
enum class Panel { match, explain, compare, sweep, gradients };

struct PanelTab {
    Panel panel;
    const char* name;      ///< as `state` gives it; the tab itself is the widget tab_NAME
    const char* label;     ///< on screen
    const char* question;  ///< what it answers
};

/// From left to right.
inline constexpr std::array<PanelTab, 5> panel_tabs{{
    {Panel::match, "match", "Match", "Does SIFT hold up when this picture turns?"},
    {Panel::explain, "explain", "Explain",
     "Why is there a keypoint, and why is there none? Every stage of SIFT at the place that you click."},
    {Panel::compare, "compare", "Compare",
     "Where do OpenCV's SIFT and ours agree, where do they part, and at which stage?"},
    {Panel::sweep, "sweep", "Sweep",
     "At which angles does SIFT hold up, and does ours do so better than OpenCV's?"},
    {Panel::gradients, "gradients", "Gradients",
     "Every number of a forward and backward pass: softmax, fully connected, convolution, max pooling."},
}};

[[nodiscard]] constexpr const char* name_of(Panel panel) {
    for (const PanelTab& tab : panel_tabs)
        if (tab.panel == panel) return tab.name;
    return "";
}

}  // namespace siftscope
