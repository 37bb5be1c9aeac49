#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace siftscope {

/// The characters of `text`; each byte that is no part of valid UTF-8 counts as U+FFFD.
[[nodiscard]] std::vector<char32_t> decode_utf8(std::string_view text);

/// `text` with each byte that is no part of valid UTF-8 replaced by U+FFFD: file names may hold any bytes,
/// XML, JSON and PNG may not.
[[nodiscard]] std::string valid_utf8(std::string_view text);

/// The UTF-8 of `characters`.
[[nodiscard]] std::string encode_utf8(const std::vector<char32_t>& characters);

}  // namespace siftscope
