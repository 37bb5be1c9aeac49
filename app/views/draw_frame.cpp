#include "app/views/draw_frame.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include <GLFW/glfw3.h>

#include "app/views/app_state.h"
#include "app/views/canvas_graphics.h"
#include "app/views/canvases.h"
#include "app/views/commands.h"
#include "app/views/compare_overlay.h"
#include "app/views/compare_panel.h"
#include "app/views/controls.h"
#include "app/views/explain_panel.h"
#include "app/views/explain_textures.h"
#include "app/views/figures.h"
#include "app/views/frame.h"
#include "app/views/gradient_panel.h"
#include "app/views/gradient_textures.h"
#include "app/views/insight_drawer.h"
#include "app/views/keyboard.h"
#include "app/views/lesson_note.h"
#include "app/views/match_table_view.h"
#include "app/views/menu_bar.h"
#include "app/views/notices.h"
#include "app/views/pick_card.h"
#include "app/views/settings_column.h"
#include "app/views/sweep_panel.h"
#include "app/views/tab_strip.h"
#include "app/views/toolbar.h"
#include "app/window/imgui_compat.h"
#include "app/window/ui_context.h"

namespace siftscope {
namespace {

// Width of the left column: what its rows need, but never more than its share of a small window.
float column_width(const Frame& frame, float window_width) {
    return std::floor(std::min(frame.px(window_width >= frame.px(1200) ? 340 : 312), window_width * 0.42F));
}

CanvasPointer match_panel(Frame& frame, CanvasGraphics& graphics) {
    if (ImGui::Button("Open\u2026", {0, frame.px(26)})) frame.ui.browse = true;
    frame.ui.widgets.note_item("open");
    explain("Open a picture or a session (Ctrl+O). Dropping a file on the window opens it, too.");
    toolbar(frame);
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const float insight = insight_height(frame, room.y - figures_height(frame, room.x));
    const float below = figures_height(frame, room.x) + insight + frame.px(12);
    const float height = std::max(room.y - below, frame.px(160));
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    CanvasPointer pointer;
    if (ImGui::BeginChild("canvases", {0, height}, false, ImGuiWindowFlags_NoScrollWithMouse) &&
        frame.state.picture)
        pointer = canvases(frame, graphics);
    ImGui::EndChild();
    notices(frame, {corner.x, corner.y + frame.px(20), room.x, height});
    isolated_card(frame, corner, height);
    ImGui::SetCursorScreenPos({corner.x, corner.y + height + frame.px(6)});
    insight_drawer(frame, insight);
    ImGui::SetCursorScreenPos({corner.x, corner.y + height + insight + frame.px(12)});
    figures(frame);
    return pointer;
}

CanvasPointer whole_window(Frame& frame, AppState& state) {
    const bool gradients = state.panel == Panel::gradients;
    menu_bar(frame);
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    const float top = ImGui::GetFrameHeight();
    ImGui::SetNextWindowPos({0, top});
    ImGui::SetNextWindowSize({size.x, size.y - top});
    constexpr ImGuiWindowFlags flags =
        ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
        ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoNav;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
    CanvasPointer pointer;
    if (ImGui::Begin("siftscope", nullptr, flags)) {
        ImGui::PopStyleVar();
        tab_strip(frame);
        imgui::begin_bordered_child(gradients ? "gradient settings" : "settings",
                                    {column_width(frame, size.x), 0});
        if (gradients)
            gradient_column(frame, state.gradients);
        else
            settings_column(frame);
        ImGui::EndChild();
        ImGui::SameLine(0, frame.px(12));
        ImGui::PushStyleColor(ImGuiCol_ChildBg, 0U);
        const float beside = lesson_width(frame, size.x);
        ImGui::BeginChild("panel", {beside > 0 ? -beside - frame.px(12) : 0, 0}, false,
                          ImGuiWindowFlags_NoScrollWithMouse);
        if (gradients)
            gradient_panel(frame, state.gradients, *state.gradient_textures);
        else if (state.panel == Panel::explain)
            explain_panel(frame, *state.graphics, *state.explain_textures);
        else if (state.panel == Panel::compare)
            compare_panel(frame, *state.graphics, *state.compare_graphics);
        else if (state.panel == Panel::sweep)
            sweep_panel_view(frame);
        else
            pointer = match_panel(frame, *state.graphics);
        ImGui::EndChild();
        ImGui::PopStyleColor();
        if (beside > 0) {
            ImGui::SameLine(0, frame.px(12));
            lesson_note(frame);
        }
    } else {
        ImGui::PopStyleVar();
    }
    ImGui::End();
    lesson_marks(frame);
    help_windows(frame);
    return pointer;
}

/// What edits and is held down: what it changes belongs to one step of undo. 0 when nothing is.
unsigned held_editor(const UiContext& ui, bool playing) {
    if (playing) return static_cast<unsigned>(GLFW_KEY_SPACE);  // one turn of the picture is one step
    for (const int key : {GLFW_KEY_LEFT, GLFW_KEY_RIGHT, GLFW_KEY_UP, GLFW_KEY_DOWN})
        if (ui.shortcuts.held(key)) return static_cast<unsigned>(key);
    return held_item();
}

}  // namespace

void draw_frame(AppState& state, UiContext& ui) {
    for (auto& path : std::exchange(ui.open_requests, {})) apply(state, OpenPicture{std::move(path)});
    for (auto& path : std::exchange(ui.match_requests, {})) apply(state, MatchWith{std::move(path)});
    poll(state);
    if (!state.graphics) state.graphics = std::make_unique<CanvasGraphics>();
    if (!state.compare_graphics) state.compare_graphics = std::make_unique<CompareGraphics>();
    if (!state.explain_textures) state.explain_textures = std::make_unique<ExplainTextures>();
    if (!state.gradient_textures) state.gradient_textures = std::make_unique<GradientTextures>();

    std::vector<Command> commands;
    Frame frame{state, ui, state.entry, commands};
    if (state.panel == Panel::gradients) gradient_keys(frame, state.gradients);
    if (state.panel == Panel::explain) explain_keys(frame);
    if (state.panel == Panel::compare) compare_keys(frame);
    if (state.panel == Panel::sweep) sweep_keys(frame);
    keyboard(frame);
    const CanvasPointer pointer = whole_window(frame, state);
    if (state.view.insight != Insight::matches || state.panel != Panel::match)
        state.match_table->hovered = {};
    if (state.view_dragged && !pointer.dragging) ui.animate = true;  // all lines again
    state.hovered = pointer.hovered ? pointer.hovered : state.match_table->hovered;
    state.view_dragged = pointer.dragging;
    for (const Command& command : commands) apply(state, command);
    const bool turned = play_on(state, commands);
    follow_edits(state, held_editor(ui, state.playing));
    if (turned || !commands.empty()) ui.animate = true;  // what was drawn is out of date

    if (auto path = std::exchange(state.gradients.screen_path, std::nullopt)) ui.screenshot = *path;
    if (auto text = std::exchange(state.clipboard, std::nullopt)) ui.set_clipboard(*text);
    if (auto path = std::exchange(state.opened, std::nullopt)) ui.remember_file(*path);
    if (state.picture) ui.title = state.picture->path.filename().string();
}

}  // namespace siftscope
