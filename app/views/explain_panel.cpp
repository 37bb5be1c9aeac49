#include "app/views/explain_panel.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/views/controls.h"
#include "app/views/explain_canvas.h"
#include "app/views/explain_cards.h"
#include "app/views/notices.h"
#include "app/views/picture_choice.h"
#include "app/views/wrapped_text.h"
#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

constexpr double column_gap = 10;

/// What stands above the cards: the answer is on its way, or cannot be had.
void status(Frame& frame) {
    const ExplainScreen& screen = frame.state.explain;
    const Palette& palette = frame.ui.palette;
    ImFont* small = frame.ui.fonts->small;
    if (!screen.error.empty()) wrapped_text(small, palette.bad, screen.error);
    if (!screen.choice.place)
        wrapped_text(small, palette.text_dim,
                     frame.state.picture ? "Click a keypoint, or any other place of the picture."
                                         : "Open a picture first.");
    if (screen.solving) wrapped_text(small, palette.warning, "updating\u2026");
    if (frame.state.settings.engine == Engine::opencv)
        wrapped_text(small, palette.text_dim,
                     "cv::SIFT tells no reasons: these are those of our classic profile, which makes every "
                     "choice as it does.");
}

void cards(Frame& frame, CanvasGraphics& graphics) {
    status(frame);
    const auto& result = frame.state.explain.result;
    if (!result) return;
    const Explanation& story = result->story;
    verdict_card(frame, story);
    samples_card(frame, story);
    tests_card(frame, story);
    orientation_card(frame, story);
    const auto& picture = result->request.picture;
    const bool original = picture == frame.state.picture;
    if (original || (frame.state.second && frame.state.second->picture == picture))
        descriptor_card(frame, story, chosen_texture(graphics, frame.state, original ? 0 : 1),
                        {picture->width, picture->height});
}

}  // namespace

void explain_panel(Frame& frame, CanvasGraphics& graphics, ExplainTextures& textures) {
    ExplainChoice choice = frame.state.explain.choice;
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const float between = frame.px(column_gap);
    const float left = std::floor((room.x - between) * 0.48F);
    const float strip = explain_strip_height(frame, left);
    const Rect area{std::floor(corner.x), std::floor(corner.y), left,
                    std::max(std::floor(room.y - strip - between), frame.px(120))};
    if (frame.state.picture) {
        explain_canvas(frame, graphics, textures, area, choice);
        ImGui::SetCursorScreenPos({corner.x, area.y + area.height + frame.px(6)});
        ImGui::BeginGroup();
        explain_strip(frame, textures, left, choice);
        ImGui::EndGroup();
    }
    ImGui::SetCursorScreenPos({corner.x + left + between, corner.y});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {frame.px(6), frame.px(4)});
    if (ImGui::BeginChild("story", {room.x - left - between, room.y}, false)) cards(frame, graphics);
    ImGui::EndChild();
    ImGui::PopStyleVar();
    notices(frame, area);
    if (choice != frame.state.explain.choice) frame.ask(SetExplain{choice});
}

void explain_keys(Frame& frame) {
    if (!frame.ui.shortcuts.typed('0')) return;
    ExplainChoice choice = frame.state.explain.choice;
    choice.view.fit = true;
    frame.ask(SetExplain{choice});
}

}  // namespace siftscope
