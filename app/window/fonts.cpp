#include "app/window/fonts.h"

#include <cmath>
#include <string>
#include <system_error>

#include "app/window/imgui_compat.h"

namespace siftscope {

namespace fs = std::filesystem;

namespace {

constexpr float body_size = 16.0F;
constexpr float strong_size = 20.0F;
constexpr float small_size = 13.0F;
constexpr float mono_size = 15.0F;

/// Pairs of first and last code point. ImGui before 1.92 rasterises them all when it starts.
constexpr ImWchar glyph_ranges[] = {
    0x0020, 0x024F,  // Latin with accents, for file names
    0x0370, 0x03FF,  // Greek
    0x0400, 0x04FF,  // Cyrillic, for file names
    0x2010, 0x2033,  // dashes, quotation marks, bullet, ellipsis, per mille, primes
    0x2070, 0x209C,  // superscripts and subscripts
    0x2190, 0x21FF,  // arrows
    0x2200, 0x22FF,  // mathematical operators
    0x25A0, 0x25FF,  // geometric shapes
    0x2713, 0x2718,  // check mark, cross
    0,
};

ImFont* load(const fs::path& file, float size) {
    ImFontConfig config;
    // A 16 px letter on software rendering: two samples across are enough, and the atlas stays small.
    config.OversampleH = 2;
    config.OversampleV = 1;
    config.PixelSnapH = true;
    return ImGui::GetIO().Fonts->AddFontFromFileTTF(file.c_str(), std::round(size), &config, glyph_ranges);
}

}  // namespace

fs::path find_font(std::string_view folders, std::string_view file) {
    while (!folders.empty()) {
        const auto colon = folders.find(':');
        const fs::path candidate = fs::path(folders.substr(0, colon)) / file;
        std::error_code ignored;
        if (fs::is_regular_file(candidate, ignored) && fs::file_size(candidate, ignored) > 0)
            return candidate;
        folders = colon == std::string_view::npos ? std::string_view{} : folders.substr(colon + 1);
    }
    return {};
}

Fonts load_fonts(std::string_view folders, float scale) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
    Fonts fonts;
    if (const fs::path sans = find_font(folders, "DejaVuSans.ttf"); !sans.empty()) {
        fonts.body = load(sans, body_size * scale);
        fonts.has_greek = fonts.body != nullptr;
    }
    if (fonts.body == nullptr) {
        ImFontConfig config;
        config.SizePixels = std::round(13.0F * scale);
        fonts.body = atlas.AddFontDefault(&config);
    }
    const auto load_or_body = [&](std::string_view file, float size) {
        const fs::path path = find_font(folders, file);
        ImFont* font = path.empty() ? nullptr : load(path, size * scale);
        return font == nullptr ? fonts.body : font;
    };
    fonts.strong = load_or_body("DejaVuSans-Bold.ttf", strong_size);
    fonts.small = load_or_body("DejaVuSans.ttf", small_size);
    fonts.mono = load_or_body("DejaVuSansMono.ttf", mono_size);
    atlas.Build();
    return fonts;
}

}  // namespace siftscope
