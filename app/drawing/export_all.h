#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/files/atomic_file.h"
#include "app/model/match_result.h"
#include "app/model/session.h"

namespace siftscope {

/// All that a match yields, as files of one folder: `match.png`, `keypoints_1.csv` and `keypoints_2.csv` (all
/// keypoints of each picture, as `detect` writes them), `matches.csv`, `report.json` and, when one is given,
/// `session.json`. `command` as in match_report. The keypoints are detected once more; fewer files when a
/// stop was requested.
[[nodiscard]] std::vector<OutputFile> all_exports(const std::filesystem::path& folder,
                                                  const MatchResult& result, const std::string& command,
                                                  const std::optional<Session>& session,
                                                  std::stop_token stop = {});

/// Writes them, all or none, making the folder when it is missing. Throws UserError.
void write_into_folder(const std::filesystem::path& folder, const std::vector<OutputFile>& files);

}  // namespace siftscope
