#pragma once

#include <cmath>

#include "app/drawing/palette.h"
#include "app/window/imgui_compat.h"

namespace siftscope {

enum class ThemeKind { dark, light };

/// The colours of the window beyond ImGui's own, as ImGui packs them for draw lists. What is drawn over
/// pictures takes its colours from app/drawing/palette.h, as the exported pictures do.
struct Palette {
    ImU32 accent = 0;
    ImU32 text = 0;
    ImU32 text_dim = 0;
    ImU32 canvas = 0;  ///< behind the pictures
    ImU32 panel = 0;
    ImU32 border = 0;
    ImU32 grid = 0;      ///< lines of plots
    ImU32 series_1 = 0;  ///< curves of plots, readable on `panel`
    ImU32 series_2 = 0;
    ImU32 series_3 = 0;
    ImU32 good = 0;     ///< text about what is right
    ImU32 bad = 0;      ///< text about what is wrong
    ImU32 warning = 0;  ///< "updating", errors
};

/// A colour of the pictures for ImGui's draw lists.
[[nodiscard]] inline ImU32 to_imgui(palette::Colour colour, double opacity = 1.0) {
    return IM_COL32(colour.red, colour.green, colour.blue, static_cast<int>(std::lround(opacity * 255)));
}

[[nodiscard]] Palette palette_of(ThemeKind kind);

/// Sets ImGui's colours and, for `scale` (1 = 16 px font), its spacing.
void apply_theme(ThemeKind kind, float scale);

}  // namespace siftscope
