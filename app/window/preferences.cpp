#include "app/window/preferences.h"

#include <algorithm>
#include <fstream>
#include <system_error>

#include <nlohmann/json.hpp>

#include "app/files/atomic_file.h"
#include "app/model/error.h"

namespace siftscope {

namespace fs = std::filesystem;

Preferences read_preferences(const fs::path& folder) {
    Preferences preferences;
    if (folder.empty()) return preferences;
    std::ifstream in(folder / "window.json");
    const auto stored = nlohmann::json::parse(in, nullptr, false);
    if (!stored.is_object()) return preferences;
    const auto number = [&](const char* key, double fallback, double low, double high) {
        const auto found = stored.find(key);
        return found != stored.end() && found->is_number() ? std::clamp(found->get<double>(), low, high)
                                                           : fallback;
    };
    preferences.width = static_cast<int>(number("width", preferences.width, 640, 16384));
    preferences.height = static_cast<int>(number("height", preferences.height, 400, 16384));
    preferences.user_scale = static_cast<float>(number("scale", 1, 0.5, 4));
    if (stored.value("theme", nlohmann::json()) == "light") preferences.theme = ThemeKind::light;
    preferences.hints_seen = stored.value("hints_seen", nlohmann::json()) == true;
    return preferences;
}

void write_preferences(const fs::path& folder, const Preferences& preferences) {
    if (folder.empty()) return;
    std::error_code ignored;
    fs::create_directories(folder, ignored);
    const nlohmann::ordered_json stored = {
        {"width", preferences.width},
        {"height", preferences.height},
        {"scale", preferences.user_scale},
        {"theme", preferences.theme == ThemeKind::light ? "light" : "dark"},
        {"hints_seen", preferences.hints_seen},
    };
    try {
        write_file(folder / "window.json", stored.dump(2) + "\n");
    } catch (const UserError&) {
        // Next time the window has its usual size: no reason to trouble someone who is leaving.
    }
}

}  // namespace siftscope
