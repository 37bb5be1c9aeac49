#include "app/views/sweep_plots.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "app/drawing/plot_look.h"
#include "app/model/format_number.h"
#include "app/model/sweep_readings.h"
#include "app/views/controls.h"
#include "app/views/plot_view.h"
#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

constexpr double heading_height = 20;
constexpr double least_plot = 104;
constexpr double mark_spacing = 11;  // units of design: closer marks would hide the line
constexpr double mark_radius = 3.4;

ImU32 style_colour(const Palette& palette, std::size_t style) {
    return style == 0 ? palette.series_1 : style == 1 ? palette.series_3 : palette.series_2;
}

void draw_mark(Frame& frame, std::size_t style, ImVec2 p, double radius) {
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const ImU32 colour = style_colour(frame.ui.palette, style);
    const float r = frame.px(radius);
    switch (plot::look_of(style).mark) {
        case plot::Mark::dot:
            draw->AddCircleFilled(p, r, colour);
            break;
        case plot::Mark::ring:
            draw->AddCircle(p, r, colour, 0, frame.px(1.4));
            break;
        case plot::Mark::cross:
            draw->AddLine({p.x - r, p.y - r}, {p.x + r, p.y + r}, colour, frame.px(1.6));
            draw->AddLine({p.x - r, p.y + r}, {p.x + r, p.y - r}, colour, frame.px(1.6));
            break;
        case plot::Mark::none:
            break;
    }
}

void draw_series(Frame& frame, const PlotPlace& place, const plot::Series& series) {
    const ImU32 colour = style_colour(frame.ui.palette, series.style);
    std::vector<PlotPoint> run;
    const auto finish = [&] {
        plot_line(frame, place, run, colour, 1.8);
        run.clear();
    };
    float last_mark = -1e6F;
    for (std::size_t i = 0; i < series.x.size(); ++i) {
        if (!std::isfinite(series.y[i])) {
            finish();
            continue;
        }
        run.push_back({series.x[i], series.y[i]});
        const ScreenPoint p = place.at(series.x[i], series.y[i]);
        if (p.x - last_mark < frame.px(mark_spacing)) continue;
        draw_mark(frame, series.style, {p.x, p.y}, mark_radius);
        last_mark = p.x;
    }
    finish();
}

void dashed_line(Frame& frame, const PlotPlace& place, double x, ImU32 colour) {
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const float at = place.at(x, place.y.low).x;
    const float end = place.area.y + place.area.height;
    for (float y = place.area.y; y < end; y += frame.px(7))
        draw->AddLine({at, y}, {at, std::min(y + frame.px(3), end)}, colour, frame.px(1));
}

/// The angles that have rows, ascending, each once.
std::vector<double> measured_angles(const SweepScreen& screen) {
    std::vector<double> angles;
    for (const std::optional<SweepRow>& row : screen.rows)
        if (row) angles.push_back(row->angle);
    std::sort(angles.begin(), angles.end());
    angles.erase(std::unique(angles.begin(), angles.end()), angles.end());
    return angles;
}

std::optional<double> nearest_angle(const std::vector<double>& angles, double x) {
    const auto found = std::min_element(
        angles.begin(), angles.end(), [x](double a, double b) { return std::abs(a - x) < std::abs(b - x); });
    return found == angles.end() ? std::nullopt : std::optional(*found);
}

std::string mean_text(SweepQuantity quantity, const SweepSummary& summary) {
    const auto text = [](const std::optional<double>& value, double factor, int decimals) {
        return value ? fixed_text(factor * *value, decimals) : "\u2013";
    };
    switch (quantity) {
        case SweepQuantity::repeatability:
            return text(summary.repeatability, 100, 2);
        case SweepQuantity::precision:
            return text(summary.precision, 100, 2);
        case SweepQuantity::recall:
            return text(summary.recall, 100, 2);
        case SweepQuantity::position_error:
            return text(summary.median_error_px, 1, 4);
        case SweepQuantity::angle_error:
            return text(summary.angle_error, 1, 5);
        case SweepQuantity::kept:
            break;
    }
    return {};
}

