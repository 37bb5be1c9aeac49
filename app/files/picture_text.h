#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/files/text_notes.h"

namespace siftscope {

/// Puts the notes into the encoded bytes of a picture; its pixels stay as they are, and the same input gives
/// the same bytes. `extension` is in lower case, with its dot.
///
///   .png           a text chunk each (with_png_text)
///   .jpg, .jpeg    a comment segment, COM, of the lines (JPEG, ITU-T T.81, B.2.4.5)
///   .webp          an XMP packet whose dc:description are the lines (WebP Container Specification; XMP,
///                  ISO 16684-1)
///   .tif, .tiff    the tag ImageDescription with the lines (TIFF 6.0, section 8)
///
/// Throws std::invalid_argument for bytes that are not of that format, and for text that is too long for it.
[[nodiscard]] std::string with_picture_text(std::string_view bytes, const std::string& extension,
                                            const std::vector<Note>& notes);

}  // namespace siftscope
