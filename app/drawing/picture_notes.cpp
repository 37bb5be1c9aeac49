#include "app/drawing/picture_notes.h"

#include <string>

#include <opencv2/core/version.hpp>

#include "app/model/reproduce_command.h"
#include "app/model/settings_json.h"
#include "app/model/utf8.h"
#include "app/model/version.h"

namespace siftscope {
namespace {

std::string file_name(const Picture& picture) {
    return valid_utf8(picture.path.filename().string());
}

Settings without_threads(Settings settings) {
    settings.threads = 0;
    return settings;
}

std::vector<Note> common_notes(const Picture& picture, const Settings& settings) {
    nlohmann::ordered_json json = settings_to_json(settings);
    json.erase("threads");
    return {{"Software", std::string("siftscope ") + version + ", OpenCV " + CV_VERSION},
            {"Source", file_name(picture)},
            {"SHA-256", picture.sha256},
            {"Settings", json.dump()}};
}

}  // namespace

std::vector<Note> match_notes(const MatchResult& result) {
    const Picture& first = *result.first;
    std::vector<Note> notes = common_notes(first, result.settings);
    const Settings settings = without_threads(result.settings);
    if (result.second->rotation) {
        notes.emplace_back("Command", valid_utf8(reproduce_command(settings, first.path.filename())));
    } else {
        const Picture& second = *result.second->picture;
        notes.emplace_back("Source 2", file_name(second));
        notes.emplace_back("SHA-256 2", second.sha256);
        notes.emplace_back("Command", valid_utf8(reproduce_command(settings, first.path.filename(),
                                                                   second.path.filename())));
    }
    return notes;
}

std::vector<Note> keypoint_notes(const Picture& picture, const Settings& settings) {
    return common_notes(picture, settings);
}

}  // namespace siftscope