/// Title and unit, and at the right the mean over the angles of each engine, as far as there is room.
void heading(Frame& frame, SweepQuantity quantity, const plot::Panel& panel, float width) {
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const Palette& palette = frame.ui.palette;
    draw->AddText(corner, palette.text, panel.title.c_str());
    const float title = ImGui::CalcTextSize(panel.title.c_str()).x + frame.px(8);
    ImGui::PushFont(frame.ui.fonts->small);
    const float lower = corner.y + frame.px(2);
    float right = corner.x + width - frame.px(6);
    float used = title;
    const auto& summaries = frame.state.sweep.summaries;
    for (std::size_t i = std::min(summaries.size(), panel.series.size()); i-- > 0;) {
        const std::string text = mean_text(quantity, summaries[i]);
        const float room = ImGui::CalcTextSize(text.c_str()).x + frame.px(22);
        if (text.empty() || used + room > width) break;
        used += room;
        right -= room;
        // The series stand in the order from bottom to top, the engines the other way round.
        const std::size_t style = panel.series[panel.series.size() - 1 - i].style;
        draw_mark(frame, style, {right + frame.px(10), lower + ImGui::GetTextLineHeight() / 2}, mark_radius);
        draw->AddText({right + frame.px(18), lower}, palette.text_dim, text.c_str());
    }
    if (used > title && used + ImGui::CalcTextSize("mean").x < width) {
        const bool median =
            quantity == SweepQuantity::position_error || quantity == SweepQuantity::angle_error;
        const char* word = median ? "median" : "mean";
        right -= ImGui::CalcTextSize(word).x;
        draw->AddText({right, lower}, palette.text_dim, word);
    }
    draw->PushClipRect(corner, {right - frame.px(6), corner.y + frame.px(heading_height)}, true);
    draw->AddText({corner.x + title, lower}, palette.text_dim, panel.y.title.c_str());
    draw->PopClipRect();
    ImGui::PopFont();
    ImGui::SetCursorScreenPos({corner.x, corner.y + frame.px(heading_height)});
}

void readings_tooltip(Frame& frame, double angle) {
    const SweepScreen& screen = frame.state.sweep;
    std::vector<const SweepRow*> rows;
    for (const std::optional<SweepRow>& row : screen.rows)
        if (row && row->angle == angle) rows.push_back(&*row);
    if (rows.empty()) return;
    ImGui::BeginTooltip();
    const std::string title = "turned by " + shortest_text(angle) + "\u00b0" +
                              (std::fmod(angle, 90) == 0 ? ", a quarter turn: lossless" : "");
    ImGui::TextUnformatted(title.c_str());
    const float first = frame.px(118);
    const float column = frame.px(158);
    float x = first;
    ImGui::PushFont(frame.ui.fonts->small);
    caption(frame, "");
    for (const SweepRow* row : rows) {
        ImGui::SameLine(x);
        caption(frame, row->engine.c_str());
        x += column;
    }
    const std::size_t count = readings_of(*rows.front()).size();
    for (std::size_t i = 0; i < count; ++i) {
        caption(frame, readings_of(*rows.front())[i].label.c_str());
        x = first;
        for (const SweepRow* row : rows) {
            ImGui::SameLine(x);
            ImGui::TextUnformatted(readings_of(*row)[i].value.c_str());
            x += column;
        }
    }
    caption(frame, "Click: turn to this angle. Double click: show its matches.");
    ImGui::PopFont();
    ImGui::EndTooltip();
}

struct Cell {
    SweepQuantity quantity{};
    std::string name;
    ImVec2 size;
    bool names_x = true;  ///< the axis of the angles has its title
};

/// Draws a plot; the angle that is pointed at in it.
std::optional<double> draw_cell(Frame& frame, const Cell& cell, const std::vector<double>& measured) {
    const SweepScreen& screen = frame.state.sweep;
    const plot::Panel& panel = screen.panels[static_cast<std::size_t>(cell.quantity)];
    const std::vector<double>& angles = screen.asked->plan.angles;
    heading(frame, cell.quantity, panel, cell.size.x);
    plot::Axis x =
        plot::degree_axis(cell.names_x ? "rotation, degrees" : "", angles.front(), angles.back(), 8);
    plot::Axis y = panel.y;
    y.title.clear();
    const float height = cell.size.y - frame.px(heading_height + 6);
    const PlotPlace place = plot_view(frame, cell.name.c_str(), x, y, {cell.size.x, height}, frame.px(44));
    const bool inside = ImGui::IsItemHovered();
    const std::optional<double> pointed =
        inside ? nearest_angle(measured, place.x_value(ImGui::GetIO().MousePos.x)) : std::nullopt;
    const bool released = ImGui::IsItemDeactivated() && inside;

    const Palette& palette = frame.ui.palette;
    for (double turn = std::ceil(angles.front() / 90) * 90; turn <= angles.back(); turn += 90)
        dashed_line(frame, place, turn, palette.text_dim);
    if (const auto now = angle_on_sweep(screen, frame.state.settings.angle))
        plot_marker(frame, place, *now, palette.accent, false);
    const ImVec2 corner{place.area.x, place.area.y - frame.px(4)};
    const ImVec2 end{place.area.x + place.area.width + frame.px(5),
                     place.area.y + place.area.height + frame.px(4)};
    ImGui::GetWindowDrawList()->PushClipRect(corner, end, true);
    for (const plot::Series& series : panel.series) draw_series(frame, place, series);
    const std::optional<double> shown = pointed ? pointed : screen.hovered;
    if (shown) {
        plot_marker(frame, place, *shown, (palette.text & 0x00FFFFFFU) | 0x60000000U, false);
        for (const plot::Series& series : panel.series)
            for (std::size_t i = 0; i < series.x.size(); ++i)
                if (series.x[i] == *shown && std::isfinite(series.y[i])) {
                    const ScreenPoint p = place.at(series.x[i], series.y[i]);
                    draw_mark(frame, series.style, {p.x, p.y}, 1.6 * mark_radius);
                }
    }
    ImGui::GetWindowDrawList()->PopClipRect();
    if (pointed) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        if (ImGui::IsMouseDoubleClicked(0)) {
            frame.ask(ShowPanel{Panel::match});
        } else if (released) {
            Settings settings = frame.state.settings;
            settings.angle = *pointed;
            frame.ask(SetSettings{settings});
        }
        if (!ImGui::IsMouseDown(0)) readings_tooltip(frame, *pointed);
    }
    return pointed;
}

