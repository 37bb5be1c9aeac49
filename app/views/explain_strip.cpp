#include <algorithm>
#include <string>

#include "app/views/controls.h"
#include "app/views/explain_canvas.h"
#include "app/views/picture_choice.h"
#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

constexpr double thumb_gap = 4;
constexpr double two_lines = 425;  // a narrower strip has its octaves in a line of their own

int layers_of(const Frame& frame) {
    return frame.state.settings.detect.layers;
}

float thumb_width(const Frame& frame, float width) {
    const auto count = static_cast<float>(layers_of(frame) + 3);
    return std::max((width - frame.px(thumb_gap) * (count - 1)) / count, frame.px(16));
}

float thumb_height(const Frame& frame, float width) {
    const Picture* picture = frame.state.picture.get();
    const double shape =
        picture != nullptr ? static_cast<double>(picture->height) / std::max(picture->width, 1) : 0.75;
    return thumb_width(frame, width) * static_cast<float>(std::clamp(shape, 0.5, 1.0));
}

/// Original or rotated, then the octaves.
void choices(Frame& frame, float width, ExplainChoice& choice, int shown_octave) {
    const float right = ImGui::GetCursorScreenPos().x + width;
    ImGui::PushFont(frame.ui.fonts->small);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {frame.px(6), frame.px(2)});
    if (picture_choice(frame, "explain", "The picture that is explained.", choice.picture)) {
        choice.place.reset();
        choice.layer = {};
        choice.view.fit = true;
    }
    const auto& result = frame.state.explain.result;
    if (result) {
        if (width >= frame.px(two_lines)) ImGui::SameLine(0, frame.px(14));
        ImGui::AlignTextToFramePadding();
        ImGui::TextUnformatted("Octave");
        for (std::size_t i = 0; i < result->lattices.size(); ++i) {
            const int octave = result->first_octave + static_cast<int>(i);
            const std::string number = std::to_string(octave);
            if (ImGui::GetItemRectMax().x + frame.px(28) > right) break;  // the story's column begins there
            ImGui::SameLine(0, frame.px(thumb_gap));
            if (small_switch(frame, "explain_octave_" + number, number, octave == shown_octave,
                             "Layers of this octave: -1 is the doubled picture, 0 the picture itself, 1 half "
                             "of it."))
                choice.strip = octave;
        }
    }
    ImGui::PopStyleVar();
    ImGui::PopFont();
}

struct Thumb {
    const Texture* texture;
    LayerChoice layer;
    bool marked;  ///< the candidate's own layer
    std::string name, label, tooltip;
};

void thumb(Frame& frame, const Thumb& thumb, ImVec2 size, ExplainChoice& choice) {
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const ImVec2 end{corner.x + size.x, corner.y + size.y};
    const bool shown = choice.layer == thumb.layer;
    if (ImGui::InvisibleButton(thumb.name.c_str(), size))
        choice.layer = shown ? LayerChoice{} : thumb.layer;  // a second click shows the picture again
    frame.ui.widgets.note_checkbox(thumb.name, shown);
    explain(thumb.tooltip.c_str());
    ImDrawList* draw = ImGui::GetWindowDrawList();
    draw->AddImage(thumb.texture->id(), corner, end);
    const bool hot = ImGui::IsItemHovered();
    const Palette& palette = frame.ui.palette;
    const ImU32 rim = shown          ? palette.accent
                      : thumb.marked ? palette.warning
                      : hot          ? palette.text
                                     : palette.border;
    draw->AddRect(corner, end, rim, 0, 0, frame.px(shown || thumb.marked ? 2 : 1));
    ImGui::PushFont(frame.ui.fonts->small);
    const ImVec2 text = ImGui::CalcTextSize(thumb.label.c_str());
    if (text.x + frame.px(6) < size.x) {
        const ImVec2 at{corner.x + frame.px(2), end.y - text.y - frame.px(1)};
        draw->AddRectFilled({at.x - frame.px(1), at.y}, {at.x + text.x + frame.px(2), end.y - frame.px(1)},
                            IM_COL32(16, 16, 18, 170));
        draw->AddText(at, IM_COL32(236, 238, 242, 255), thumb.label.c_str());
    }
    ImGui::PopFont();
}

}  // namespace

float explain_strip_height(const Frame& frame, float width) {
    const double buttons = width < frame.px(two_lines) ? 2 * 24 + thumb_gap : 24;
    return frame.px(buttons + 4 * thumb_gap) + 2 * thumb_height(frame, width);
}

void explain_strip(Frame& frame, ExplainTextures& textures, float width, ExplainChoice& choice) {
    const auto& result = frame.state.explain.result;
    const OctaveStrip* strip = result ? result->strip.get() : nullptr;
    choices(frame, width, choice, strip != nullptr ? strip->octave : -1);
    if (strip == nullptr) return;
    const ExplainTextures::Strip& pictures = textures.strip(result->strip);
    const ImVec2 size{thumb_width(frame, width), thumb_height(frame, width)};
    const auto& sample = result->story.sample;
    const bool own = sample && sample->octave == strip->octave;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {frame.px(thumb_gap), frame.px(thumb_gap)});
    const auto row = [&](const std::vector<Texture>& layers, LayerChoice::Kind kind, const char* name,
                         const char* letter, const char* what) {
        for (std::size_t i = 0; i < layers.size(); ++i) {
            if (i > 0) ImGui::SameLine();
            const auto layer = static_cast<int>(i);
            thumb(frame,
                  {&layers[i],
                   {kind, strip->octave, layer},
                   own && kind == LayerChoice::Kind::dog && sample->layer == layer,
                   std::string(name) + "_" + std::to_string(i),
                   letter + std::to_string(i),
                   std::string(what) + std::to_string(i) + " of octave " + std::to_string(strip->octave) +
                       ". Click: look at it large; click again: the picture."},
                  size, choice);
        }
    };
    row(pictures.gaussians, LayerChoice::Kind::gaussian, "explain_gaussian", "L", "Gaussian layer L");
    row(pictures.dogs, LayerChoice::Kind::dog, "explain_dog", "D", "Difference of Gaussians D");
    ImGui::PopStyleVar();
}

}  // namespace siftscope
