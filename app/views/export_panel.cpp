#include "app/views/export_panel.h"

#include <imgui_stdlib.h>

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

}  // namespace siftscope
