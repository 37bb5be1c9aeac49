#pragma once

#include <cstdint>
#include <string>
#include <vector>

// Picture files made by hand, for kinds that cv::imencode does not write. Sources: PNG (W3C, third edition),
// RFC 1950 and 1951 for its stored deflate blocks, TIFF 6.0.

namespace picture_bytes {

struct PngChunk {
    std::string type;
    std::string data;
};

/// A PNG of `rows` of packed samples (no filter bytes). colour_type: 0 grey, 2 RGB, 3 palette, 4 grey and
/// alpha, 6 RGBA. `chunks` stand between the header and the pixels.
std::string png(std::uint32_t width, std::uint32_t height, int bit_depth, int colour_type,
                const std::vector<std::string>& rows, const std::vector<PngChunk>& chunks = {});

struct TiffEntry {
    std::uint16_t tag;
    std::uint16_t type;  ///< 3 = SHORT, 4 = LONG
    std::vector<std::uint32_t> values;
};

/// A little-endian TIFF with `entries` and one uncompressed strip of `pixels` (its tags are added).
std::string tiff(std::uint32_t width, std::uint32_t height, std::vector<TiffEntry> entries,
                 const std::string& pixels);

/// A TIFF block that holds the orientation alone, as EXIF does.
std::string exif(int orientation);

/// `jpeg` with an EXIF segment after its start of image.
std::string jpeg_with_exif(const std::string& jpeg, const std::string& exif_block);

}  // namespace picture_bytes
