#include "app/files/tiff_directory.h"

#include "app/files/byte_reader.h"

namespace siftscope {
namespace {

/// Bytes of one value of an integer field type; 0 for the other types.
unsigned integer_size(std::uint16_t type) {
    switch (type) {
        case 1:  // BYTE
            return 1;
        case 3:  // SHORT
            return 2;
        case 4:  // LONG
            return 4;
        case 16:  // LONG8
            return 8;
        default:
            return 0;
    }
}

std::uint64_t integer_at(const ByteReader& reader, std::uint64_t at, unsigned size) {
    switch (size) {
        case 1:
            return reader.u8(at);
        case 2:
            return reader.u16(at);
        case 4:
            return reader.u32(at);
        default:
            return reader.u64(at);
    }
}

}  // namespace

std::map<std::uint16_t, std::uint64_t> read_tiff_directory(std::span<const std::uint8_t> bytes) {
    const ByteReader head(bytes);
    const bool little = head.has(0, "II");
    if (!little && !head.has(0, "MM")) return {};
    const ByteReader reader(bytes, little ? ByteOrder::little : ByteOrder::big);
    const std::uint16_t edition = reader.u16(2);
    if (edition != 42 && edition != 43) return {};

    const bool big = edition == 43;
    const std::uint64_t directory = big ? reader.u64(8) : reader.u32(4);
    const std::uint64_t count = big ? reader.u64(directory) : reader.u16(directory);
    const unsigned entry_size = big ? 20 : 12;
    const unsigned inline_size = big ? 8 : 4;
    std::map<std::uint16_t, std::uint64_t> tags;
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::uint64_t entry = directory + (big ? 8 : 2) + i * entry_size;
        const unsigned size = integer_size(reader.u16(entry + 2));
        const std::uint64_t values = big ? reader.u64(entry + 4) : reader.u32(entry + 4);
        if (size == 0 || values == 0) continue;
        std::uint64_t at = entry + 4 + inline_size;
        if (values > inline_size / size) at = big ? reader.u64(at) : reader.u32(at);
        tags.emplace(reader.u16(entry), integer_at(reader, at, size));
    }
    return tags;
}

int exif_orientation(std::span<const std::uint8_t> bytes) {
    try {
        const auto tags = read_tiff_directory(bytes);
        const auto found = tags.find(274);
        if (found != tags.end() && found->second >= 1 && found->second <= 8)
            return static_cast<int>(found->second);
    } catch (const OutOfBytes&) {
        // A broken note about the picture is no reason to refuse the picture.
    }
    return 1;
}

}  // namespace siftscope
