#pragma once

#include <cstdint>
#include <map>
#include <span>

namespace siftscope {

/// The tags of a TIFF file's first directory that hold integers, each with its first value (TIFF 6.0,
/// section 2; BigTIFF too). EXIF is such a block inside another file. Throws OutOfBytes when it is cut short;
/// empty when it is no TIFF.
[[nodiscard]] std::map<std::uint16_t, std::uint64_t> read_tiff_directory(std::span<const std::uint8_t> bytes);

/// EXIF orientation 1..8 of a TIFF block (tag 274); 1, upright, when there is none or it makes no sense.
[[nodiscard]] int exif_orientation(std::span<const std::uint8_t> bytes);

}  // namespace siftscope
