#pragma once

#include <filesystem>
#include <string>
#include <vector>

/// The top folder of the sources.
[[nodiscard]] std::filesystem::path top_folder();

/// Every file under `folder` (named from the top) whose name ends in one of `endings`, sorted.
[[nodiscard]] std::vector<std::filesystem::path> files_of(const std::filesystem::path& folder,
                                                          const std::vector<std::string>& endings);

/// The lines of a text file, without their ends.
[[nodiscard]] std::vector<std::string> lines_of(const std::filesystem::path& file);
