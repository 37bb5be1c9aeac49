#include "app/window/theme.h"

#include <algorithm>
#include <cmath>

namespace siftscope {

namespace {

/// sRGB as #RRGGBB.
ImVec4 rgb(unsigned int hex, float alpha = 1.0F) {
    const auto part = [hex](unsigned int shift) {
        return static_cast<float>((hex >> shift) & 0xFFU) / 255.0F;
    };
    return {part(16), part(8), part(0), alpha};
}

ImU32 packed(unsigned int hex) {
    return ImGui::ColorConvertFloat4ToU32(rgb(hex));
}

/// The few tones from which every colour of the window is taken.
struct Tones {
    unsigned int window;  ///< behind everything
    unsigned int panel;
    unsigned int popup;
    unsigned int field;  ///< inputs and sliders at rest
    unsigned int field_hot;
    unsigned int field_active;
    unsigned int border;
    unsigned int text;
    unsigned int text_dim;
    unsigned int accent;
    unsigned int accent_hot;
    unsigned int accent_soft;  ///< accent as a surface: chosen tabs and rows
    unsigned int on_accent;    ///< text on accent_soft
};

constexpr Tones dark = {0x15171B, 0x1C1F25, 0x22262D, 0x2A2F38, 0x343A46, 0x3D4452, 0x323843,
                        0xE4E7EC, 0x98A1AF, 0x5AA2F0, 0x7DB8F7, 0x2B4766, 0xF2F6FB};
constexpr Tones light = {0xEDEFF2, 0xFAFBFC, 0xFFFFFF, 0xE6E9EE, 0xDADFE7, 0xCDD4DF, 0xD0D6DF,
                         0x1E232B, 0x5B6573, 0x1F69C7, 0x1857A8, 0xCBDFF7, 0x0F2E57};

const Tones& tones_of(ThemeKind kind) {
    return kind == ThemeKind::dark ? dark : light;
}

void set_colours(const Tones& t, ImGuiStyle& style) {
    ImVec4* c = style.Colors;
    c[ImGuiCol_Text] = rgb(t.text);
    c[ImGuiCol_TextDisabled] = rgb(t.text_dim);
    c[ImGuiCol_WindowBg] = rgb(t.window);
    c[ImGuiCol_ChildBg] = rgb(t.panel);
    c[ImGuiCol_PopupBg] = rgb(t.popup);
    c[ImGuiCol_Border] = rgb(t.border);
    c[ImGuiCol_BorderShadow] = rgb(0, 0.0F);
    c[ImGuiCol_FrameBg] = rgb(t.field);
    c[ImGuiCol_FrameBgHovered] = rgb(t.field_hot);
    c[ImGuiCol_FrameBgActive] = rgb(t.field_active);
    c[ImGuiCol_TitleBg] = rgb(t.panel);
    c[ImGuiCol_TitleBgActive] = rgb(t.panel);
    c[ImGuiCol_TitleBgCollapsed] = rgb(t.panel);
    c[ImGuiCol_MenuBarBg] = rgb(t.panel);
    c[ImGuiCol_ScrollbarBg] = rgb(t.panel, 0.0F);
    c[ImGuiCol_ScrollbarGrab] = rgb(t.field_active);
    c[ImGuiCol_ScrollbarGrabHovered] = rgb(t.text_dim, 0.7F);
    c[ImGuiCol_ScrollbarGrabActive] = rgb(t.accent);
    c[ImGuiCol_CheckMark] = rgb(t.accent);
    c[ImGuiCol_SliderGrab] = rgb(t.accent);
    c[ImGuiCol_SliderGrabActive] = rgb(t.accent_hot);
    c[ImGuiCol_Button] = rgb(t.field);
    c[ImGuiCol_ButtonHovered] = rgb(t.field_hot);
    c[ImGuiCol_ButtonActive] = rgb(t.accent_soft);
    c[ImGuiCol_Header] = rgb(t.field);
    c[ImGuiCol_HeaderHovered] = rgb(t.field_hot);
    c[ImGuiCol_HeaderActive] = rgb(t.accent_soft);
    c[ImGuiCol_Separator] = rgb(t.border);
    c[ImGuiCol_SeparatorHovered] = rgb(t.accent, 0.7F);
    c[ImGuiCol_SeparatorActive] = rgb(t.accent);
    c[ImGuiCol_ResizeGrip] = rgb(t.field_active, 0.5F);
    c[ImGuiCol_ResizeGripHovered] = rgb(t.accent, 0.7F);
    c[ImGuiCol_ResizeGripActive] = rgb(t.accent);
    c[ImGuiCol_Tab] = rgb(t.panel, 0.0F);
    c[ImGuiCol_TabHovered] = rgb(t.field_hot);
#if IMGUI_VERSION_NUM >= 19091
    c[ImGuiCol_TabSelected] = rgb(t.accent_soft);
    c[ImGuiCol_TabDimmed] = rgb(t.panel, 0.0F);
    c[ImGuiCol_TabDimmedSelected] = rgb(t.accent_soft);
#else
    c[ImGuiCol_TabActive] = rgb(t.accent_soft);
    c[ImGuiCol_TabUnfocused] = rgb(t.panel, 0.0F);
    c[ImGuiCol_TabUnfocusedActive] = rgb(t.accent_soft);
#endif
#if IMGUI_VERSION_NUM >= 19140
    c[ImGuiCol_NavCursor] = rgb(t.accent);
#else
    c[ImGuiCol_NavHighlight] = rgb(t.accent);
#endif
    c[ImGuiCol_PlotLines] = rgb(t.accent);
    c[ImGuiCol_PlotLinesHovered] = rgb(t.accent_hot);
    c[ImGuiCol_PlotHistogram] = rgb(t.accent);
    c[ImGuiCol_PlotHistogramHovered] = rgb(t.accent_hot);
    c[ImGuiCol_TableHeaderBg] = rgb(t.field);
    c[ImGuiCol_TableBorderStrong] = rgb(t.border);
    c[ImGuiCol_TableBorderLight] = rgb(t.border, 0.6F);
    c[ImGuiCol_TableRowBg] = rgb(t.panel, 0.0F);
    c[ImGuiCol_TableRowBgAlt] = rgb(t.field, 0.35F);
    c[ImGuiCol_TextSelectedBg] = rgb(t.accent, 0.35F);
    c[ImGuiCol_DragDropTarget] = rgb(t.accent_hot);
    c[ImGuiCol_NavWindowingHighlight] = rgb(t.accent);
    c[ImGuiCol_NavWindowingDimBg] = rgb(t.window, 0.5F);
    c[ImGuiCol_ModalWindowDimBg] = rgb(0x0A0C10, 0.55F);
}

void set_spacing(float scale, ImGuiStyle& style) {
    style.WindowPadding = {12, 12};
    style.FramePadding = {10, 5};
    style.ItemSpacing = {10, 8};
    style.ItemInnerSpacing = {8, 6};
    style.CellPadding = {8, 4};
    style.IndentSpacing = 18;
    style.ScrollbarSize = 12;
    style.GrabMinSize = 14;
    style.WindowRounding = 8;
    style.ChildRounding = 8;
    style.FrameRounding = 6;
    style.PopupRounding = 8;
    style.ScrollbarRounding = 6;
    style.GrabRounding = 5;
    style.TabRounding = 6;
    style.WindowBorderSize = 0;
    style.ChildBorderSize = 1;
    style.PopupBorderSize = 1;
    style.FrameBorderSize = 0;
    style.TabBorderSize = 0;
    style.WindowTitleAlign = {0.0F, 0.5F};
    style.DisabledAlpha = 0.45F;
    style.ScaleAllSizes(scale);
    // ScaleAllSizes leaves the borders alone.
    style.ChildBorderSize = style.PopupBorderSize = std::max(1.0F, std::floor(scale));
}

}  // namespace

Palette palette_of(ThemeKind kind) {
    const Tones& t = tones_of(kind);
    const bool is_dark = kind == ThemeKind::dark;
    Palette p;
    p.accent = packed(t.accent);
    p.text = packed(t.text);
    p.text_dim = packed(t.text_dim);
    p.canvas = packed(is_dark ? 0x0F1114 : 0xDCE0E6);
    p.panel = packed(t.panel);
    p.border = packed(t.border);
    p.grid = packed(is_dark ? 0x2B3039 : 0xDDE2E9);
    p.series_1 = packed(is_dark ? 0x56B4E9 : 0x0072B2);
    p.series_2 = packed(is_dark ? 0xE69F00 : 0xB05A00);
    p.series_3 = packed(is_dark ? 0x3FC79A : 0x00765A);
    p.good = packed(is_dark ? 0x56B4E9 : 0x0072B2);
    p.bad = packed(is_dark ? 0xF0894A : 0xB84A00);
    p.warning = packed(is_dark ? 0xF0C05A : 0x8A5B00);
    return p;
}

void apply_theme(ThemeKind kind, float scale) {
    ImGuiStyle style;
    set_colours(tones_of(kind), style);
    set_spacing(scale, style);
    ImGui::GetStyle() = style;
}

}  // namespace siftscope
