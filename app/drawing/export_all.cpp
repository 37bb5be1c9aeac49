#include "app/drawing/export_all.h"

#include <utility>

#include "app/drawing/match_picture.h"
#include "app/files/new_folder.h"
#include "app/files/session_file.h"
#include "app/files/write_keypoints.h"
#include "app/files/write_matches.h"
#include "app/model/detect_features.h"
#include "app/model/match_report.h"

namespace siftscope {
namespace fs = std::filesystem;

std::vector<OutputFile> all_exports(const fs::path& folder, const MatchResult& result,
                                    const std::string& command, const std::optional<Session>& session,
                                    std::stop_token stop) {
    std::vector<OutputFile> files;
    const auto add = [&](const char* name, std::string bytes) {
        files.push_back({folder / name, std::move(bytes)});
    };
    const auto keypoints = [&](const Picture& picture) {
        return keypoints_text(detect_features(picture.grey, result.settings, stop), KeypointFormat::csv);
    };
    add("match.png", encode_match_picture(result, ".png"));
    add("matches.csv", matches_csv(result));
    add("report.json", json_text(match_report(result, command)));
    if (session) add("session.json", session_text(*session, folder / "session.json"));
    if (stop.stop_requested()) return files;
    add("keypoints_1.csv", keypoints(*result.first));
    add("keypoints_2.csv", keypoints(*result.second->picture));
    return files;
}

void write_into_folder(const fs::path& folder, const std::vector<OutputFile>& files) {
    NewFolder made(folder);
    write_files(files);
    made.keep();
}

}  // namespace siftscope
