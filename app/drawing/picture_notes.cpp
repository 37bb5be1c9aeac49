#include "app/drawing/picture_notes.h"

#include <filesystem>
#include <string>

#include <opencv2/core/version.hpp>

#include "app/model/format_number.h"
#include "app/model/reproduce_command.h"
#include "app/model/settings_json.h"
#include "app/model/utf8.h"
#include "app/model/version.h"

namespace siftscope {
namespace {

std::string file_name(const std::filesystem::path& path) {
    return valid_utf8(path.filename().string());
}

Settings without_threads(Settings settings) {
    settings.threads = 0;
    return settings;
}

Note software_note() {
    return {"Software", std::string("siftscope ") + version + ", OpenCV " + CV_VERSION};
}

nlohmann::ordered_json json_without_threads(const Settings& settings) {
    nlohmann::ordered_json json = settings_to_json(settings);
    json.erase("threads");
    return json;
}

std::vector<Note> common_notes(const Picture& picture, const Settings& settings) {
    return {software_note(),
            {"Source", file_name(picture.path)},
            {"SHA-256", picture.sha256},
            {"Settings", json_without_threads(settings).dump()}};
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
        notes.emplace_back("Source 2", file_name(second.path));
        notes.emplace_back("SHA-256 2", second.sha256);
        notes.emplace_back("Command", valid_utf8(reproduce_command(settings, first.path.filename(),
                                                                   second.path.filename())));
    }
    return notes;
}

std::vector<Note> keypoint_notes(const Picture& picture, const Settings& settings) {
    return common_notes(picture, settings);
}

std::vector<Note> sweep_notes(const SweepPlan& plan, const std::vector<std::string>& sha256) {
    std::vector<Note> notes{software_note()};
    for (std::size_t i = 0; i < plan.images.size(); ++i) {
        notes.emplace_back("Source", file_name(plan.images[i]));
        notes.emplace_back("SHA-256", sha256[i]);
    }
    for (const Settings& settings : plan.engines) {
        nlohmann::ordered_json json = json_without_threads(settings);
        json.erase("angle");  // that of no row
        notes.emplace_back("Settings", json.dump());
    }
    std::string angles;
    for (const double angle : plan.angles) angles += (angles.empty() ? "" : ",") + shortest_text(angle);
    notes.emplace_back("Angles", angles);
    return notes;
}

}  // namespace siftscope
