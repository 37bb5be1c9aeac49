#include "app/views/gradient_panel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <imgui_stdlib.h>

#include "app/gradients/kernels.h"
#include "app/gradients/lab_export.h"
#include "app/gradients/presets.h"
#include "app/views/canvas_graphics.h"
#include "app/views/controls.h"
#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

void preset_buttons(Frame& frame, const GradientScreen& screen) {
    section(frame, "Presets", nullptr, false);
    const float gap = frame.px(6), width = ImGui::GetContentRegionAvail().x;
    constexpr int columns = 2;
    const ImVec2 size{(width - gap * (columns - 1)) / columns, frame.px(27)};
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {gap, frame.px(5)});
    ImGui::PushStyleVar(ImGuiStyleVar_ButtonTextAlign, {0.0F, 0.5F});
    int index = 0;
    for (const Preset& preset : presets()) {
        if (index % columns != 0) ImGui::SameLine(0, gap);
        const bool shown = screen.state != nullptr && screen.state->preset == preset.name;
        if (shown) ImGui::PushStyleColor(ImGuiCol_Button, ImGui::GetStyleColorVec4(ImGuiCol_HeaderActive));
        const std::string label = std::to_string(index + 1) + "  " + preset.title;
        if (ImGui::Button(label.c_str(), size)) frame.ask(gradient::OpenPreset{preset.name});
        if (shown) ImGui::PopStyleColor();
        frame.ui.widgets.note_item("preset_" + preset.name);
        explain(preset.shows.c_str());
        ++index;
    }
    ImGui::PopStyleVar(2);
}

/// A labelled text field that keeps what is typed until it is finished, and then shows what holds.
bool text_row(Frame& frame, GradientScreen& screen, const std::string& name, const char* label,
              const char* tooltip, const std::string& value, std::string& entered) {
    const float width = ImGui::GetContentRegionAvail().x, left = ImGui::GetCursorPosX();
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(label);
    explain(tooltip);
    ImGui::SameLine(left + width * static_cast<float>(label_share), 0);
    const auto draft = screen.drafts.find(name);
    std::string text = draft == screen.drafts.end() ? value : draft->second;
    ImGui::SetNextItemWidth(width * static_cast<float>(1 - label_share) - frame.px(20));
    ImGui::InputText(("##" + name).c_str(), &text);
    frame.ui.widgets.note_text(name, text);
    const bool active = ImGui::IsItemActive(), finished = ImGui::IsItemDeactivatedAfterEdit();
    explain(tooltip);
    if (active)
        screen.drafts[name] = text;
    else
        screen.drafts.erase(name);
    entered = text;
    return finished;
}

struct SettingRow {
    LayerSetting setting;
    const char* name;
    const char* label;
    const char* tooltip;
};

constexpr std::array<SettingRow, 4> setting_rows{{
    {LayerSetting::kernel, "kernel", "Kernel", "Rows \u00d7 columns of the window: 3, or 3 \u00d7 2."},
    {LayerSetting::stride, "stride", "Stride s", "How far the window moves, down \u00d7 across."},
    {LayerSetting::padding, "padding", "Padding p",
     "Cells around the input: zeros under a convolution, minus infinity under a pooling."},
    {LayerSetting::dilation, "dilation", "Dilation d", "Distance between the taps of the kernel."},
}};

void layer_sections(Frame& frame, GradientScreen& screen) {
    const NnProblem& problem = screen.state->problem;
    for (std::size_t l = 0; l < problem.network.layers.size(); ++l) {
        const nn::Layer& layer = problem.network.layers[l];
        if (!has_setting(layer, LayerSetting::stride)) continue;
        const bool conv = std::holds_alternative<nn::Conv2d>(layer);
        section(frame, conv ? "Convolution" : "Max pooling", nullptr, false);
        const std::string prefix = problem.kind == "network" ? "layers" + std::to_string(l) + "_" : "";
        for (const SettingRow& row : setting_rows) {
            if (!has_setting(layer, row.setting)) continue;
            const nn::Pair pair = setting_of(layer, row.setting);
            std::string entered;
            if (text_row(frame, screen, prefix + row.name, row.label, row.tooltip,
                         std::to_string(pair[0]) + " \u00d7 " + std::to_string(pair[1]), entered))
                frame.ask(gradient::SetLayer{l, row.setting, entered});
        }
    }
}

