#include "app/files/picture_header.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <string>
#include <string_view>

#include "app/files/byte_reader.h"
#include "app/files/jpeg_header.h"
#include "app/files/tiff_directory.h"

namespace siftscope {
namespace {

using namespace std::string_view_literals;
using Bytes = std::span<const std::uint8_t>;

/// Bytes of `height` packed rows of `width` pixels. Sizes beyond 32 bits a side are refused elsewhere.
std::uint64_t packed_bytes(std::uint64_t width, std::uint64_t height, std::uint64_t bits_per_pixel) {
    constexpr std::uint64_t limit = 0xFFFFFFFF;
    if (width > limit || height > limit || bits_per_pixel > 64 * 16) return 0;
    return static_cast<std::uint64_t>(static_cast<double>(width) * static_cast<double>(height) *
                                      static_cast<double>(bits_per_pixel) / 8);
}

/// PNG, section 5: signature, then chunks of length, type, data and checksum; IHDR first.
PictureHeader png_header(Bytes bytes) {
    const ByteReader reader(bytes);
    PictureHeader header;
    header.format = PictureFormat::png;
    header.width = reader.u32(16);
    header.height = reader.u32(20);
    const unsigned depth = reader.u8(24);
    const bool grey = reader.u8(25) == 0;
    constexpr std::uint64_t deflate_ratio = 1032;  // the most that deflate can do (258 bytes from two bits)
    header.least_bytes = packed_bytes(header.width, header.height, depth) / deflate_ratio;

    header.complete = false;
    for (std::uint64_t at = 8; at + 8 <= reader.size(); at += 12 + std::uint64_t{reader.u32(at)}) {
        const std::uint64_t length = reader.u32(at);
        if (reader.has(at + 4, "IEND")) header.complete = true;
        if (reader.has(at + 4, "eXIf"))
            header.orientation =
                exif_orientation(reader.part(at + 8, std::min(length, reader.size() - at - 8)));
        // A palette's and a colour's transparency OpenCV turns into alpha itself, a grey's it forgets.
        if (reader.has(at + 4, "tRNS") && grey && length == 2) {
            const unsigned scale = depth == 1 ? 255 : depth == 2 ? 85 : depth == 4 ? 17 : 1;
            header.transparent_grey = static_cast<std::uint16_t>(reader.u16(at + 8) * scale);
        }
    }
    return header;
}

/// WebP container: a RIFF file whose first chunk is VP8 (lossy), VP8L (lossless) or VP8X (extended).
PictureHeader webp_header(Bytes bytes) {
    const ByteReader reader(bytes, ByteOrder::little);
    PictureHeader header;
    header.format = PictureFormat::webp;
    header.complete = reader.size() >= std::uint64_t{8} + reader.u32(4);
    if (reader.has(12, "VP8X")) {
        header.width = reader.u24(24) + 1;
        header.height = reader.u24(27) + 1;
        for (std::uint64_t at = 12; at + 8 <= reader.size();) {
            const std::uint64_t length = reader.u32(at + 4);
            if (reader.has(at, "EXIF")) {
                // Some writers keep the JPEG segment's prefix.
                const std::uint64_t prefix = reader.has(at + 8, "Exif\0\0"sv) ? 6 : 0;
                const std::uint64_t end = std::min(at + 8 + length, reader.size());
                if (at + 8 + prefix <= end)
                    header.orientation =
                        exif_orientation(reader.part(at + 8 + prefix, end - at - 8 - prefix));
                break;
            }
            at += 8 + length + (length & 1);
        }
    } else if (reader.has(12, "VP8L")) {
        const std::uint32_t packed = reader.u32(21);  // after the signature byte: 14 + 14 bits
        header.width = (packed & 0x3FFF) + 1;
        header.height = (packed >> 14 & 0x3FFF) + 1;
    } else {
        header.width = reader.u16(26) & 0x3FFF;  // the upper two bits ask for upscaling
        header.height = reader.u16(28) & 0x3FFF;
    }
    return header;
}

/// TIFF 6.0, section 3. libtiff's own orientation handling is used by the decoder.
PictureHeader tiff_header(Bytes bytes) {
    const auto tags = read_tiff_directory(bytes);
    const auto value = [&tags](std::uint16_t tag, std::uint64_t otherwise) {
        const auto found = tags.find(tag);
        return found == tags.end() ? otherwise : found->second;
    };
    PictureHeader header;
    header.format = PictureFormat::tiff;
    header.width = value(256, 0);
    header.height = value(257, 0);
    const std::uint64_t bits = value(258, 1);
    const std::uint64_t samples = value(277, 1);
    constexpr std::uint64_t uncompressed = 1;
    constexpr std::uint64_t ycbcr = 6;  // may be subsampled
    if (value(259, uncompressed) == uncompressed && value(262, 0) != ycbcr)
        header.least_bytes = packed_bytes(header.width, header.height, bits * samples);
    const std::uint64_t extra_samples = value(338, 0);  // 1: associated alpha, 2: unassociated
    // Up to 8 bits libtiff converts to RGBA itself, and multiplies unassociated alpha while it does.
    if (extra_samples == 1 || (extra_samples == 2 && bits <= 8)) header.alpha = Alpha::premultiplied;
    if (samples == 2 && (extra_samples == 1 || extra_samples == 2))
        header.refusal = "is a grey TIFF with alpha, which OpenCV reads without its alpha; save it as PNG";
    return header;
}

/// Windows bitmap: the fourth byte is alpha only where the header has a mask for it.
PictureHeader bmp_header(Bytes bytes) {
    const ByteReader reader(bytes, ByteOrder::little);
    PictureHeader header;
    header.format = PictureFormat::bmp;
    header.alpha = Alpha::meaningless;
    const std::uint32_t size = reader.u32(14);
    if (size == 12) {
        header.width = reader.u16(18);
        header.height = reader.u16(20);
        return header;
    }
    const auto magnitude = [](std::uint32_t value) {  // negative: rows run from the top
        const auto number = static_cast<std::int32_t>(value);
        return static_cast<std::uint64_t>(number < 0 ? -std::int64_t{number} : std::int64_t{number});
    };
    header.width = magnitude(reader.u32(18));
    header.height = magnitude(reader.u32(22));
    const std::uint16_t bits = reader.u16(28);
    const std::uint32_t compression = reader.u32(30);
    constexpr std::uint32_t uncompressed = 0;
    constexpr std::uint32_t bit_fields = 3;
    if (compression == uncompressed || compression == bit_fields)
        header.least_bytes = packed_bytes(header.width, header.height, bits);
    if (bits == 32 && compression == bit_fields && size >= 56 && reader.u32(66) != 0)
        header.alpha = Alpha::straight;
    return header;
}

/// The words of a text header, `#` comments left out (Netpbm formats).
class Words {
  public:
    Words(Bytes bytes, std::uint64_t at) : reader_(bytes), at_(at) {}

