#pragma once

// One source for Dear ImGui 1.86 (Debian 12) to 1.91.

#include <cstdint>  // imgui.h relies on it without including it

#include <imgui.h>

namespace siftscope::imgui {

/// 1.87 brought a queue of input events; before it, the state of mouse and keys is written into ImGuiIO.
inline constexpr bool has_event_queue = IMGUI_VERSION_NUM >= 18700;

/// A GL texture name as ImGui carries it: a pointer before 1.91.4, an integer since.
[[nodiscard]] inline ImTextureID texture_id(unsigned int gl_name) {
    return (ImTextureID)(std::intptr_t)gl_name;  // NOLINT: a pointer or an integer, by version
}

/// BeginChild with a border and nothing else; the flag became an enum in 1.90.
inline bool begin_bordered_child(const char* id, ImVec2 size = {0, 0}, ImGuiWindowFlags flags = 0) {
#if IMGUI_VERSION_NUM >= 19004
#if IMGUI_VERSION_NUM >= 19110
    return ImGui::BeginChild(id, size, ImGuiChildFlags_Borders, flags);
#else
    return ImGui::BeginChild(id, size, ImGuiChildFlags_Border, flags);
#endif
#else
    return ImGui::BeginChild(id, size, true, flags);
#endif
}

/// The next (or, before 1.89.7, the last) item may be covered by another one: call `allow_overlap_before` and
/// `allow_overlap_after` around the item.
inline void allow_overlap_before() {
#if IMGUI_VERSION_NUM >= 18970
    ImGui::SetNextItemAllowOverlap();
#endif
}
inline void allow_overlap_after() {
#if IMGUI_VERSION_NUM < 18970
    ImGui::SetItemAllowOverlap();
#endif
}

/// Whether arrows, Enter and Escape move in lists and menus; for the next frame.
inline void let_keys_navigate(bool yes) {
    ImGuiConfigFlags& flags = ImGui::GetIO().ConfigFlags;
    flags = yes ? flags | ImGuiConfigFlags_NavEnableKeyboard : flags & ~ImGuiConfigFlags_NavEnableKeyboard;
}

[[nodiscard]] inline bool keys_navigate() {
    return (ImGui::GetIO().ConfigFlags & ImGuiConfigFlags_NavEnableKeyboard) != 0;
}

/// A tooltip for the last item, also when it is disabled.
inline void item_tooltip(const char* text) {
    if (!ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) return;
    ImGui::BeginTooltip();
    ImGui::PushTextWrapPos(ImGui::GetFontSize() * 26);
    ImGui::TextUnformatted(text);
    ImGui::PopTextWrapPos();
    ImGui::EndTooltip();
}

}  // namespace siftscope::imgui
