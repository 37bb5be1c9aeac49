#include "app/drawing/plot_scene.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/drawing/caption.h"
#include "app/drawing/plot_look.h"

namespace siftscope {
namespace {

using palette::Colour;
using sift::Point;

constexpr Colour paper{0xFF, 0xFF, 0xFF};
constexpr Colour text_ink{0x1F, 0x23, 0x28};
constexpr Colour faint{0x57, 0x60, 0x6A};
constexpr Colour grid{0xE4, 0xE7, 0xEB};
constexpr Colour frame{0x9A, 0xA2, 0xAC};

// Pixels.
constexpr double page_width = 1240;
constexpr double margin = 28;
constexpr double panel_width = 578;
constexpr double panel_height = 296;
constexpr double title_cap = 13;
constexpr double panel_cap = 10.5;
constexpr double label_cap = 9;
constexpr double title_space = 62;
constexpr std::size_t most_marked = 60;  // above it marks would hide the line

/// Where the values of a panel go.
struct Plane {
    const plot::Panel& panel;
    double left, top, right, bottom;

    [[nodiscard]] double x(double value) const { return left + panel.x.share(value) * (right - left); }
    [[nodiscard]] double y(double value) const { return bottom - panel.y.share(value) * (bottom - top); }
    [[nodiscard]] Point at(double x_value, double y_value) const { return {x(x_value), y(y_value)}; }
};

void add_text(scene::Scene& scene, const std::string& text, Point baseline, double cap, Colour colour,
              bool bold = false) {
    scene.items.emplace_back(scene::Text{colour, baseline, cap, bold, text});
}

/// Runs of values that are numbers: [begin, end) of each.
std::vector<std::pair<std::size_t, std::size_t>> runs_of(const std::vector<double>& values) {
    std::vector<std::pair<std::size_t, std::size_t>> runs;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::isfinite(values[i])) continue;
        const std::size_t begin = i;
        while (i < values.size() && std::isfinite(values[i])) ++i;
        runs.emplace_back(begin, i);
    }
    return runs;
}

void add_band(scene::Scene& scene, const Plane& plane, const plot::Series& series) {
    if (series.low.empty()) return;
    for (const auto& [begin, end] : runs_of(series.low)) {
        Polyline outline;
        for (std::size_t i = begin; i < end; ++i) outline.push_back(plane.at(series.x[i], series.high[i]));
        for (std::size_t i = end; i-- > begin;) outline.push_back(plane.at(series.x[i], series.low[i]));
        scene.items.emplace_back(scene::Area{plot::look_of(series.style).colour, 0.11, std::move(outline)});
    }
}

/// Appends the sign of a mark at `p`; a dot is a small ring drawn so wide that it is full.
void add_mark(scene::Scene& scene, const plot::Look& look, const std::vector<Point>& places) {
    if (places.empty() || look.mark == plot::Mark::none) return;
    scene::Strokes strokes{.colour = look.colour, .width = look.mark == plot::Mark::dot ? 4.0 : 1.8};
    for (const Point p : places) {
        if (look.mark == plot::Mark::cross)
            append_cross(strokes.lines, p, 5);
        else
            strokes.circles.push_back({p, look.mark == plot::Mark::dot ? 1.6 : 4.4});
    }
    scene.items.emplace_back(std::move(strokes));
}

void add_series(scene::Scene& scene, const Plane& plane, const plot::Series& series) {
    const plot::Look& look = plot::look_of(series.style);
    scene::Strokes strokes{.colour = look.colour, .width = look.width, .dash = look.dash};
    std::vector<Point> marks;
    for (const auto& [begin, end] : runs_of(series.y)) {
        Polyline line;
        for (std::size_t i = begin; i < end; ++i) line.push_back(plane.at(series.x[i], series.y[i]));
        if (series.x.size() <= most_marked || line.size() == 1)
            marks.insert(marks.end(), line.begin(), line.end());
        if (line.size() > 1) strokes.lines.push_back(std::move(line));
    }
    if (!strokes.lines.empty()) scene.items.emplace_back(std::move(strokes));
    add_mark(scene, look, marks);
}

