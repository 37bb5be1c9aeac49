#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

#include "app/model/picture.h"

namespace siftscope {

/// A picture of more pixels is refused: doubled for octave -1 it has 2^30 samples, the most whose count and
/// offsets fit a 32-bit integer and OpenCV's own limit (about 268 megapixels; cameras make 150).
inline constexpr std::uint64_t max_picture_pixels = std::uint64_t{1} << 28;

/// Decodes a picture file's bytes as `read_picture` states; `path` names them in the result and in errors.
[[nodiscard]] std::shared_ptr<const Picture> decode_picture(std::span<const std::uint8_t> bytes,
                                                            const std::filesystem::path& path);

}  // namespace siftscope
