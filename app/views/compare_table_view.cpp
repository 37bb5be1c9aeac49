#include "app/views/compare_table_view.h"

#include <algorithm>
#include <array>
#include <string>

#include "app/model/format_number.h"
#include "app/views/compare_canvas.h"
#include "app/views/compare_marks.h"
#include "app/views/controls.h"
#include "app/views/sort_heading.h"
#include "app/views/wrapped_text.h"
#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

struct ComparedColumn {
    CompareColumn column;
    const char* label;
    const char* tooltip;
    int decimals;
    float weight;
};

constexpr std::array<ComparedColumn, 6> compared_columns{{
    {CompareColumn::kind, "", "Class: the same, other size or angle, only ours, only OpenCV's.", 0, 0.55F},
    {CompareColumn::position, "px", "Distance of both places in pixels.", 3, 1.0F},
    {CompareColumn::size, "size %", "Percent by which ours is larger than OpenCV's.", 2, 1.0F},
    {CompareColumn::angle, "angle \u00b0", "From OpenCV's orientation to ours, degrees clockwise.", 2, 1.1F},
    {CompareColumn::descriptor, "descr.", "Distance of the descriptors: Euclidean, of 128 bytes.", 0, 0.9F},
    {CompareColumn::stage, "parts at", "The stage of SIFT at which the ways of both part.", 0, 1.5F},
}};

void compared_headings(Frame& frame, CompareChoice& choice) {
    ImGui::TableSetupScrollFreeze(0, 1);
    for (const ComparedColumn& column : compared_columns)
        ImGui::TableSetupColumn(name_of(column.column, compare_column_names), ImGuiTableColumnFlags_None,
                                column.weight);
    ImGui::TableNextRow(ImGuiTableRowFlags_Headers);
    for (const ComparedColumn& column : compared_columns) {
        ImGui::TableNextColumn();
        const bool sorted = choice.rows.sort == column.column;
        const char* name = name_of(column.column, compare_column_names);
        if (sort_heading(frame, {std::string("compare_sort_") + name, name, column.label, column.tooltip,
                                 sorted ? std::optional(choice.rows.descending) : std::nullopt})) {
            choice.rows.descending = !sorted || !choice.rows.descending;
            choice.rows.sort = column.column;
        }
    }
}

// The cells of a row after the first.
void compared_cells(const ComparisonTable& table, std::size_t index) {
    const ComparedKeypoint& row = table.comparison.rows[index];
    for (const ComparedColumn& column : compared_columns) {
        if (column.column == CompareColumn::kind) continue;
        ImGui::TableNextColumn();
        if (column.column == CompareColumn::stage) {
            const auto& parting = table.partings[index];
            ImGui::TextUnformatted(parting                          ? name_of(parting->stage)
                                   : row.kind == CompareClass::same ? "\u2013"
                                                                    : "\u2026");
            continue;
        }
        ImGui::TextUnformatted(
            fixed_or(compare_number(row, column.column), column.decimals, "\u2013").c_str());
    }
}

void compared_row(Frame& frame, std::size_t place, const Rect& area, CompareChoice& choice) {
    const CompareScreen& screen = frame.state.compare;
    const std::size_t index = screen.order[place];
    const bool selected = screen.selected == index;
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float first_cell = ImGui::GetContentRegionAvail().x;
    ImGui::PushID(static_cast<int>(index));
    if (ImGui::Selectable("##row", selected, ImGuiSelectableFlags_SpanAllColumns)) {
        if (selected)
            choice.selected.reset();
        else
            choose_row(frame.state, index, area, choice);
    }
    ImGui::PopID();
    const float height = ImGui::GetTextLineHeight();
    // Its first cell, since the column clips the others; rows that are cut off at the end are left to
    // scrolling.
    const ImDrawList* draw = ImGui::GetWindowDrawList();
    if (corner.y >= draw->GetClipRectMin().y && corner.y + height <= draw->GetClipRectMax().y)
        frame.ui.widgets.note("compare_row_" + std::to_string(place),
                              {corner.x, corner.y, first_cell, height});
    if (const auto& parting = screen.table->partings[index]; parting && !selected)
        explain(parting->why.c_str());
    draw_mark(ImGui::GetWindowDrawList(), screen.table->comparison.rows[index].kind,
              {corner.x + frame.px(8), corner.y + height / 2}, height * 0.38F, 1, frame.px(1.6));
    compared_cells(*screen.table, index);
}

