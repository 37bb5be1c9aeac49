#pragma once

#include <string>

namespace siftscope {

/// A text as one cell of CSV (RFC 4180): in quotation marks when it holds a comma, a quotation mark or a line
/// break.
[[nodiscard]] inline std::string csv_cell(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string cell = "\"";
    for (const char letter : text) {
        if (letter == '"') cell += '"';
        cell += letter;
    }
    return cell + "\"";
}

}  // namespace siftscope
