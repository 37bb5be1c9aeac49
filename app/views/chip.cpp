#include "app/views/chip.h"

#include "app/views/controls.h"
#include "app/window/imgui_compat.h"

namespace siftscope {

bool chip(Frame& frame, const char* name, const char* label, const char* tooltip, const ChipSign& sign,
          bool on) {
    ImGui::PushFont(frame.ui.fonts->small);
    const ImVec2 text = ImGui::CalcTextSize(label);
    const ImVec2 size{text.x + frame.px(*label != '\0' ? 40 : 36), frame.px(26)};
    ImGui::SameLine(0, frame.px(6));
    if (ImGui::GetContentRegionAvail().x < size.x) ImGui::NewLine();
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const bool clicked = ImGui::InvisibleButton(name, size);
    frame.ui.widgets.note_checkbox(name, on);
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const ImVec2 end{corner.x + size.x, corner.y + size.y};
    if (on || ImGui::IsItemHovered())
        draw->AddRectFilled(corner, end, ImGui::GetColorU32(on ? ImGuiCol_FrameBg : ImGuiCol_FrameBgHovered),
                            frame.px(13));
    draw->AddRect(corner, end, frame.ui.palette.border, frame.px(13));
    sign({corner.x + frame.px(18), corner.y + size.y / 2}, on ? 1 : 0.35);
    draw->AddText({corner.x + frame.px(31), corner.y + (size.y - text.y) / 2},
                  on ? frame.ui.palette.text : frame.ui.palette.text_dim, label);
    ImGui::PopFont();
    explain(tooltip);
    return clicked;
}

}  // namespace siftscope