    std::string next() {
        while (true) {
            if (reader_.u8(at_) == '#')
                while (reader_.u8(at_) != '\n') ++at_;
            else if (std::isspace(reader_.u8(at_)) != 0)
                ++at_;
            else
                break;
        }
        constexpr std::size_t limit = 64;
        std::string word;
        for (; word.size() < limit && std::isspace(reader_.u8(at_)) == 0; ++at_)
            word += static_cast<char>(reader_.u8(at_));
        return word;
    }

    /// 0 when the word is no number: such a picture is refused for having no pixels.
    std::uint64_t next_number() {
        const std::string word = next();
        std::uint64_t value = 0;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
        return error == std::errc() && end == word.data() + word.size() ? value : 0;
    }

  private:
    ByteReader reader_;
    std::uint64_t at_;
};

/// PBM, PGM, PPM (P1..P6), PFM (PF, Pf): width and height follow the magic. PAM (P7): named lines.
PictureHeader netpbm_header(Bytes bytes) {
    PictureHeader header;
    header.format = PictureFormat::pnm;
    Words words(bytes, 2);
    if (bytes[1] != '7') {
        header.width = words.next_number();
        header.height = words.next_number();
        const bool ascii = bytes[1] >= '1' && bytes[1] <= '3';  // a sample takes at least one character there
        header.least_bytes = packed_bytes(header.width, header.height, bytes[1] == '4' ? 1 : ascii ? 4 : 8);
        return header;
    }
    for (std::string word = words.next(); word != "ENDHDR"; word = words.next()) {
        if (word == "WIDTH") header.width = words.next_number();
        if (word == "HEIGHT") header.height = words.next_number();
    }
    return header;
}

/// Radiance: lines of text, an empty one, then the resolution, such as `-Y 480 +X 640`.
PictureHeader radiance_header(Bytes bytes) {
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    const std::size_t blank = text.find("\n\n");
    if (blank == std::string_view::npos) throw OutOfBytes();
    Words words(bytes, blank + 2);
    PictureHeader header;
    header.format = PictureFormat::hdr;
    words.next();
    header.height = words.next_number();
    words.next();
    header.width = words.next_number();
    return header;
}

/// The SIZ segment of a JPEG 2000 codestream (ITU-T T.800, A.5.1): the decoder believes it, not the box
/// around it.
PictureHeader jpeg2000_header(Bytes bytes) {
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    const std::size_t start = text.find("\xFF\x4F\xFF\x51"sv);
    if (start == std::string_view::npos) throw OutOfBytes();
    const ByteReader reader(bytes.subspan(start));
    const std::uint64_t right = reader.u32(8);
    const std::uint64_t bottom = reader.u32(12);
    const std::uint64_t left = reader.u32(16);
    const std::uint64_t top = reader.u32(20);
    PictureHeader header;
    header.format = PictureFormat::jpeg2000;
    header.width = right > left ? right - left : 0;
    header.height = bottom > top ? bottom - top : 0;
    return header;
}

PictureHeader sun_raster_header(Bytes bytes) {
    const ByteReader reader(bytes);
    PictureHeader header;
    header.format = PictureFormat::sun_raster;
    header.width = reader.u32(4);
    header.height = reader.u32(8);
    return header;
}

/// OpenEXR: attributes of name, type, size and value; `dataWindow` holds xMin, yMin, xMax, yMax.
PictureHeader exr_header(Bytes bytes) {
    const ByteReader reader(bytes, ByteOrder::little);
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    const std::size_t name = text.find("dataWindow\0box2i\0"sv);
    if (name == std::string_view::npos) throw OutOfBytes();
    const auto value = [&](unsigned index) {
        return std::int64_t{static_cast<std::int32_t>(reader.u32(name + 21 + 4 * index))};
    };
    const auto extent = [](std::int64_t from, std::int64_t to) {
        return static_cast<std::uint64_t>(std::max<std::int64_t>(to - from + 1, 0));
    };
    PictureHeader header;
    header.format = PictureFormat::exr;
    header.width = extent(value(0), value(2));
    header.height = extent(value(1), value(3));
    header.alpha = Alpha::premultiplied;  // by the format's own rule
    return header;
}

}  // namespace

std::optional<PictureHeader> read_picture_header(Bytes bytes) {
    const ByteReader reader(bytes);
    if (reader.has(0, "\x89PNG\r\n\x1A\n"sv)) return png_header(bytes);
    if (reader.has(0, "\xFF\xD8\xFF"sv)) return read_jpeg_header(bytes);
    if (reader.has(0, "RIFF"sv) && reader.has(8, "WEBP"sv)) return webp_header(bytes);
    if (reader.has(0, "II*\0"sv) || reader.has(0, "MM\0*"sv) || reader.has(0, "II+\0"sv) ||
        reader.has(0, "MM\0+"sv))
        return tiff_header(bytes);
    if (reader.has(0, "BM"sv)) return bmp_header(bytes);
    if (reader.has(0, "P"sv) && reader.size() > 2 && std::isspace(bytes[2]) != 0 &&
        "1234567Ff"sv.find(static_cast<char>(bytes[1])) != std::string_view::npos)
        return netpbm_header(bytes);
    if (reader.has(0, "#?RADIANCE"sv) || reader.has(0, "#?RGBE"sv)) return radiance_header(bytes);
    if (reader.has(0, "\x59\xA6\x6A\x95"sv)) return sun_raster_header(bytes);
    if (reader.has(0, "\0\0\0\x0CjP  \r\n\x87\n"sv) || reader.has(0, "\xFF\x4F\xFF\x51"sv))
        return jpeg2000_header(bytes);
    if (reader.has(0, "\x76\x2F\x31\x01"sv)) return exr_header(bytes);
    return std::nullopt;
}

}  // namespace siftscope
