#include "app/views/picture_choice.h"

#include "app/views/controls.h"
#include "app/window/imgui_compat.h"

namespace siftscope {

bool small_switch(Frame& frame, const std::string& name, const std::string& label, bool on,
                  const char* tooltip) {
    ImGui::PushStyleColor(ImGuiCol_Text, on ? frame.ui.palette.accent : frame.ui.palette.text_dim);
    ImGui::PushID(name.c_str());
    const bool clicked = ImGui::Button(label.c_str(), {0, frame.px(24)});
    ImGui::PopID();
    ImGui::PopStyleColor();
    frame.ui.widgets.note_checkbox(name, on);
    explain(tooltip);
    return clicked;
}

bool picture_choice(Frame& frame, const std::string& prefix, const char* tooltip, int& picture) {
    int chosen = picture;
    if (small_switch(frame, prefix + "_original", "Original", picture == 0, tooltip)) chosen = 0;
    ImGui::SameLine(0, frame.px(4));
    ImGui::BeginDisabled(!frame.state.second);
    if (small_switch(frame, prefix + "_rotated", "Rotated", picture == 1, tooltip)) chosen = 1;
    ImGui::EndDisabled();
    if (chosen == picture) return false;
    picture = chosen;
    return true;
}

std::shared_ptr<const Picture> chosen_picture(const AppState& state, int picture) {
    if (picture == 0) return state.picture;
    return state.second ? state.second->picture : nullptr;
}

Texture& chosen_texture(CanvasGraphics& graphics, const AppState& state, int picture) {
    return picture == 0 ? graphics.picture(state.picture) : graphics.rotated(state.second);
}

void chosen_canvas_button(Frame& frame, int picture, const CanvasView& view) {
    const char* name = picture == 0 ? "canvas_source" : "canvas_rotated";
    ImGui::SetCursorScreenPos({view.area.x, view.area.y});
    ImGui::InvisibleButton(name, {view.area.width, view.area.height});
    frame.ui.widgets.note_plane(name, view.area, [view](double x, double y) {
        return view.to_screen({x, y});
    });
}

}  // namespace siftscope
