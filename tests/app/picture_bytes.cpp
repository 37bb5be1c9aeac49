#include "tests/app/picture_bytes.h"

#include <algorithm>
#include <cstddef>

#include "app/files/png_text.h"

namespace picture_bytes {
namespace {

void append(std::string& bytes, std::uint32_t value, int count, bool big_endian) {
    for (int i = 0; i < count; ++i)
        bytes += static_cast<char>(value >> 8 * (big_endian ? count - 1 - i : i) & 0xFF);
}

std::string chunk(const std::string& type, const std::string& data) {
    std::string bytes;
    append(bytes, static_cast<std::uint32_t>(data.size()), 4, true);
    bytes += type + data;
    append(bytes, siftscope::png_checksum(type + data), 4, true);
    return bytes;
}

/// A zlib stream of stored blocks.
std::string zlib_stored(const std::string& data) {
    std::string bytes = "\x78\x01";
    constexpr std::size_t block = 65535;
    for (std::size_t at = 0; at == 0 || at < data.size(); at += block) {
        const auto length = static_cast<std::uint32_t>(std::min(block, data.size() - at));
        bytes += at + length == data.size() ? '\1' : '\0';
        append(bytes, length, 2, false);
        append(bytes, ~length & 0xFFFF, 2, false);
        bytes += data.substr(at, length);
    }
    std::uint32_t a = 1;
    std::uint32_t b = 0;
    for (const char c : data) {
        a = (a + static_cast<unsigned char>(c)) % 65521;
        b = (b + a) % 65521;
    }
    append(bytes, b << 16 | a, 4, true);
    return bytes;
}

}  // namespace

std::string png(std::uint32_t width, std::uint32_t height, int bit_depth, int colour_type,
                const std::vector<std::string>& rows, const std::vector<PngChunk>& chunks) {
    std::string header;
    append(header, width, 4, true);
    append(header, height, 4, true);
    header += static_cast<char>(bit_depth);
    header += static_cast<char>(colour_type);
    header += std::string(3, '\0');  // deflate, adaptive filters, not interlaced
    std::string filtered;
    for (const std::string& row : rows) filtered += '\0' + row;  // filter: none

    std::string bytes = "\x89PNG\r\n\x1A\n" + chunk("IHDR", header);
    for (const PngChunk& extra : chunks) bytes += chunk(extra.type, extra.data);
    return bytes + chunk("IDAT", zlib_stored(filtered)) + chunk("IEND", "");
}

std::string tiff(std::uint32_t width, std::uint32_t height, std::vector<TiffEntry> entries,
                 const std::string& pixels) {
    entries.push_back({256, 4, {width}});
    entries.push_back({257, 4, {height}});
    entries.push_back({278, 4, {height}});  // rows in the one strip
    entries.push_back({273, 4, {0}});       // where it begins: known below
    entries.push_back({279, 4, {static_cast<std::uint32_t>(pixels.size())}});
    std::sort(entries.begin(), entries.end(),
              [](const TiffEntry& a, const TiffEntry& b) { return a.tag < b.tag; });

    const auto size_of = [](const TiffEntry& e) { return e.values.size() * (e.type == 3 ? 2 : 4); };
    std::size_t end = 8 + 2 + 12 * entries.size() + 4;
    std::size_t strip = end;
    for (const TiffEntry& entry : entries)
        if (size_of(entry) > 4) strip += size_of(entry);

    std::string bytes = "II*";
    bytes += '\0';
    append(bytes, 8, 4, false);
    append(bytes, static_cast<std::uint32_t>(entries.size()), 2, false);
    std::string outside;
    for (TiffEntry& entry : entries) {
        if (entry.tag == 273) entry.values = {static_cast<std::uint32_t>(strip)};
        append(bytes, entry.tag, 2, false);
        append(bytes, entry.type, 2, false);
        append(bytes, static_cast<std::uint32_t>(entry.values.size()), 4, false);
        std::string values;
        for (const std::uint32_t value : entry.values) append(values, value, entry.type == 3 ? 2 : 4, false);
        if (values.size() > 4) {
            append(bytes, static_cast<std::uint32_t>(end + outside.size()), 4, false);
            outside += values;
        } else {
            values.resize(4, '\0');
            bytes += values;
        }
    }
    return bytes + std::string(4, '\0') + outside + pixels;
}

std::string exif(int orientation) {
    std::string bytes = "MM";
    append(bytes, 42, 2, true);
    append(bytes, 8, 4, true);
    append(bytes, 1, 2, true);
    append(bytes, 274, 2, true);
    append(bytes, 3, 2, true);
    append(bytes, 1, 4, true);
    append(bytes, static_cast<std::uint32_t>(orientation), 2, true);
    return bytes + std::string(2 + 4, '\0');
}

std::string jpeg_with_exif(const std::string& jpeg, const std::string& exif_block) {
    std::string segment = "Exif" + std::string(2, '\0') + exif_block;
    std::string bytes = jpeg.substr(0, 2) + "\xFF\xE1";
    append(bytes, static_cast<std::uint32_t>(segment.size() + 2), 2, true);
    return bytes + segment + jpeg.substr(2);
}

}  // namespace picture_bytes
