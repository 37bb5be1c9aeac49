#include "app/views/gradient_panel.h"

#include <algorithm>
#include <string>

#include <GLFW/glfw3.h>

#include "app/gradients/presets.h"
#include "app/views/cell_editing.h"
#include "app/views/controls.h"
#include "app/views/gradient_grids.h"
#include "app/views/gradient_stories.h"
#include "app/views/notices.h"
#include "app/views/wrapped_text.h"
#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

constexpr double strip_height = 104;

const Preset* preset_of(const GradientScreen& screen) {
    for (const Preset& preset : presets())
        if (screen.state != nullptr && preset.name == screen.state->preset) return &preset;
    return nullptr;
}

std::string loss_words(const SolvedLab& solved) {
    if (solved.forward.p.empty()) return "L = \u2211 dy y = " + nn::short_number(solved.forward.loss);
    const std::size_t target = std::get<nn::NegativeLogLikelihood>(solved.problem.network.loss).target;
    return "L = \u2212log p(" + std::to_string(target) + ") = " + nn::short_number(solved.forward.loss);
}

/// While steps are played: the next one when its time has come.
void play(Frame& frame, const GradientScreen& screen, double& last_step_s) {
    if (!screen.playing || screen.result == nullptr) return;
    const double now = ImGui::GetTime(), period = 1 / screen.speed;
    if (now - last_step_s > 2 * period) last_step_s = now - period;
    if (now - last_step_s >= period) {
        const bool end = screen.step + 1 >= screen.result->steps.size();
        frame.ask(gradient::SetSteps{true, end ? screen.step : screen.step + 1, !end, screen.speed});
        last_step_s += period;
    }
    frame.ui.redraw_in_s = std::max(last_step_s + period - now, 1e-3);
}

/// What the strip says: of the cell pointed at, of the step, of the pinned cell, or of the preset.
void strip(Frame& frame, const GradientScreen& screen) {
    const Fonts& fonts = *frame.ui.fonts;
    const Palette& palette = frame.ui.palette;
    const SolvedLab& solved = *screen.result->solved;
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const ImVec2 room = ImGui::GetContentRegionAvail();
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {frame.px(14), frame.px(8)});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {frame.px(8), frame.px(3)});
    imgui::begin_bordered_child("strip", {0, 0});
    frame.ui.widgets.note("formula", {corner.x, corner.y, room.x, room.y});
    const bool step = screen.stepping && !screen.hovered && screen.step < screen.result->steps.size();
    const std::optional<CellPick> pick = screen.hovered ? screen.hovered : screen.pinned;
    if (step) {
        const StepSequence::Step now = screen.result->steps.at(solved, screen.step);
        wrapped_text(fonts.small, palette.accent,
                     (now.backward ? "Backward" : "Forward") + std::string(", step ") +
                         std::to_string(screen.step + 1) + " of " +
                         std::to_string(screen.result->steps.size()));
        wrapped_text(fonts.mono, palette.text, now.text);
        wrapped_text(fonts.small, palette.text_dim, story_of(solved, screen.check.get(), now.cell).rule);
    } else if (pick) {
        const CellStory story = story_of_pick(solved, screen.check.get(), *pick);
        const bool pinned = !screen.hovered;
        wrapped_text(fonts.small, palette.accent, story.name + (pinned ? "   pinned, Esc releases it" : ""));
        wrapped_text(fonts.mono, palette.text, story.formula);
        wrapped_text(fonts.small, palette.text_dim, story.rule);
        wrapped_text(fonts.small, palette.good, story.check);
        wrapped_text(fonts.small, palette.warning, story.note);
    } else if (const Preset* preset = preset_of(screen)) {
        wrapped_text(fonts.small, palette.accent, preset->title);
        wrapped_text(fonts.body, palette.text, preset->shows);
        wrapped_text(fonts.small, palette.text_dim,
                     loss_words(solved) +
                         ".   Point at a cell for its formula; click pins it. Drag, type or press Up and "
                         "Down to edit what is given.");
    }
    ImGui::EndChild();
    ImGui::PopStyleVar(2);
}

}  // namespace

void gradient_panel(Frame& frame, GradientScreen& screen, GradientTextures& textures) {
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const float height = std::max(room.y - frame.px(strip_height + 8), frame.px(160));
    play(frame, screen, screen.last_step_s);
    std::optional<CellPick> hovered;
    const bool wheel_zooms = screen.hovered && screen.result != nullptr &&
                             screen.result->pictures.count(screen.hovered->tensor) != 0;
    if (ImGui::BeginChild("tensors", {0, height}, false,
                          wheel_zooms ? ImGuiWindowFlags_NoScrollWithMouse : 0) &&
        screen.result != nullptr)
        hovered = gradient_grids(frame, screen, textures);
    ImGui::EndChild();
    if (hovered != screen.hovered) frame.ui.animate = true;
    screen.hovered = hovered;
    notices(frame, {corner.x, corner.y, room.x, height});
    ImGui::SetCursorScreenPos({corner.x, corner.y + height + frame.px(8)});
    if (screen.result != nullptr) strip(frame, screen);
}

void gradient_keys(Frame& frame, GradientScreen& screen) {
    ShortcutQueue& keys = frame.ui.shortcuts;
    while (keys.pressed({GLFW_KEY_Z, true})) frame.ask(gradient::Undo{false});
    while (keys.pressed({GLFW_KEY_Z, true, true}) || keys.pressed({GLFW_KEY_Y, true}))
        frame.ask(gradient::Undo{true});
    if (keys.pressed({GLFW_KEY_E, true})) frame.ask(gradient::Export{gradient::Export::What::map});
    if (keys.pressed({GLFW_KEY_C, true, true})) frame.ask(gradient::Export{gradient::Export::What::command});
    cell_keys(frame, screen);
    PictureView& view = screen.view;
    if (!screen.pinned || screen.entry) {
        if (keys.typed('0')) view = {};
        while (keys.typed('+') || keys.typed('=')) view.zoom = std::min(512.0, view.zoom * 1.25);
        while (keys.typed('-')) view.zoom = std::max(1.0, view.zoom / 1.25);
    }
    if (frame.state.message == std::nullopt && screen.pinned && !frame.state.help_open &&
        !frame.state.about_open && keys.pressed({GLFW_KEY_ESCAPE}))
        frame.ask(gradient::Pin{std::nullopt});
}

}  // namespace siftscope
