#include "app/model/utf8.h"

#include <cstddef>

namespace siftscope {
namespace {

constexpr char32_t replacement = U'\uFFFD';

unsigned byte_at(std::string_view text, std::size_t i) {
    return static_cast<unsigned char>(text[i]);
}

/// The character that begins at `i` and its length in bytes; length 0 when there is none.
struct Decoded {
    char32_t code = replacement;
    std::size_t length = 0;
};

Decoded character_at(std::string_view text, std::size_t i) {
    const unsigned first = byte_at(text, i);
    if (first < 0x80) return {first, 1};
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || i + length > text.size()) return {};
    char32_t code = first & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length; ++k) {
        const unsigned next = byte_at(text, i + k);
        if ((next & 0xC0U) != 0x80) return {};
        code = (code << 6) | (next & 0x3FU);
    }
    constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};  // shorter forms are not valid
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (code < least[length] || code > 0x10FFFF || surrogate) return {};
    return {code, length};
}

void append(std::string& text, char32_t code) {
    const auto add = [&text](char32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (code < 0x80) return add(code);
    if (code < 0x800) {
        add(0xC0 | code >> 6);
    } else {
        if (code < 0x10000) {
            add(0xE0 | code >> 12);
        } else {
            add(0xF0 | code >> 18);
            add(0x80 | (code >> 12 & 0x3F));
        }
        add(0x80 | (code >> 6 & 0x3F));
    }
    add(0x80 | (code & 0x3F));
}

}  // namespace

std::vector<char32_t> decode_utf8(std::string_view text) {
    std::vector<char32_t> characters;
    for (std::size_t i = 0; i < text.size();) {
        const Decoded next = character_at(text, i);
        characters.push_back(next.code);
        i += next.length == 0 ? 1 : next.length;
    }
    return characters;
}

std::string encode_utf8(const std::vector<char32_t>& characters) {
    std::string text;
    for (const char32_t code : characters) append(text, code);
    return text;
}

std::string valid_utf8(std::string_view text) {
    return encode_utf8(decode_utf8(text));
}

}  // namespace siftscope
