#pragma once

#include <filesystem>
#include <string_view>

#include "sift/geometry/homography.h"

namespace siftscope {

/// Reads a true map from a text file: the nine numbers of a 3 x 3 matrix, row by row, between blanks, commas
/// or line ends; `#` begins a comment. It maps pixel centres of the first picture to those of the second.
/// Throws UserError, one sentence with the file's name, when it cannot be read, has another count of numbers,
/// something that is no finite number, or cannot be inverted.
[[nodiscard]] sift::Homography read_homography(const std::filesystem::path& path);

/// The same from text already read; `path` names it in errors.
[[nodiscard]] sift::Homography parse_homography(std::string_view text, const std::filesystem::path& path);

}  // namespace siftscope
