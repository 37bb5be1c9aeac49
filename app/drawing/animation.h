#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/model/match_pipeline.h"

namespace siftscope {

/// The angles of a full turn in steps: start, start + step, ... before start + 360, degrees. Throws UserError
/// for a step that is not above 0 or makes more than 3600 frames.
[[nodiscard]] std::vector<double> animation_angles(double start, double step);

/// "frame_0007.png".
[[nodiscard]] std::string frame_name(std::size_t index);

/// The command that joins the frames of `folder` to a film, for a POSIX shell.
[[nodiscard]] std::string join_command(const std::filesystem::path& folder);

/// Writes the match pictures of `input.first` turned by settings.angle and on through a full turn as frames
/// of one size into `folder`, which is made when it is missing. Returns how many; 0 when it was stopped, and
/// then a folder that it made is gone again.
///
///   progress   called after each frame with how many are done and how many there will be; may be empty
///
/// Throws UserError for a step as above and for files that cannot be written.
[[nodiscard]] std::size_t write_animation(const std::filesystem::path& folder, const MatchInput& input,
                                          const Settings& settings, double step,
                                          const std::function<void(std::size_t, std::size_t)>& progress = {},
                                          std::stop_token stop = {});

}  // namespace siftscope