std::size_t class_count(const LabState& state) {
    return nn::value_shapes(state.problem.network, state.problem.x.shape()).back().front();
}

const nn::Conv2d* first_conv(const LabState& state) {
    return state.problem.network.layers.empty()
               ? nullptr
               : std::get_if<nn::Conv2d>(&state.problem.network.layers.front());
}

std::string kernel_label(const std::string& name) {
    for (const NamedKernel& kernel : named_kernels())
        if (name == kernel.name) return kernel.label;
    return name == "random" ? "Random" : "Edited";
}

void target_section(Frame& frame, const GradientScreen& screen) {
    const auto* nll = std::get_if<nn::NegativeLogLikelihood>(&screen.state->problem.network.loss);
    if (nll == nullptr) return;
    section(frame, "Loss", nullptr, false);
    std::vector<std::string> words, labels;
    for (std::size_t k = 0; k < class_count(*screen.state); ++k) {
        words.push_back(std::to_string(k));
        labels.push_back("class " + std::to_string(k));
        if (screen.state->averaging_head && first_conv(*screen.state) != nullptr)
            labels.back() =
                std::to_string(k) + ": " + kernel_label(kernel_name(first_conv(*screen.state)->weight, k));
    }
    std::vector<const char*> word_list, label_list;
    for (std::size_t k = 0; k < words.size(); ++k) {
        word_list.push_back(words[k].c_str());
        label_list.push_back(labels[k].c_str());
    }
    std::size_t target = nll->target;
    if (choice_row(frame, "target", "Target", "The class that is right: L = \u2212log of its probability.",
                   word_list, label_list, target))
        frame.ask(gradient::SetTarget{target});
}

// ---- the photograph ----

void kernel_rows(Frame& frame, const GradientScreen& screen) {
    const nn::Conv2d* conv = first_conv(*screen.state);
    if (!screen.state->averaging_head || conv == nullptr) return;
    section(frame, "Kernels", nullptr, false);
    for (std::size_t k = 0; k < conv->weight.extent(0); ++k) {
        std::vector<const char*> words, labels;
        std::size_t chosen = 0;
        const std::string now = kernel_name(conv->weight, k);
        for (const NamedKernel& kernel : named_kernels()) {
            if (now == kernel.name) chosen = words.size();
            words.push_back(kernel.name);
            labels.push_back(kernel.label);
        }
        words.push_back("random");
        labels.push_back("Random");
        if (now == "edited") {
            chosen = words.size();
            words.push_back("edited");
            labels.push_back("Edited");
        }
        const std::string name = "kernel_" + std::to_string(k), label = "Kernel " + std::to_string(k);
        const std::size_t before = chosen;
        if (choice_row(frame, name.c_str(), label.c_str(),
                       "The taps can be edited in W\u2080 as well. Class k says that kernel k responds most.",
                       words, labels, chosen) &&
            chosen != before)
            frame.ask(gradient::SetKernel{k, words[chosen]});
    }
}

