#pragma once

#include <charconv>
#include <concepts>
#include <string>

namespace siftscope {

/// Appends the shortest decimal text that reads back as exactly the same number, in any locale.
/// NaN and infinity have no text that every reader takes: the caller keeps them out.
template <typename Number>
requires std::integral<Number> || std::floating_point<Number>
void append_number(std::string& text, Number value) {
    char buffer[40];  // the longest double takes 24 characters
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    text.append(buffer, end);
}

}  // namespace siftscope