int columns_for(const Frame& frame, float width) {
    if (width >= frame.px(1200)) return 3;
    return width >= frame.px(430) ? 2 : 1;
}

int rows_for(int columns) {
    return (static_cast<int>(sweep_quantity_names.size()) + columns - 1) / columns;
}

}  // namespace

float least_plots_height(const Frame& frame, const SweepChoice& choice, float width) {
    const int rows = choice.quantity ? 1 : rows_for(columns_for(frame, width));
    return static_cast<float>(rows) * frame.px(heading_height + least_plot);
}

void sweep_plots(Frame& frame, ImVec2 size) {
    const SweepScreen& screen = frame.state.sweep;
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const std::vector<double> measured = measured_angles(screen);
    std::optional<double> hovered;
    if (screen.choice.quantity) {
        hovered = draw_cell(frame, {*screen.choice.quantity, "sweep_plot", size, true}, measured);
    } else {
        const int columns = columns_for(frame, size.x);
        const int rows = rows_for(columns);
        const float gap = frame.px(14);
        const ImVec2 cell{
            std::floor((size.x - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns)),
            std::floor(size.y / static_cast<float>(rows))};
        int index = 0;
        for (const auto& [name, quantity] : sweep_quantity_names) {
            const int row = index / columns;
            ImGui::SetCursorScreenPos({corner.x + (cell.x + gap) * static_cast<float>(index % columns),
                                       corner.y + cell.y * static_cast<float>(row)});
            const auto here = draw_cell(
                frame, {quantity, std::string("sweep_plot_") + name, cell, row + 1 == rows}, measured);
            if (index == 0) {
                const Widget first = *frame.ui.widgets.find(std::string("sweep_plot_") + name);
                frame.ui.widgets.note_plane("sweep_plot", first.rect, first.to_screen);
            }
            if (here) hovered = here;
            ++index;
        }
    }
    ImGui::SetCursorScreenPos({corner.x, corner.y + size.y});
    if (hovered != screen.hovered) frame.ask(sweep::Point{hovered});
}

void sweep_legend(Frame& frame) {
    const SweepScreen& screen = frame.state.sweep;
    if (screen.panels.empty()) return;
    ImGui::PushFont(frame.ui.fonts->small);
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const Palette& palette = frame.ui.palette;
    const float sample = frame.px(26);
    bool first = true;
    const auto entry = [&](const std::string& text, const auto& draw_sample) {
        const float width = sample + frame.px(6) + ImGui::CalcTextSize(text.c_str()).x;
        if (!first) ImGui::SameLine(0, frame.px(16));
        if (!first && ImGui::GetContentRegionAvail().x < width) ImGui::NewLine();
        first = false;
        const ImVec2 corner = ImGui::GetCursorScreenPos();
        const float line = ImGui::GetTextLineHeight();
        draw_sample(ImVec2{corner.x, corner.y + line / 2});
        draw->AddText({corner.x + sample + frame.px(6), corner.y}, palette.text_dim, text.c_str());
        ImGui::Dummy({width, line});
    };
    const std::vector<plot::Series>& series = screen.panels.front().series;
    for (auto one = series.rbegin(); one != series.rend(); ++one)
        entry(one->name, [&](ImVec2 left) {
            draw->AddLine(left, {left.x + sample, left.y}, style_colour(palette, one->style), frame.px(1.8));
            draw_mark(frame, one->style, {left.x + sample / 2, left.y}, mark_radius);
        });
    const auto upright = [&](ImVec2 left, ImU32 colour, bool dashed) {
        const float x = left.x + sample / 2;
        const float half = frame.px(7);
        for (float y = left.y - half; y < left.y + half; y += frame.px(dashed ? 5 : 14))
            draw->AddLine({x, y}, {x, y + frame.px(dashed ? 3 : 14)}, colour, frame.px(dashed ? 1 : 1.6));
    };
    entry("angle as set", [&](ImVec2 left) { upright(left, palette.accent, false); });
    entry("quarter turns: lossless", [&](ImVec2 left) { upright(left, palette.text_dim, true); });
    ImGui::PopFont();
}

}  // namespace siftscope
