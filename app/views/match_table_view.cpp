#include "app/views/match_table_view.h"

#include <algorithm>
#include <string>

#include "app/model/format_number.h"
#include "app/views/controls.h"
#include "app/views/sort_heading.h"
#include "app/window/text_input.h"

namespace siftscope {
namespace {

struct TableColumn {
    MatchColumn column;
    const char* label;
    const char* tooltip;
    int decimals;
    const char* unit;
};

constexpr std::array<TableColumn, 9> table_columns{{
    {MatchColumn::index, "#", "Number of the match, in the order of the original's keypoints.", 0, ""},
    {MatchColumn::set, "Set", "Kept or rejected by the thresholds; right or wrong by the truth.", 0, ""},
    {MatchColumn::distance, "Distance", "Of the descriptors: Euclidean, of 128 bytes.", 1, ""},
    {MatchColumn::ratio, "Ratio", "Distance over the distance to the second nearest.", 3, ""},
    {MatchColumn::error, "Error", "From where the truth puts the partner, in pixels.", 2, " px"},
    {MatchColumn::x, "x", "Of the keypoint in the original.", 1, " px"},
    {MatchColumn::y, "y", "Of the keypoint in the original.", 1, " px"},
    {MatchColumn::size, "Size", "Of the keypoint in the original: 2 \u03c3.", 2, " px"},
    {MatchColumn::turn, "Turn", "Orientation in the original less that of the partner.", 1, "\u00b0"},
}};

const char* searched_words(MatchSet set, const MatchResult& result) {
    const bool judged = result.verdicts.has_value();
    const bool fitted = result.homography.has_value();
    switch (set) {
        case MatchSet::kept_right:
            return judged ? "kept, right" : fitted ? "kept, inlier" : "kept";
        case MatchSet::kept_wrong:
            return judged ? "kept, wrong" : "kept, no inlier";
        case MatchSet::rejected_right:
            return judged ? "rejected, right" : fitted ? "rejected, agrees" : "rejected";
        case MatchSet::rejected_wrong:
            return judged ? "rejected, wrong" : "rejected";
    }
    return "";
}

void table_headings(Frame& frame, ViewState& view) {
    ImGui::TableSetupScrollFreeze(0, 1);
    for (const TableColumn& column : table_columns)
        ImGui::TableSetupColumn(name_of(column.column, match_column_names), ImGuiTableColumnFlags_None,
                                column.column == MatchColumn::set ? 1.8F : 1.0F);
    ImGui::TableNextRow(ImGuiTableRowFlags_Headers);
    for (const TableColumn& column : table_columns) {
        ImGui::TableNextColumn();
        const bool sorted = view.sort_by == column.column;
        const char* name = name_of(column.column, match_column_names);
        if (sort_heading(frame, {std::string("table_sort_") + name, name, column.label, column.tooltip,
                                 sorted ? std::optional(view.sort_descending) : std::nullopt})) {
            view.sort_descending = sorted && !view.sort_descending;
            view.sort_by = column.column;
        }
    }
}

// The cells of a row after the first.
void table_cells(Frame& frame, const MatchResult& result, std::size_t match) {
    const MatchSet set = set_of(result, match);
    const bool right = set == MatchSet::kept_right || set == MatchSet::rejected_right;
    const ImU32 colour = !result.verdicts ? frame.ui.palette.text
                         : right          ? frame.ui.palette.good
                                          : frame.ui.palette.bad;
    for (const TableColumn& column : table_columns) {
        if (column.column == MatchColumn::index) continue;
        ImGui::TableNextColumn();
        if (column.column == MatchColumn::set) {
            ImGui::PushStyleColor(ImGuiCol_Text, colour);
            ImGui::TextUnformatted(searched_words(set, result));
            ImGui::PopStyleColor();
            continue;
        }
        const auto number = match_number(result, match, column.column);
        ImGui::TextUnformatted(number ? (fixed_text(*number, column.decimals) + column.unit).c_str()
                                      : "\u2013");
    }
}

void table_row(Frame& frame, MatchTable& table, std::size_t place, std::size_t match) {
    const AppState& state = frame.state;
    const Pick pick{Pick::Kind::match, static_cast<int>(match)};
    const bool selected = state.isolated == pick;
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    if (!selected && state.hovered == pick)
        ImGui::TableSetBgColor(ImGuiTableBgTarget_RowBg1, ImGui::GetColorU32(ImGuiCol_HeaderHovered));
    const float first_cell = ImGui::GetContentRegionAvail().x;
    if (ImGui::Selectable(std::to_string(match).c_str(), selected, ImGuiSelectableFlags_SpanAllColumns)) {
        const Pick asked = selected ? Pick{} : pick;
        table.followed = asked;  // it is under the pointer: nothing is to be scrolled
        frame.ask(Isolate{asked});
    }
    // Its first cell: what else of the row is in view the column's clipping does not tell.
    const ImVec2 low = ImGui::GetItemRectMin();
    const float height = ImGui::GetItemRectMax().y - low.y;
    frame.ui.widgets.note("table_row_" + std::to_string(place), {low.x, low.y, first_cell, height});
    if (ImGui::IsItemHovered()) table.hovered = pick;
    table_cells(frame, *state.result, match);
}

// Brings what was selected elsewhere into the middle.
void follow_selection(MatchTable& table, const Pick& selected, const std::vector<std::size_t>& rows,
                      float row_height) {
    if (table.followed == selected) return;
    table.followed = selected;
    if (selected.kind != Pick::Kind::match) return;
    const auto found = std::find(rows.begin(), rows.end(), static_cast<std::size_t>(selected.index));
    if (found == rows.end()) return;
    const auto place = static_cast<float>(found - rows.begin());
    ImGui::SetScrollY(std::max(0.0F, place * row_height - ImGui::GetWindowHeight() / 3));
}

// The field of the filter and, beside it, what it lets through.
void filter_field(Frame& frame, ViewState& view, std::size_t shown) {
    ImGui::SetNextItemWidth(std::min(frame.px(260), ImGui::GetContentRegionAvail().x * 0.5F));
    imgui::input_text("##table_filter", view.match_filter, 0, "filter: ratio<0.7 error>1");
    frame.ui.widgets.note_text("table_filter", view.match_filter);
    explain(
        "Conditions that a match must meet, all of them, between blanks: index, distance, ratio, error, x, "
        "y, "
        "size or turn, then < <= > >= or =, then a number. The sets are chosen above the pictures.");
    ImGui::SameLine(0, frame.px(10));
    std::string problem;
    ImGui::AlignTextToFramePadding();
    if (MatchFilter::parse(view.match_filter, &problem)) {
        const std::string all = std::to_string(frame.state.result->matches.size());
        ImGui::TextDisabled("%s", (std::to_string(shown) + " of " + all + " putative matches").c_str());
    } else {
        ImGui::PushStyleColor(ImGuiCol_Text, frame.ui.palette.warning);
        ImGui::TextWrapped("%s", problem.c_str());
        ImGui::PopStyleColor();
    }
}

}  // namespace

MatchRows rows_of(const ViewState& view) {
    return {sets_shown(view), view.match_filter, view.sort_by, view.sort_descending};
}

const std::vector<std::size_t>& MatchTable::rows(const std::shared_ptr<const MatchResult>& result,
                                                 const MatchRows& wanted) {
    if (result != result_ || wanted != wanted_) {
        rows_ = match_rows(*result, wanted);
        result_ = result;
        wanted_ = wanted;
    }
    return rows_;
}

void match_table_view(Frame& frame) {
    const AppState& state = frame.state;
    MatchTable& table = *state.match_table;
    table.hovered = {};
    if (!state.result) return caption(frame, "There is no match yet.");
    ViewState view = state.view;
    const std::vector<std::size_t>& rows = table.rows(state.result, rows_of(view));
    ImGui::PushFont(frame.ui.fonts->small);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {frame.px(8), frame.px(3)});
    filter_field(frame, view, rows.size());
    ImGui::PopStyleVar();
    constexpr ImGuiTableFlags flags =
        ImGuiTableFlags_ScrollY | ImGuiTableFlags_RowBg | ImGuiTableFlags_SizingStretchProp;
    const ImVec2 size{0, ImGui::GetContentRegionAvail().y - frame.px(4)};
    if (ImGui::BeginTable("matches", static_cast<int>(table_columns.size()), flags, size)) {
        table_headings(frame, view);
        const float row_height = ImGui::GetTextLineHeight() + 2 * ImGui::GetStyle().CellPadding.y;
        follow_selection(table, state.isolated, rows, row_height);
        ImGuiListClipper clipper;
        clipper.Begin(static_cast<int>(rows.size()), row_height);
        while (clipper.Step())
            for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
                const auto place = static_cast<std::size_t>(i);
                table_row(frame, table, place, rows[place]);
            }
        ImGui::EndTable();
    }
    ImGui::PopFont();
    if (view != state.view) frame.ask(SetView{view});
}

}  // namespace siftscope
