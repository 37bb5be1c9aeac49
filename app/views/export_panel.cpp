#include "app/views/export_panel.h"

#include <imgui_stdlib.h>

#include "app/views/background_jobs.h"
#include "app/views/controls.h"
#include "app/window/imgui_compat.h"

namespace siftscope {

void export_panel(Frame& frame) {
    section(frame, "Export", nullptr, false);
    const float width = ImGui::GetContentRegionAvail().x;
    std::string path = frame.state.export_path;
    ImGui::SetNextItemWidth(width);
    if (ImGui::InputText("##export_path", &path)) frame.ask(SetExportPath{path});
    frame.ui.widgets.note_text("export_path", path);
    explain(
        "Where Ctrl+E writes the match picture. The ending chooses the format: .png, .jpg, .webp, .tif or "
        ".svg. A relative path starts in the folder that siftscope was started from.");

    const float gap = frame.px(8);
    const ImVec2 half{(width - gap) / 2, 0};
    ImGui::BeginDisabled(frame.state.picture == nullptr);
    if (ImGui::Button("Export picture", half)) frame.ask(ExportMatch{});
    frame.ui.widgets.note_item("export_match");
    explain("Writes the match picture at full resolution, the same bytes as `siftscope match` (Ctrl+E).");
    ImGui::SameLine(0, gap);
    if (ImGui::Button("Copy command", half)) frame.ask(CopyCommand{});
    frame.ui.widgets.note_item("copy_command");
    explain("Copies the `siftscope match` line that gives the numbers on screen (Ctrl+Shift+C).");
    ImGui::EndDisabled();
}

float export_panel_height(const Frame& frame) {
    // The heading with its line above, the name and the buttons.
    return frame.px(6) + 2 * ImGui::GetStyle().ItemSpacing.y + 3 * ImGui::GetFrameHeightWithSpacing();
}

void session_section(Frame& frame) {
    section(frame, "Session", nullptr, false);
    const float width = ImGui::GetContentRegionAvail().x;
    std::string path = frame.state.session_path;
    ImGui::SetNextItemWidth(width);
    if (ImGui::InputText("##session_path", &path)) frame.ask(session::SetPath{path});
    frame.ui.widgets.note_text("session_path", path);
    explain("Where Ctrl+S saves the session. Its name ends in .json.");

    const float gap = frame.px(8);
    const ImVec2 half{(width - gap) / 2, 0};
    ImGui::BeginDisabled(frame.state.picture == nullptr);
    if (ImGui::Button("Save session", half)) frame.ask(session::Save{});
    frame.ui.widgets.note_item("save_session");
    explain(
        "Saves picture, settings, selection and view under the name above (Ctrl+S). Open it like a picture, "
        "or run it with `siftscope run`.");
    ImGui::SameLine(0, gap);
    if (ImGui::Button("Export all", half)) frame.ask(ExportAll{});
    frame.ui.widgets.note_item("export_all");
    explain(
        "Writes everything into a folder, named like the picture to export without its ending: match "
        "picture, keypoints of both, matches, report and session.");
    ImGui::EndDisabled();
    ImGui::BeginDisabled(frame.state.picture == nullptr || frame.state.other != nullptr);
    if (ImGui::Button("Export turned", half)) frame.ask(ExportTurned{});
    frame.ui.widgets.note_item("export_turned");
    explain(
        "Writes the turned and distorted picture alone, beside the picture to export, with \"-turned\" in "
        "its name.");
    ImGui::SameLine(0, gap);
    const bool animating = frame.state.jobs->animator.busy();
    if (ImGui::Button(animating ? "Stop animation###animation" : "Animation###animation", half))
        frame.ask(Animate{});
    frame.ui.widgets.note_item("export_animation");
    explain(
        "Writes the match pictures of a full turn in steps of 2\u00b0 as numbered frames into a folder "
        "beside the picture to export, and tells the command that joins them to a film.");
    ImGui::EndDisabled();
}

}  // namespace siftscope
