#include "app/views/insight_drawer.h"

#include <algorithm>

#include "app/views/controls.h"
#include "app/views/insight.h"
#include "app/views/match_story_view.h"
#include "app/views/orientation_view.h"
#include "app/views/residual_view.h"
#include "app/views/threshold_view.h"
#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

constexpr double bar_height = 30;
constexpr double open_height = 216;

void bar(Frame& frame) {
    ImGui::PushFont(frame.ui.fonts->small);
    ImDrawList* draw = ImGui::GetWindowDrawList();
    ViewState view = frame.state.view;
    for (const InsightTab& tab : insight_tabs) {
        const bool open = view.insight == tab.insight;
        const ImVec2 text = ImGui::CalcTextSize(tab.label);
        const ImVec2 size{text.x + frame.px(28), frame.px(24)};
        const ImVec2 corner = ImGui::GetCursorScreenPos();
        const std::string name = std::string("insight_") + tab.name;
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
        if (open)
            draw->AddTriangleFilled({tip.x - r, tip.y - r / 2}, {tip.x + r, tip.y - r / 2},
                                    {tip.x, tip.y + r}, ink);
        else
            draw->AddTriangleFilled({tip.x - r / 2, tip.y - r}, {tip.x + r, tip.y},
                                    {tip.x - r / 2, tip.y + r}, ink);
        draw->AddText({corner.x + frame.px(20), corner.y + (size.y - text.y) / 2}, ink, tab.label);
        explain(tab.tooltip);
        ImGui::SameLine(0, frame.px(4));
    }
    ImGui::NewLine();
    ImGui::PopFont();
    if (view != frame.state.view) frame.ask(SetView{view});
}

}  // namespace

float insight_height(const Frame& frame, float room) {
    if (frame.state.view.insight == Insight::none) return frame.px(bar_height);
    // In a small window the pictures keep half of the room.
    return frame.px(bar_height) + std::clamp(room / 2, frame.px(120), frame.px(open_height));
}

void insight_drawer(Frame& frame, float height) {
    bar(frame);
    const Insight insight = frame.state.view.insight;
    if (insight == Insight::none) return;
    if (ImGui::BeginChild("insight", {0, height - frame.px(bar_height)}, false)) {
        if (insight == Insight::threshold) threshold_view(frame);
        if (insight == Insight::residuals) residual_view(frame);
        if (insight == Insight::orientation) orientation_view(frame);
        if (insight == Insight::match) match_story_view(frame);
    }
    ImGui::EndChild();
}

}  // namespace siftscope
