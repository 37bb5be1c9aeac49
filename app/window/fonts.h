#pragma once

#include <filesystem>
#include <string_view>

struct ImFont;

namespace siftscope {

/// The fonts of the window, with Latin, Greek, mathematical signs and arrows where the system has DejaVu;
/// ImGui's own small font otherwise. Never null after load_fonts.
struct Fonts {
    ImFont* body = nullptr;
    ImFont* strong = nullptr;  ///< for headings and key figures
    ImFont* small = nullptr;   ///< for captions and legends
    ImFont* mono = nullptr;    ///< for numbers in columns, paths and commands
    bool has_greek = false;    ///< Greek and mathematical signs can be shown
};

/// Adds the fonts at `scale` (1 = 16 px) to ImGui's atlas in place of what it holds. Looks for the files in
/// `folders`, separated by colons.
[[nodiscard]] Fonts load_fonts(std::string_view folders, float scale);

/// The first of the folders that holds `file`; empty when none does. ImGui aborts on a missing font file.
[[nodiscard]] std::filesystem::path find_font(std::string_view folders, std::string_view file);

}  // namespace siftscope
