#include "app/files/jpeg_header.h"

#include <string_view>

#include "app/files/byte_reader.h"
#include "app/files/tiff_directory.h"

namespace siftscope {
namespace {

using namespace std::string_view_literals;

constexpr std::uint8_t end_of_image = 0xD9;
constexpr std::uint8_t start_of_scan = 0xDA;
constexpr std::uint8_t app1 = 0xE1;

/// A progressive picture has about ten. Each takes the decoder through the whole picture, however few bytes
/// it has, so that a small file with thousands of them would keep it busy for hours.
constexpr int max_scans = 100;

/// 0xFF00 is a data byte 0xFF; TEM, RST0..7 and SOI carry no segment.
bool stands_alone(std::uint8_t marker) {
    return marker == 0x00 || marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
}

/// SOF0..SOF15 but for DHT (C4), JPG (C8) and DAC (CC).
bool starts_frame(std::uint8_t marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

}  // namespace

PictureHeader read_jpeg_header(std::span<const std::uint8_t> bytes) {
    const ByteReader reader(bytes);
    PictureHeader header;
    header.format = PictureFormat::jpeg;
    header.complete = false;
    bool frame_found = false;
    bool exif_found = false;
    int scans = 0;

    std::uint64_t at = 2;  // past start of image
    while (at + 1 < reader.size()) {
        const std::uint8_t marker = bytes[at + 1];
        if (bytes[at] != 0xFF || marker == 0xFF || stands_alone(marker)) {
            // Entropy-coded data, fill bytes or a marker without segment.
            at += bytes[at] == 0xFF && marker != 0xFF ? 2 : 1;
            continue;
        }
        if (marker == end_of_image) {
            header.complete = true;
            break;
        }
        const std::uint16_t length = reader.u16(at + 2);  // counts itself
        if (length < 2) throw OutOfBytes();
        const auto segment = reader.part(at + 2, length);
        if (starts_frame(marker) && !frame_found) {
            const ByteReader frame(segment);
            header.height = frame.u16(3);
            header.width = frame.u16(5);
            // Huffman coding (SOF0..SOF2) spends at least one bit on the DC value of each block of 8 x 8
            // pixels.
            if (marker <= 0xC2) header.least_bytes = header.width * header.height / (8 * 8 * 8);
            frame_found = true;
        }
        if (marker == start_of_scan && ++scans > max_scans)
            header.refusal = "has more than 100 scans, which no common program writes; save it again as JPEG";
        if (marker == app1 && !exif_found && ByteReader(segment).has(2, "Exif\0\0"sv)) {
            header.orientation = exif_orientation(segment.subspan(8));
            exif_found = true;
        }
        at += 2U + length;
    }
    if (!frame_found) throw OutOfBytes();
    return header;
}

}  // namespace siftscope
