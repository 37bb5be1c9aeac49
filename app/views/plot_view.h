#pragma once

#include <span>

#include "app/drawing/plot_axis.h"
#include "app/views/frame.h"

namespace siftscope {

/// A plot in the window: two axes and the rectangle between them.
struct PlotPlace {
    Rect area;  ///< of the values, without the labels
    plot::Axis x;
    plot::Axis y;

    [[nodiscard]] ScreenPoint at(double x_value, double y_value) const;
    /// The value under a point of the window, held within the axis.
    [[nodiscard]] double x_value(float screen_x) const;
};

/// A place of a plot in its own units.
struct PlotPoint {
    double x = 0;
    double y = 0;
};

/// Draws grid, ticks and titles in `size` pixels at the cursor and moves on below; registered as the plane
/// `name` in the axes' units. The item of the plot's area is the last one: ask ImGui whether it is hovered.
///   label_width   pixels left of the area, so that plots below each other share an axis; 0: what y needs
PlotPlace plot_view(Frame& frame, const char* name, const plot::Axis& x, const plot::Axis& y, ImVec2 size,
                    float label_width = 0);

void plot_line(Frame& frame, const PlotPlace& place, std::span<const PlotPoint> points, ImU32 colour,
               double width = 1.6);

/// A bar from `low` to `high` on the y axis over [from, to] on the x axis.
void plot_bar(const PlotPlace& place, double from, double to, double low, double high, ImU32 colour);

/// A line across the whole height at `x`, with a knob at its top when it can be dragged.
void plot_marker(Frame& frame, const PlotPlace& place, double x, ImU32 colour, bool knob);

/// While the pointer drags over the item just drawn: the x value under it.
[[nodiscard]] std::optional<double> dragged_x(const PlotPlace& place);

}  // namespace siftscope
