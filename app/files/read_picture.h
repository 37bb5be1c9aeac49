#pragma once

#include <filesystem>
#include <memory>

#include "app/model/picture.h"

namespace siftscope {

/// Reads a picture file in any format that OpenCV decodes: EXIF orientation applied, alpha over black, grey
/// as cv::cvtColor BGR2GRAY of the decoded picture, 16-bit and float precision kept. Throws UserError, one
/// sentence with the file's name, for what is missing, a folder, empty, unreadable, truncated, not a picture,
/// or larger than memory allows (the size is read before anything is decoded).
[[nodiscard]] std::shared_ptr<const Picture> read_picture(const std::filesystem::path& path);

}  // namespace siftscope