std::string keypoint_line(const char* whose, const sift::Keypoint* keypoint) {
    if (keypoint == nullptr) return std::string(whose) + "no counterpart near";
    return whose + ("(" + fixed_text(keypoint->x, 3) + ", " + fixed_text(keypoint->y, 3)) + ") px, size " +
           fixed_text(keypoint->size, 2) + " px, " + fixed_text(keypoint->angle, 2) + "\u00b0, octave " +
           std::to_string(keypoint->octave) + ", layer " + std::to_string(keypoint->layer);
}

const char* class_words(CompareClass kind) {
    switch (kind) {
        case CompareClass::same:
            return "The same on both sides.";
        case CompareClass::other:
            return "At the same place.";
        case CompareClass::only_ours:
            return "Only ours.";
        case CompareClass::only_opencv:
            return "Only OpenCV's.";
    }
    return "";
}

}  // namespace

void compare_table_view(Frame& frame, const Rect& area, float height, CompareChoice& choice) {
    const CompareScreen& screen = frame.state.compare;
    if (!screen.table) return;
    constexpr ImGuiTableFlags flags =
        ImGuiTableFlags_ScrollY | ImGuiTableFlags_RowBg | ImGuiTableFlags_SizingStretchProp;
    ImGui::PushFont(frame.ui.fonts->small);
    if (ImGui::BeginTable("differences", static_cast<int>(compared_columns.size()), flags, {0, height})) {
        compared_headings(frame, choice);
        const float row_height = ImGui::GetTextLineHeight() + 2 * ImGui::GetStyle().CellPadding.y;
        ImGuiListClipper clipper;
        clipper.Begin(static_cast<int>(screen.order.size()), row_height);
        while (clipper.Step())
            for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i)
                compared_row(frame, static_cast<std::size_t>(i), area, choice);
        ImGui::EndTable();
    }
    ImGui::PopFont();
}

void compare_card(Frame& frame, float height) {
    const CompareScreen& screen = frame.state.compare;
    const Palette& palette = frame.ui.palette;
    ImFont* small = frame.ui.fonts->small;
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    if (ImGui::BeginChild("chosen", {0, height}, false)) {
        if (!screen.selected) {
            wrapped_text(small, palette.text_dim,
                         "Click a row of the table or a mark in the picture: where the ways part, and both "
                         "keypoints.");
        } else {
            const ComparisonTable& table = *screen.table;
            const ComparedKeypoint& row = table.comparison.rows[*screen.selected];
            const auto& parting = table.partings[*screen.selected];
            wrapped_text(small, palette.text,
                         std::string(class_words(row.kind)) + (parting ? " " + parting->why : ""));
            if (parting && parting->teller == PartingTeller::classic)
                wrapped_text(
                    small, palette.text_dim,
                    "cv::SIFT tells no reasons: our classic profile answers, which makes every choice "
                    "as it does.");
            const sift::Keypoint* own = &row.keypoint(*table.compared);
            const sift::Keypoint* other = row.partner(*table.compared);
            const bool opencv = row.side() == CompareSide::opencv;
            wrapped_text(small, palette.text_dim, keypoint_line("OpenCV (dashed): ", opencv ? own : other));
            wrapped_text(small, palette.text_dim, keypoint_line("Ours: ", opencv ? other : own));
        }
    }
    ImGui::EndChild();
    frame.ui.widgets.note("compare_card", {corner.x, corner.y, width, height});
}

}  // namespace siftscope
