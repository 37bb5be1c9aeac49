#include "app/views/sort_heading.h"

#include "app/views/controls.h"
#include "app/window/imgui_compat.h"

namespace siftscope {

bool sort_heading(Frame& frame, const SortHeading& heading) {
    const char* arrow = !heading.descending ? "" : *heading.descending ? " \u25bc" : " \u25b2";
    ImGui::TableHeader((std::string(heading.label) + arrow + "###" + heading.column).c_str());
    frame.ui.widgets.note_item(heading.widget);
    const bool clicked = ImGui::IsItemClicked();
    explain((std::string(heading.tooltip) + " Click to sort, again to turn the order round.").c_str());
    return clicked;
}

}  // namespace siftscope
