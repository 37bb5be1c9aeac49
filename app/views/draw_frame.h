#pragma once

#include <functional>
#include <memory>

#include <nlohmann/json_fwd.hpp>

namespace siftscope {

struct AppState;
struct UiContext;

/// All that the panels show and edit. `wake` makes the window draw a frame; the background job calls it.
[[nodiscard]] std::shared_ptr<AppState> make_app_state(std::function<void()> wake);

/// Draws one frame between ImGui::NewFrame and ImGui::Render: takes `ui.open_requests`, takes finished
/// results from the background job, draws the panels, starts what the edits ask for. Never waits for a
/// computation.
void draw_frame(AppState& state, UiContext& ui);

/// Whether a computation runs or its result has not been shown yet.
[[nodiscard]] bool is_busy(const AppState& state);

/// The match report of what is on screen, plus "busy", "panel" and "error" (the sentence shown, or null).
[[nodiscard]] nlohmann::ordered_json state_of(const AppState& state);

}  // namespace siftscope
