#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "app/model/angle_range.h"
#include "app/model/match_result.h"
#include "app/model/settings.h"
#include "app/model/sweep.h"

namespace siftscope {

/// The `siftscope match ...` line that reproduces the numbers of these settings on `image`, ready for a POSIX
/// shell: paths quoted, only options that differ from their defaults, numbers that read back exactly.
/// With `other` the two files are matched, else `image` with itself turned by settings.angle; `truth` is the
/// file of the true map between two files, if there is one.
[[nodiscard]] std::string reproduce_command(const Settings& settings, const std::filesystem::path& image,
                                            const std::filesystem::path& other = {},
                                            const std::filesystem::path& truth = {});

/// The `siftscope sweep ...` line that measures `image` at these angles by these engines, likewise.
[[nodiscard]] std::string reproduce_sweep_command(const Settings& settings,
                                                  const std::filesystem::path& image, const AngleRange& range,
                                                  SweepEngines engines);

/// The match line from a result, which does not know the file that its truth came from.
[[nodiscard]] std::string reproduce_command(const MatchResult& result);

/// `text` as one word of a POSIX shell: as it is when nothing in it is special, else between quotes.
[[nodiscard]] std::string shell_word(std::string_view text);

}  // namespace siftscope
