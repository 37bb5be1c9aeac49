#include "app/files/picture_text.h"

#include <cstdint>
#include <span>
#include <stdexcept>

#include "app/files/byte_reader.h"
#include "app/files/png_text.h"

namespace siftscope {
namespace {

std::span<const std::uint8_t> octets_of(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

void append_integer(std::string& bytes, std::uint64_t value, int count, ByteOrder order) {
    for (int i = 0; i < count; ++i) {
        const int shift = 8 * (order == ByteOrder::little ? i : count - 1 - i);
        bytes += static_cast<char>(value >> shift & 0xFFU);
    }
}

std::string with_jpeg_comment(std::string_view jpeg, const std::string& text) {
    constexpr std::size_t longest = 65533;  // the length counts its own two bytes
    const ByteReader in(octets_of(jpeg));
    if (in.u16(0) != 0xFFD8) throw std::invalid_argument("the bytes are no JPEG picture");
    if (text.size() > longest) throw std::invalid_argument("the notes are too long for a JPEG comment");
    // After the segment APP0, which JFIF wants first.
    const std::size_t split = in.u16(2) == 0xFFE0 ? 4U + in.u16(4) : 2U;
    std::string result(jpeg.substr(0, split));
    append_integer(result, 0xFFFE, 2, ByteOrder::big);
    append_integer(result, text.size() + 2, 2, ByteOrder::big);
    return result + text + std::string(jpeg.substr(split));
}

std::string xml_of(std::string_view text) {
    std::string xml;
    for (const char c : text) {
        if (c == '&')
            xml += "&amp;";
        else if (c == '<')
            xml += "&lt;";
        else if (c == '>')
            xml += "&gt;";
        else
            xml += c;
    }
    return xml;
}

std::string xmp_of(std::string_view text) {
    return "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
           "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" "
           "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:description><rdf:Alt><rdf:li "
           "xml:lang=\"x-default\">" +
           xml_of(text) + "</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>";
}

void append_riff_chunk(std::string& riff, std::string_view name, std::string_view data) {
    riff += name;
    append_integer(riff, data.size(), 4, ByteOrder::little);
    riff += data;
    if (data.size() % 2 != 0) riff += '\0';
}

/// A simple file, "VP8 " or "VP8L", becomes an extended one.
std::string with_webp_xmp(std::string_view webp, const std::string& text, int width, int height) {
    constexpr std::uint32_t has_xmp = 4;
    std::string flags_and_size;
    append_integer(flags_and_size, has_xmp, 4, ByteOrder::little);
    append_integer(flags_and_size, static_cast<std::uint64_t>(width - 1), 3, ByteOrder::little);
    append_integer(flags_and_size, static_cast<std::uint64_t>(height - 1), 3, ByteOrder::little);
    std::string chunks = "WEBP";
    append_riff_chunk(chunks, "VP8X", flags_and_size);
    chunks += webp.substr(12);
    append_riff_chunk(chunks, "XMP ", xmp_of(text));
    std::string result;
    append_riff_chunk(result, "RIFF", chunks);
    return result;
}

std::string with_webp_text(std::string_view webp, const std::string& text) {
    const ByteReader in(octets_of(webp), ByteOrder::little);
    if (!in.has(0, "RIFF") || !in.has(8, "WEBP"))
        throw std::invalid_argument("the bytes are no WebP picture");
    if (in.has(12, "VP8L")) {  // 14 bits each, less one, after the signature
        const std::uint32_t sizes = in.u32(21);
        return with_webp_xmp(webp, text, static_cast<int>(sizes & 0x3FFFU) + 1,
                             static_cast<int>(sizes >> 14U & 0x3FFFU) + 1);
    }
    if (!in.has(12, "VP8 ")) throw std::invalid_argument("the WebP picture is an extended one already");
    return with_webp_xmp(webp, text, in.u16(26) & 0x3FFF, in.u16(28) & 0x3FFF);
}

/// A copy of the first directory with one entry more at the end of the file; the header points to it.
std::string with_tiff_description(std::string_view tiff, const std::string& text) {
    constexpr std::uint32_t image_description = 270;
    constexpr std::uint32_t ascii = 2;
    constexpr std::size_t entry_size = 12;
    const ByteOrder order = tiff.substr(0, 2) == "II" ? ByteOrder::little : ByteOrder::big;
    const ByteReader in(octets_of(tiff), order);
    if ((!in.has(0, "II") && !in.has(0, "MM")) || in.u16(2) != 42)
        throw std::invalid_argument("the bytes are no TIFF picture");
    const std::uint32_t old = in.u32(4);
    const std::uint32_t count = in.u16(old);
    std::string end;
    if (tiff.size() % 2 != 0) end += '\0';
    const std::size_t text_at = tiff.size() + end.size();
    end += text;
    end += '\0';
    if (end.size() % 2 != tiff.size() % 2) end += '\0';
    const std::size_t directory_at = tiff.size() + end.size();
    append_integer(end, count + 1U, 2, order);
    bool placed = false;
    const auto place = [&] {
        append_integer(end, image_description, 2, order);
        append_integer(end, ascii, 2, order);
        append_integer(end, text.size() + 1, 4, order);
        append_integer(end, text_at, 4, order);
        placed = true;
    };
    for (std::uint32_t i = 0; i < count; ++i) {  // ascending by tag
        const std::size_t at = old + 2U + entry_size * i;
        if (in.u16(at) == image_description)
            throw std::invalid_argument("the TIFF picture has a description already");
        if (!placed && in.u16(at) > image_description) place();
        end += tiff.substr(at, entry_size);
    }
    if (!placed) place();
    end += tiff.substr(old + 2U + entry_size * count, 4);
    std::string result(tiff.substr(0, 4));
    append_integer(result, directory_at, 4, order);
    return result + std::string(tiff.substr(8)) + end;
}

}  // namespace

std::string with_picture_text(std::string_view bytes, const std::string& extension,
                              const std::vector<Note>& notes) {
    const std::string lines = note_lines(notes);
    if (extension == ".png") return with_png_text(bytes, notes);
    if (extension == ".jpg" || extension == ".jpeg") return with_jpeg_comment(bytes, lines);
    if (extension == ".webp") return with_webp_text(bytes, lines);
    if (extension == ".tif" || extension == ".tiff") return with_tiff_description(bytes, lines);
    throw std::invalid_argument("there is no way to put notes into a file that ends in " + extension);
}

}  // namespace siftscope
