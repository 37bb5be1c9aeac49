#include "app/views/sweep_panel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include <GLFW/glfw3.h>
#include <imgui_stdlib.h>

#include "app/model/format_number.h"
#include "app/model/progress_words.h"
#include "app/model/setting_names.h"
#include "app/views/controls.h"
#include "app/views/notices.h"
#include "app/views/sweep_commands.h"
#include "app/views/sweep_plots.h"
#include "app/views/wrapped_text.h"
#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

/// Places items one after another, in as many lines as the width needs.
class Flow {
  public:
    explicit Flow(float gap) : gap_(gap) {}
    void next(float width) {
        if (std::exchange(begun_, true)) {
            ImGui::SameLine(0, gap_);
            if (ImGui::GetContentRegionAvail().x < width) ImGui::NewLine();
        }
    }

  private:
    float gap_;
    bool begun_ = false;
};

void degrees_field(Frame& frame, Flow& flow, const char* name, const char* label, const char* tooltip,
                   double& value) {
    const float before = ImGui::CalcTextSize(label).x + frame.px(6);
    const float field = frame.px(64);
    flow.next(before + field);
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(label);
    ImGui::SameLine(0, frame.px(6));
    ImGui::SetNextItemWidth(field);
    ImGui::InputDouble((std::string("##") + name).c_str(), &value, 0, 0, "%.10g\u00b0");
    frame.ui.widgets.note_text(name, shortest_text(value));
    explain(tooltip);
}

void range_row(Frame& frame, Flow& flow, SweepChoice& choice) {
    AngleRange& range = choice.range;
    degrees_field(frame, flow, "sweep_start", "From", "The first angle, degrees.", range.start);
    degrees_field(frame, flow, "sweep_stop", "to", "The last angle, degrees; it is measured, too.",
                  range.stop);
    degrees_field(frame, flow, "sweep_step", "by", "From one angle to the next, degrees.", range.step);
    struct Preset {
        const char* name;
        const char* label;
        double step;
        const char* tooltip;
    };
    constexpr std::array<Preset, 3> presets{
        {{"sweep_by_15", "15\u00b0", 15, "0 to 360 by 15 degrees: 25 angles."},
         {"sweep_by_5", "5\u00b0", 5, "0 to 360 by 5 degrees: 73 angles."},
         {"sweep_by_1", "1\u00b0", 1, "0 to 360 by 1 degree: 361 angles."}}};
    for (const Preset& preset : presets) {
        const float width = frame.px(44);
        flow.next(width);
        if (ImGui::Button(preset.label, {width, 0})) range = {0, 360, preset.step};
        frame.ui.widgets.note_item(preset.name);
        explain(preset.tooltip);
    }
}

void engine_toggles(Frame& frame, Flow& flow, SweepChoice& choice) {
    const auto toggle = [&](const char* name, const std::string& label, const char* tooltip, bool& on) {
        flow.next(ImGui::GetFrameHeight() + frame.px(8) + ImGui::CalcTextSize(label.c_str()).x);
        ImGui::Checkbox((label + "##" + name).c_str(), &on);
        frame.ui.widgets.note_checkbox(name, on);
        explain(tooltip);
    };
    toggle("sweep_ours", std::string("Ours, ") + name_of(frame.state.settings.profile),
           "Measure our SIFT in the profile that the column on the left names.", choice.ours);
    toggle("sweep_opencv", "OpenCV",
           "Measure cv::SIFT; what is not set in the column on the left has its defaults.", choice.opencv);
}

void run_buttons(Frame& frame, Flow& flow) {
    const ImVec2 size{frame.px(84), 0};
    flow.next(size.x);
    const bool running = frame.state.sweep.running;
    ImGui::BeginDisabled(running || !sweep_problem(frame.state).empty());
    if (ImGui::Button("Run", size)) frame.ask(sweep::Run{});
    frame.ui.widgets.note_item("sweep_run");
    ImGui::EndDisabled();
    explain("Measures the picture turned by each of these angles, with the settings on the left.");
    flow.next(size.x);
    ImGui::BeginDisabled(!running);
    if (ImGui::Button("Cancel", size)) frame.ask(sweep::Cancel{});
    frame.ui.widgets.note_item("sweep_cancel");
    ImGui::EndDisabled();
    explain("Ends the sweep. The rows that are there stay.");
}

