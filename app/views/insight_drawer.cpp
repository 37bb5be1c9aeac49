#include "app/views/insight_drawer.h"

#include <algorithm>

#include "app/views/controls.h"
#include "app/views/insight.h"
#include "app/views/match_story_view.h"
#include "app/views/match_table_view.h"
#include "app/views/orientation_view.h"
#include "app/views/residual_view.h"
#include "app/views/threshold_view.h"
#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

constexpr double bar_height = 30;
constexpr double open_height = 216;
constexpr double least_pictures = 160 + 12 + bar_height;  // with the gaps around the drawer

constexpr double wide_margin = 28;  // of a tab besides its label, with the triangle
constexpr double tab_gap = 4;

// What a tab has besides its label: less where the window is too narrow for all of them.
float margin_of_tabs(const Frame& frame) {
    ImGui::PushFont(frame.ui.fonts->small);
    float room = ImGui::GetContentRegionAvail().x;
    for (const InsightTab& tab : insight_tabs) room -= ImGui::CalcTextSize(tab.label).x + frame.px(tab_gap);
    ImGui::PopFont();
    return std::min(room / static_cast<float>(insight_tabs.size()), frame.px(wide_margin));
}

// Where not even the labels fit into one row, the tabs take two.
bool in_two_rows(const Frame& frame) {
    return margin_of_tabs(frame) < frame.px(2);
}

float bar_room(const Frame& frame) {
    return frame.px(in_two_rows(frame) ? 2 * bar_height : bar_height);
}

void bar(Frame& frame) {
    const bool two_rows = in_two_rows(frame);
    const float margin = two_rows ? frame.px(8) : margin_of_tabs(frame);
    ImGui::PushFont(frame.ui.fonts->small);
    const bool narrow = margin < frame.px(wide_margin);  // no room for triangles
    ImDrawList* draw = ImGui::GetWindowDrawList();
    ViewState view = frame.state.view;
    for (const InsightTab& tab : insight_tabs) {
        const bool open = view.insight == tab.insight;
        const ImVec2 text = ImGui::CalcTextSize(tab.label);
        const ImVec2 size{text.x + margin, frame.px(24)};
        const ImVec2 corner = ImGui::GetCursorScreenPos();
        const std::string name = std::string("insight_") + name_of(tab.insight);
        if (ImGui::InvisibleButton(name.c_str(), size)) view.insight = open ? Insight::none : tab.insight;
        frame.ui.widgets.note_checkbox(name, open);
        const bool hot = ImGui::IsItemHovered();
        const ImVec2 end{corner.x + size.x, corner.y + size.y};
        if (open || hot)
            draw->AddRectFilled(corner, end,
                                ImGui::GetColorU32(open ? ImGuiCol_FrameBg : ImGuiCol_FrameBgHovered),
                                frame.px(5));
        const ImU32 ink = open || hot ? frame.ui.palette.text : frame.ui.palette.text_dim;
        const ImVec2 tip{corner.x + frame.px(11), corner.y + size.y / 2};
        const float r = frame.px(3.5);
        if (open && !narrow)
            draw->AddTriangleFilled({tip.x - r, tip.y - r / 2}, {tip.x + r, tip.y - r / 2},
                                    {tip.x, tip.y + r}, ink);
        else if (!narrow)
            draw->AddTriangleFilled({tip.x - r / 2, tip.y - r}, {tip.x + r, tip.y},
                                    {tip.x - r / 2, tip.y + r}, ink);
        draw->AddText({corner.x + (narrow ? margin / 2 : frame.px(20)), corner.y + (size.y - text.y) / 2},
                      ink, tab.label);
        explain(tab.tooltip);
        const bool ends_row = two_rows && tab.insight == insight_tabs[insight_tabs.size() / 2].insight;
        if (!ends_row) ImGui::SameLine(0, frame.px(tab_gap));
    }
    ImGui::NewLine();
    ImGui::PopFont();
    if (view != frame.state.view) frame.ask(SetView{view});
}

}  // namespace

float insight_height(const Frame& frame, float room) {
    if (frame.state.view.insight == Insight::none) return bar_room(frame);
    // In a small window the pictures keep half of the room, and their least height.
    const float left = std::min(room / 2, room - frame.px(least_pictures));
    return bar_room(frame) + std::clamp(left, frame.px(120), frame.px(open_height));
}

void insight_drawer(Frame& frame, float height) {
    const float below = height - bar_room(frame);
    bar(frame);
    const Insight insight = frame.state.view.insight;
    if (insight == Insight::none) return;
    if (ImGui::BeginChild("insight", {0, below}, false)) {
        if (insight == Insight::threshold) threshold_view(frame);
        if (insight == Insight::residuals) residual_view(frame);
        if (insight == Insight::orientation) orientation_view(frame);
        if (insight == Insight::match) match_story_view(frame);
        if (insight == Insight::matches) match_table_view(frame);
    }
    ImGui::EndChild();
}

}  // namespace siftscope