void add_axes(scene::Scene& scene, const Plane& plane) {
    scene::Strokes lines{.colour = grid, .width = 1};
    for (const plot::Tick& tick : plane.panel.x.ticks)
        lines.lines.push_back({{plane.x(tick.value), plane.top}, {plane.x(tick.value), plane.bottom}});
    for (const plot::Tick& tick : plane.panel.y.ticks)
        lines.lines.push_back({{plane.left, plane.y(tick.value)}, {plane.right, plane.y(tick.value)}});
    scene.items.emplace_back(std::move(lines));
    scene::Strokes border{.colour = frame, .width = 1.2};
    border.lines = {{{plane.left, plane.top}, {plane.left, plane.bottom}, {plane.right, plane.bottom}}};
    for (const plot::Tick& tick : plane.panel.x.ticks)
        border.lines.push_back(
            {{plane.x(tick.value), plane.bottom}, {plane.x(tick.value), plane.bottom + 4}});
    for (const plot::Tick& tick : plane.panel.y.ticks)
        border.lines.push_back({{plane.left - 4, plane.y(tick.value)}, {plane.left, plane.y(tick.value)}});
    scene.items.emplace_back(std::move(border));

    for (const plot::Tick& tick : plane.panel.x.ticks)
        add_text(scene, tick.label,
                 {plane.x(tick.value) - text_width(tick.label, label_cap) / 2, plane.bottom + 8 + label_cap},
                 label_cap, faint);
    for (const plot::Tick& tick : plane.panel.y.ticks)
        add_text(scene, tick.label,
                 {plane.left - 9 - text_width(tick.label, label_cap), plane.y(tick.value) + label_cap / 2},
                 label_cap, faint);
    const std::string& below = plane.panel.x.title;
    add_text(scene, below,
             {(plane.left + plane.right - text_width(below, label_cap)) / 2, plane.bottom + 26 + label_cap},
             label_cap, faint);
}

void add_panel(scene::Scene& scene, const plot::Panel& panel, double left, double top) {
    double labels = 0;
    for (const plot::Tick& tick : panel.y.ticks) labels = std::max(labels, text_width(tick.label, label_cap));
    const Plane plane{panel, left + std::max(labels, 34.0) + 12, top + 30, left + panel_width - 14,
                      top + panel_height - 52};
    add_text(scene, panel.title, {plane.left, top + panel_cap}, panel_cap, text_ink, true);
    const double after_title = plane.left + text_width(panel.title, panel_cap) + 14;
    add_text(scene, panel.y.title, {after_title, top + panel_cap}, label_cap, faint);
    add_axes(scene, plane);
    for (const plot::Series& series : panel.series) add_band(scene, plane, series);
    for (const plot::Series& series : panel.series) add_series(scene, plane, series);
}

void add_plot_legend(scene::Scene& scene, const plot::Figure& figure, double left, double top) {
    double y = top + 30;
    // The last series is on top in the panels and first here.
    const std::vector<plot::Series>& series = figure.panels.front().series;
    for (auto entry = series.rbegin(); entry != series.rend(); ++entry) {
        const plot::Look& look = plot::look_of(entry->style);
        const Point from{left + 46, y};
        const Point to{left + 98, y};
        scene.items.emplace_back(scene::Strokes{
            .colour = look.colour, .width = look.width, .dash = look.dash, .lines = {{from, to}}});
        add_mark(scene, look, {{(from.x + to.x) / 2, y}});
        add_text(scene, entry->name, {to.x + 16, y + panel_cap / 2}, panel_cap, text_ink);
        y += 30;
    }
    y += 8;
    for (const std::string& note : figure.notes) {
        add_text(scene, shortened(note, panel_width - 60, label_cap), {left + 46, y + label_cap / 2},
                 label_cap, faint);
        y += 21;
    }
}

}  // namespace

scene::Scene plot_scene(const plot::Figure& figure) {
    const std::size_t cells = figure.panels.size() + 1;
    const auto rows = static_cast<double>((cells + 1) / 2);
    scene::Scene scene;
    scene.background = paper;
    scene.width = static_cast<int>(page_width);
    scene.height = static_cast<int>(title_space + rows * panel_height + margin / 2);
    add_text(scene, shortened(figure.title, page_width - 2 * margin, title_cap), {margin, margin + title_cap},
             title_cap, text_ink, true);
    const auto place = [&](std::size_t cell) {
        return Point{margin + static_cast<double>(cell % 2) * (page_width - 2 * margin - panel_width),
                     title_space + static_cast<double>(cell / 2) * panel_height};
    };
    for (std::size_t i = 0; i < figure.panels.size(); ++i)
        add_panel(scene, figure.panels[i], place(i).x, place(i).y);
    const Point legend = place(figure.panels.size());
    if (!figure.panels.empty()) add_plot_legend(scene, figure, legend.x, legend.y);
    return scene;
}

}  // namespace siftscope
