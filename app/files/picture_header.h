#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace siftscope {

enum class PictureFormat { png, jpeg, webp, tiff, bmp, pnm, hdr, sun_raster, jpeg2000, exr };

/// What the fourth sample of a pixel means.
enum class Alpha {
    straight,       ///< opacity; colours still to be multiplied by it
    premultiplied,  ///< opacity; the decoder hands out colours already multiplied
    meaningless,    ///< padding
};

/// What a picture file says about itself before anything is decoded.
struct PictureHeader {
    PictureFormat format = PictureFormat::png;
    std::uint64_t width = 0;  ///< pixels as stored, before the orientation is applied
    std::uint64_t height = 0;
    int orientation = 1;  ///< EXIF 1..8 that is left to apply; 1 where the decoder itself turns the picture
    Alpha alpha = Alpha::straight;
    bool complete = true;  ///< false when the end that the format demands is missing; a decoder may not mind
    std::uint64_t least_bytes = 0;  ///< no file of this format and size is shorter; 0 when that is not known
    std::optional<std::uint16_t> transparent_grey{};  ///< PNG: this grey, as decoded, is fully transparent
    const char* refusal = nullptr;  ///< why OpenCV is not to decode it, as the end of a sentence
};

/// Reads size and orientation from the header. Empty for a format that is not known.
/// Throws OutOfBytes when the header itself is cut short.
[[nodiscard]] std::optional<PictureHeader> read_picture_header(std::span<const std::uint8_t> bytes);

}  // namespace siftscope
