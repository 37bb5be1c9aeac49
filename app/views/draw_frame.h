#pragma once

namespace siftscope {

struct AppState;
struct UiContext;

/// Draws the whole window: menu, settings, canvases, figures; takes in what the background has finished and
/// applies what the user does. Call between ImGui::NewFrame and ImGui::Render.
void draw_frame(AppState& state, UiContext& ui);

}  // namespace siftscope