/// The open picture with the patch on it; dragging moves the patch.
void patch_chooser(Frame& frame, GradientScreen& screen) {
    if (!screen.state->patch) return;
    section(frame, "Patch", nullptr, false);
    if (frame.state.picture == nullptr) {
        caption(frame, "No picture is open: press Ctrl+O.");
        return;
    }
    const Picture& picture = *frame.state.picture;
    PatchChoice patch = screen.patch;
    check_row(frame, "whole_photograph", "Whole picture",
              "Work on all of it; above 1024 pixels it is shrunk first.", patch.whole);
    ImGui::BeginDisabled(patch.whole);
    const Number size{"patch_size",
                      "Patch size",
                      "Pixels of the patch, across and down.",
                      static_cast<double>(least_patch_side),
                      static_cast<double>(most_patch_side),
                      0,
                      " px",
                      true};
    double side = patch.width;
    if (number_row(frame, size, side, 48)) {
        const int wanted = static_cast<int>(std::clamp(side, 1.0, 1e6));
        patch.left += (patch.width - wanted) / 2;
        patch.top += (patch.height - wanted) / 2;
        patch.width = patch.height = wanted;
    }
    ImGui::EndDisabled();
    const bool resized = patch != screen.patch;

    const float width = ImGui::GetContentRegionAvail().x;
    const float scale = std::min(width / static_cast<float>(picture.width),
                                 frame.px(170) / static_cast<float>(picture.height));
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const ImVec2 extent{scale * static_cast<float>(picture.width),
                        scale * static_cast<float>(picture.height)};
    ImGui::InvisibleButton("patch_canvas", extent);
    frame.ui.widgets.note_plane("patch_canvas", {corner.x, corner.y, extent.x, extent.y},
                                [=](double x, double y) {
                                    return ScreenPoint{corner.x + static_cast<float>(x) * scale,
                                                       corner.y + static_cast<float>(y) * scale};
                                });
    explain("Click or drag to choose the patch.");
    if (ImGui::IsItemActive() && !patch.whole) {
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        patch.left = static_cast<int>(std::lround((mouse.x - corner.x) / scale)) - patch.width / 2;
        patch.top = static_cast<int>(std::lround((mouse.y - corner.y) / scale)) - patch.height / 2;
    }
    if (frame.state.graphics) {
        Texture& texture = frame.state.graphics->picture(frame.state.picture);
        ImDrawList* draw = ImGui::GetWindowDrawList();
        draw->AddImage(texture.id(), corner, {corner.x + extent.x, corner.y + extent.y});
        if (!patch.whole) {
            const PatchChoice& shown = *screen.state->patch;
            const ImVec2 low{corner.x + static_cast<float>(shown.left) * scale,
                             corner.y + static_cast<float>(shown.top) * scale};
            const ImVec2 high{low.x + static_cast<float>(shown.width) * scale,
                              low.y + static_cast<float>(shown.height) * scale};
            draw->AddRect(low, high, to_imgui(palette::halo, 0.8), 0, 0, frame.px(4));
            draw->AddRect(low, high, to_imgui(palette::selected), 0, 0, frame.px(2));
        }
    }
    patch = fitted(patch, picture);
    const bool dragging = ImGui::IsItemActive() && ImGui::IsMouseDown(0);
    if (patch != screen.patch) {
        frame.ask(gradient::SetPatch{patch, !resized && screen.patch_drag.has_value()});
        if (dragging) screen.patch_drag = patch;
    }
    if (!dragging) screen.patch_drag.reset();
}

// ---- steps and export ----

void step_section(Frame& frame, const GradientScreen& screen) {
    section(frame, "Step by step", nullptr, false);
    const std::size_t count = screen.result == nullptr ? 0 : screen.result->steps.size();
    if (count == 0) {
        caption(frame, "For problems small enough to be followed.");
        return;
    }
    gradient::SetSteps steps{screen.stepping, screen.step, screen.playing, screen.speed};
    const std::size_t last = count - 1;
    const float gap = frame.px(6), width = ImGui::GetContentRegionAvail().x;
    const ImVec2 size{(width - 3 * gap) / 4, 0};
    const auto button = [&](const char* name, const char* label, const char* tooltip) {
        const bool clicked = ImGui::Button(label, size);
        frame.ui.widgets.note_item(name);
        explain(tooltip);
        return clicked;
    };
    if (button("step_play", screen.playing ? "Pause" : "Play", "Runs through the steps.")) {
        steps.playing = !steps.playing;
        if (!steps.stepping || (steps.playing && steps.step >= last)) steps.step = 0;
        steps.stepping = true;
    }
    ImGui::SameLine(0, gap);
    if (button("step_back", "\u25c0", "One step back.")) {
        steps.step = steps.stepping && steps.step > 0 ? steps.step - 1 : 0;
        steps.stepping = true;
        steps.playing = false;
    }
    ImGui::SameLine(0, gap);
    if (button("step_forward", "\u25b6", "One step on: a window forward, a contribution backward.")) {
        steps.step = steps.stepping ? std::min(steps.step + 1, last) : 0;
        steps.stepping = true;
        steps.playing = false;
    }
    ImGui::SameLine(0, gap);
    if (button("step_end", "All", "Shows every number again.")) steps = {false, 0, false, screen.speed};
    const Number position{"step", "Step", "Where the computation stands.", 1, static_cast<double>(count), 0,
                          "",     true};
    double at = static_cast<double>(steps.step) + 1;
    if (number_row(frame, position, at, at)) {
        steps.step = static_cast<std::size_t>(std::clamp(at, 1.0, static_cast<double>(count))) - 1;
        steps.stepping = true;
    }
    const Number speed{"speed", "Speed", "Steps a second.", 1, 30, 0, " / s", true};
    if (number_row(frame, speed, steps.speed, 4)) steps.speed = std::clamp(steps.speed, 0.1, 1000.0);
    if (steps.stepping != screen.stepping || steps.step != screen.step || steps.playing != screen.playing ||
        steps.speed != screen.speed)
        frame.ask(steps);
}

