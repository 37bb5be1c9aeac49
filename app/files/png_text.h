#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/files/text_notes.h"

namespace siftscope {

/// Puts the notes into encoded PNG bytes, after the header chunk and in this order: tEXt where the text is
/// plain ASCII, else iTXt. The same input gives the same bytes.
/// A keyword has 1 to 79 printable ASCII characters, no blank at either end, no two together.
/// Throws std::invalid_argument for bytes that are no PNG or a keyword that breaks the rules.
/// Source: PNG (W3C, third edition), sections 5.3 and 11.3.3.
[[nodiscard]] std::string with_png_text(std::string_view png, const std::vector<Note>& notes);

/// CRC-32 of the PNG chunks (ISO 3309, polynomial 0xEDB88320 reflected) over type and data.
[[nodiscard]] std::uint32_t png_checksum(std::string_view bytes);

}  // namespace siftscope
