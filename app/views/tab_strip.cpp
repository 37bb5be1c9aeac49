#include "app/views/tab_strip.h"

#include <string>

#include "app/views/controls.h"
#include "app/views/panel.h"
#include "app/window/imgui_compat.h"

namespace siftscope {

void tab_strip(Frame& frame) {
    ImDrawList* draw = ImGui::GetWindowDrawList();
    for (const PanelTab& tab : panel_tabs) {
        const bool shown = frame.state.panel == tab.panel;
        const ImVec2 text = ImGui::CalcTextSize(tab.label);
        const ImVec2 size{text.x + frame.px(24), frame.px(28)};
        const ImVec2 corner = ImGui::GetCursorScreenPos();
        const std::string name = std::string("tab_") + tab.name;
        if (ImGui::InvisibleButton(name.c_str(), size) && !shown) frame.ask(ShowPanel{tab.panel});
        frame.ui.widgets.note_item(name);
        const bool hot = ImGui::IsItemHovered();
        if (hot && !shown)
            draw->AddRectFilled(corner, {corner.x + size.x, corner.y + size.y},
                                ImGui::GetColorU32(ImGuiCol_FrameBg), frame.px(6));
        draw->AddText({corner.x + frame.px(12), corner.y + (size.y - text.y) / 2 - frame.px(1)},
                      shown || hot ? frame.ui.palette.text : frame.ui.palette.text_dim, tab.label);
        if (shown)
            draw->AddRectFilled({corner.x + frame.px(10), corner.y + size.y - frame.px(3)},
                                {corner.x + size.x - frame.px(10), corner.y + size.y},
                                frame.ui.palette.accent, frame.px(2));
        explain(tab.question);
        ImGui::SameLine(0, frame.px(2));
    }
    ImGui::NewLine();
}

}  // namespace siftscope
