#pragma once

#include <cstdint>
#include <span>

#include "app/files/picture_header.h"

namespace siftscope {

/// Walks the markers of a JPEG file from start to end of image (ITU-T T.81, annex B): size from the frame
/// header, orientation from the EXIF segment. Bytes after the end of image are ignored; a thumbnail inside
/// the EXIF segment is stepped over. Throws OutOfBytes when a segment or the frame header is missing.
[[nodiscard]] PictureHeader read_jpeg_header(std::span<const std::uint8_t> bytes);

}  // namespace siftscope