void export_section(Frame& frame, GradientScreen& screen) {
    section(frame, "Export", nullptr, false);
    if (screen.result == nullptr) return;
    const std::vector<std::string> names = export_names(*screen.result->solved);
    std::vector<const char*> words;
    std::size_t chosen = 0;
    for (const std::string& name : names) {
        if (name == screen.export_tensor) chosen = words.size();
        words.push_back(name.c_str());
    }
    const auto usual_path = [&](const std::string& name) {
        return screen.state->preset + "-" + name +
               (name == "derivation"                    ? ".tex"
                : name == "problem" || name == "result" ? ".json"
                                                        : ".png");
    };
    if (choice_row(frame, "export_tensor", "What",
                   "A tensor by its name in the result file; or the problem, the "
                   "result or the whole derivation, as `siftscope nn` reads and writes them.",
                   words, words, chosen)) {
        screen.export_tensor = names[chosen];
        screen.export_path_chosen = false;
    }
    if (!screen.export_path_chosen) screen.export_path = usual_path(screen.export_tensor);
    const float gap = frame.px(6), width = ImGui::GetContentRegionAvail().x;
    ImGui::SetNextItemWidth(width);
    if (ImGui::InputText("##gradient_export_path", &screen.export_path))
        screen.export_path_chosen = !screen.export_path.empty();
    frame.ui.widgets.note_text("gradient_export_path", screen.export_path);
    explain(
        "The ending chooses the format: .png, .jpg, .webp, .tif or .svg with the scale bar; .csv, .json or "
        ".tex.");
    const ImVec2 half{(width - gap) / 2, 0};
    if (ImGui::Button("Export", half)) frame.ask(gradient::Export{gradient::Export::What::map});
    frame.ui.widgets.note_item("export_map");
    explain("Writes the tensor (Ctrl+E).");
    ImGui::SameLine(0, gap);
    if (ImGui::Button("Screen", half)) frame.ask(gradient::Export{gradient::Export::What::screen});
    frame.ui.widgets.note_item("export_screen");
    explain("Writes a picture of this window beside it.");
    if (ImGui::Button("Copy command", {width, 0}))
        frame.ask(gradient::Export{gradient::Export::What::command});
    frame.ui.widgets.note_item("copy_nn_command");
    explain(
        "Writes the problem beside it and copies the `siftscope nn` line that gives these numbers "
        "(Ctrl+Shift+C).");
}

}  // namespace

void gradient_column(Frame& frame, GradientScreen& screen) {
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {frame.px(10), frame.px(4)});
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {frame.px(10), frame.px(3)});
    preset_buttons(frame, screen);
    if (screen.state != nullptr) {
        patch_chooser(frame, screen);
        kernel_rows(frame, screen);
        layer_sections(frame, screen);
        target_section(frame, screen);
        step_section(frame, screen);
        check_row(frame, "differences", "Differences",
                  "The central difference under each gradient; at a tie or kink the slopes of both sides.",
                  screen.differences);
        export_section(frame, screen);
    }
    ImGui::PopStyleVar(2);
}

}  // namespace siftscope
