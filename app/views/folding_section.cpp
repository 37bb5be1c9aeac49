#include "app/views/folding_section.h"

#include "app/views/controls.h"
#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

void fold_arrow(const Frame& frame, ImVec2 centre, bool open, ImU32 colour) {
    const float r = frame.px(4);
    ImDrawList* draw = ImGui::GetWindowDrawList();
    if (open)
        draw->AddTriangleFilled({centre.x - r, centre.y - r / 2}, {centre.x + r, centre.y - r / 2},
                                {centre.x, centre.y + r * 0.8F}, colour);
    else
        draw->AddTriangleFilled({centre.x - r / 2, centre.y - r}, {centre.x + r * 0.8F, centre.y},
                                {centre.x - r / 2, centre.y + r}, colour);
}

}  // namespace

FoldState folding_section(Frame& frame, const Fold& fold, const std::string& summary, bool offer_reset) {
    ImGui::Dummy({1, frame.px(4)});
    const float width = ImGui::GetContentRegionAvail().x;
    const float left = ImGui::GetCursorPosX();
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    ImDrawList* draw = ImGui::GetWindowDrawList();
    draw->AddLine(corner, {corner.x + width, corner.y}, frame.ui.palette.border);
    ImGui::Dummy({1, frame.px(2)});

    FoldState state;
    bool& open = *ImGui::GetStateStorage()->GetBoolRef(ImGui::GetID(fold.name), false);
    const float reset_room = ImGui::CalcTextSize("Defaults").x + frame.px(12);
    const ImVec2 place = ImGui::GetCursorScreenPos();
    const float height = ImGui::GetFrameHeight();
    if (ImGui::InvisibleButton(fold.name, {width - reset_room, height})) open = !open;
    frame.ui.widgets.note_fold(fold.name, open, fold.inside);
    const ImU32 colour = ImGui::GetColorU32(frame.ui.palette.accent);
    const float arrow = frame.px(14);
    const float indent = ImGui::CalcTextSize(fold.title).x;
    fold_arrow(frame, {place.x + indent + arrow, place.y + height / 2}, open,
               ImGui::IsItemHovered() ? ImGui::GetColorU32(ImGuiCol_Text) : colour);
    draw->AddText({place.x, place.y + (height - ImGui::GetTextLineHeight()) / 2}, colour, fold.title);
    explain(fold.tooltip);
    if (offer_reset) {
        ImGui::SameLine(left + width - ImGui::CalcTextSize("Defaults").x - frame.px(4), 0);
        state.reset =
            text_button(frame, fold.reset_name, "Defaults", "Sets this section back to its defaults.");
    }
    if (!open && !summary.empty()) {
        ImGui::PushTextWrapPos(left + width);
        caption(frame, summary.c_str());
        ImGui::PopTextWrapPos();
    }
    state.open = open;
    return state;
}

}  // namespace siftscope
