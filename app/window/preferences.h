#pragma once

#include <filesystem>

#include "app/window/theme.h"

namespace siftscope {

/// How the person likes the window, kept from one run to the next in `window.json` of the state folder.
struct Preferences {
    int width = 1440;  ///< of the window, in units of design
    int height = 860;
    ThemeKind theme = ThemeKind::dark;
    float user_scale = 1;
    bool hints_seen = false;  ///< the hints of the first start were closed

    friend bool operator==(const Preferences&, const Preferences&) = default;
};

/// What is stored; the defaults for what is missing, broken or out of range.
[[nodiscard]] Preferences read_preferences(const std::filesystem::path& folder);

/// Stores them; a folder that cannot be written is ignored.
void write_preferences(const std::filesystem::path& folder, const Preferences& preferences);

}  // namespace siftscope