std::string rows_text(std::size_t rows) {
    return std::to_string(rows) + (rows == 1 ? " row" : " rows");
}

/// How far it has come, what has changed since, or what is missing.
void status_line(Frame& frame) {
    const SweepScreen& screen = frame.state.sweep;
    const Palette& palette = frame.ui.palette;
    ImFont* small = frame.ui.fonts->small;
    const std::size_t total = screen.rows.size();
    if (screen.running) {
        const std::string text = progress_words(screen.done, total, screen.elapsed_s);
        ImGui::PushFont(small);
        ImGui::ProgressBar(
            static_cast<float>(screen.done) / static_cast<float>(std::max<std::size_t>(total, 1)),
            {ImGui::GetContentRegionAvail().x, small->FontSize + frame.px(1)}, text.c_str());
        frame.ui.widgets.note_item("sweep_progress");
        ImGui::PopFont();
        return;
    }
    std::string text;
    if (screen.asked)
        text = screen.done == total ? rows_text(total) + " in " + duration_text(screen.elapsed_s)
                                    : std::to_string(screen.done) + " of " + rows_text(total) + ", cancelled";
    else if (const std::size_t rows = sweep_size(screen.choice); rows > 0)
        text = rows_text(rows) + " to measure";
    const std::string problem = sweep_problem(frame.state);
    const std::string difference = sweep_difference(frame.state);
    if (!screen.error.empty()) wrapped_text(small, palette.bad, screen.error);
    if (!problem.empty())
        wrapped_text(small, palette.bad, problem);
    else if (!difference.empty())
        wrapped_text(small, palette.warning, text + "; " + difference + ": Run measures again");
    else
        wrapped_text(small, palette.text_dim, text);
}

void quantity_choice(Frame& frame, SweepChoice& choice) {
    constexpr std::array<const char*, 7> words{"all",  "repeatability",  "precision",  "recall",
                                               "kept", "position_error", "angle_error"};
    constexpr std::array<const char*, 7> labels{"All plots",    "Repeatability",  "Precision",  "Recall",
                                                "Kept matches", "Position error", "Angle error"};
    std::size_t chosen = choice.quantity ? static_cast<std::size_t>(*choice.quantity) + 1 : 0;
    if (choice_row(frame, "sweep_quantity", "Show",
                   "One quantity against the angle, large, or all of them beside each other.", words, labels,
                   chosen))
        choice.quantity = chosen == 0 ? std::nullopt : std::optional(sweep_quantity_names[chosen - 1].value);
}

