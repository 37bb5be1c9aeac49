#include "app/files/png_text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <stdexcept>

namespace siftscope {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view signature = "\x89PNG\r\n\x1A\n"sv;
constexpr std::size_t header_chunk_size = 4 + 4 + 13 + 4;  // length, type, data, checksum

constexpr std::array<std::uint32_t, 256> checksum_table() {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t remainder = i;
        for (int bit = 0; bit < 8; ++bit)
            remainder = (remainder & 1) != 0 ? 0xEDB88320U ^ (remainder >> 1) : remainder >> 1;
        table[i] = remainder;
    }
    return table;
}

void append_big_endian(std::string& bytes, std::uint32_t value) {
    for (const int shift : {24, 16, 8, 0}) bytes += static_cast<char>(value >> shift & 0xFF);
}

bool is_printable_ascii(char c) {
    return c >= ' ' && c <= '~';
}

void require_keyword(std::string_view keyword) {
    const bool legal = !keyword.empty() && keyword.size() <= 79 &&
                       std::all_of(keyword.begin(), keyword.end(), is_printable_ascii) &&
                       keyword.front() != ' ' && keyword.back() != ' ' &&
                       keyword.find("  ") == std::string_view::npos;
    if (!legal)
        throw std::invalid_argument("the PNG keyword \"" + std::string(keyword) + "\" breaks the rules");
}

std::string chunk_of(const Note& note) {
    const auto& [keyword, text] = note;
    require_keyword(keyword);
    if (text.find('\0') != std::string::npos) throw std::invalid_argument("a PNG text holds a NUL");
    const bool plain =
        std::all_of(text.begin(), text.end(), [](char c) { return is_printable_ascii(c) || c == '\n'; });
    std::string body = plain ? "tEXt" : "iTXt";
    body += keyword;
    // iTXt: uncompressed (two zeros), no language, no translated keyword.
    body += plain ? "\0"sv : "\0\0\0\0\0"sv;
    body += text;

    std::string chunk;
    append_big_endian(chunk, static_cast<std::uint32_t>(body.size() - 4));
    chunk += body;
    append_big_endian(chunk, png_checksum(body));
    return chunk;
}

}  // namespace

std::uint32_t png_checksum(std::string_view bytes) {
    static constexpr auto table = checksum_table();
    std::uint32_t remainder = 0xFFFFFFFFU;
    for (const char c : bytes)
        remainder = table[(remainder ^ static_cast<unsigned char>(c)) & 0xFF] ^ (remainder >> 8);
    return ~remainder;
}

std::string with_png_text(std::string_view png, const std::vector<Note>& notes) {
    const std::size_t split = signature.size() + header_chunk_size;
    if (png.size() < split || png.substr(0, signature.size()) != signature || png.substr(12, 4) != "IHDR")
        throw std::invalid_argument("the bytes are no PNG picture");
    std::string result(png.substr(0, split));
    for (const Note& note : notes) result += chunk_of(note);
    return result += png.substr(split);
}

}  // namespace siftscope