void export_row(Frame& frame) {
    const SweepScreen& screen = frame.state.sweep;
    const float gap = frame.px(6);
    const float button = frame.px(52);
    const float copy = frame.px(128);
    const float room = ImGui::GetContentRegionAvail().x;
    const float buttons = 3 * (button + gap) + copy + gap;
    const bool one_line = room - buttons >= frame.px(120);
    std::string path = screen.path;
    ImGui::SetNextItemWidth(one_line ? room - buttons : room);
    if (ImGui::InputText("##sweep_path", &path)) frame.ask(sweep::SetPath{path});
    frame.ui.widgets.note_text("sweep_path", path);
    explain(
        "Where the rows and the plot are written; each button adds its ending. A relative path starts in the "
        "folder that siftscope was started from.");
    if (one_line) ImGui::SameLine(0, gap);
    struct Format {
        const char* name;
        const char* label;
        const char* extension;
        const char* tooltip;
    };
    constexpr std::array<Format, 3> formats{
        {{"sweep_export_csv", "CSV", ".csv",
          "Writes the rows: the same bytes as `siftscope sweep --output`."},
         {"sweep_export_png", "PNG", ".png", "Writes the plot: the same bytes as `siftscope sweep --plot`."},
         {"sweep_export_svg", "SVG", ".svg",
          "Writes the plot as vectors, as `siftscope sweep --plot` does."}}};
    Flow flow(gap);
    ImGui::BeginDisabled(screen.done == 0);
    for (const Format& format : formats) {
        flow.next(button);
        if (ImGui::Button(format.label, {button, 0})) frame.ask(sweep::Export{format.extension});
        frame.ui.widgets.note_item(format.name);
        explain(format.tooltip);
    }
    ImGui::EndDisabled();
    flow.next(copy);
    ImGui::BeginDisabled(!sweep_problem(frame.state).empty());
    if (ImGui::Button("Copy command", {copy, 0})) frame.ask(sweep::CopyCommand{});
    frame.ui.widgets.note_item("sweep_copy_command");
    ImGui::EndDisabled();
    explain("Copies the `siftscope sweep` line that measures the same (Ctrl+Shift+C).");
}

void hint(Frame& frame) {
    wrapped_text(frame.ui.fonts->body, frame.ui.palette.text_dim,
                 frame.state.picture
                     ? "Run matches the picture with itself turned by each of these angles, and plots what "
                       "comes of it: repeatability, precision, recall, kept matches, position and angle "
                       "error, for our SIFT and for OpenCV's."
                     : "Open a picture first.");
}

}  // namespace

void sweep_panel_view(Frame& frame) {
    const SweepScreen& screen = frame.state.sweep;
    SweepChoice choice = screen.choice;
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const ImVec2 room = ImGui::GetContentRegionAvail();
    float top_of_plots = corner.y;
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {frame.px(8), frame.px(3)});
    if (ImGui::BeginChild("sweep", room, false)) {
        Flow flow(frame.px(8));
        range_row(frame, flow, choice);
        engine_toggles(frame, flow, choice);
        run_buttons(frame, flow);
        status_line(frame);
        const float width = ImGui::GetContentRegionAvail().x;
        const float selector = std::min(frame.px(250), width);
        const float top = ImGui::GetCursorPosY();
        const bool beside = width - selector > frame.px(300);
        // A child window would not be drawn, and unknown to a script, while it is scrolled away.
        if (ImGui::BeginTable("quantity", 1, ImGuiTableFlags_None, {selector, 0})) {
            ImGui::TableNextColumn();
            quantity_choice(frame, choice);
            ImGui::EndTable();
        }
        if (beside) {
            ImGui::SameLine(0, frame.px(12));
            ImGui::SetCursorPosY(top + frame.px(5));
            ImGui::BeginGroup();
            sweep_legend(frame);
            ImGui::EndGroup();
        } else {
            sweep_legend(frame);
        }
        top_of_plots = ImGui::GetCursorScreenPos().y;
        const float below = ImGui::GetFrameHeightWithSpacing() + frame.px(6);
        const float left = ImGui::GetContentRegionAvail().y - below;
        const float height = std::max(left, least_plots_height(frame, choice, width));
        if (screen.asked)
            sweep_plots(frame, {width, height});
        else
            hint(frame);
        export_row(frame);
    }
    ImGui::EndChild();
    ImGui::PopStyleVar();
    notices(frame, {corner.x, top_of_plots, room.x, room.y - (top_of_plots - corner.y)});
    if (choice != screen.choice) frame.ask(sweep::Choose{choice});
}

void sweep_keys(Frame& frame) {
    ShortcutQueue& keys = frame.ui.shortcuts;
    if (keys.pressed({GLFW_KEY_C, true, true})) frame.ask(sweep::CopyCommand{});
    if (keys.pressed({GLFW_KEY_E, true})) frame.ask(sweep::Export{".png"});
}

}  // namespace siftscope
