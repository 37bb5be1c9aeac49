#pragma once

#include <string>
#include <utility>
#include <vector>

namespace siftscope {

/// What a file says about itself: a keyword of printable ASCII and a text in UTF-8.
using Note = std::pair<std::string, std::string>;

/// The notes as lines "Keyword: text".
[[nodiscard]] std::string note_lines(const std::vector<Note>& notes);

/// The same with "# " before each, for CSV.
[[nodiscard]] std::string comment_lines(const std::vector<Note>& notes);

/// The notes as a JSON object: keywords in lower case, with "_" for blanks and dashes; a text that is a JSON
/// object itself is one in it too.
[[nodiscard]] std::string json_notes(const std::vector<Note>& notes);

/// The notes as a mapping `name` of strings for cv::FileStorage's YAML, keywords as in json_notes; empty when
/// there are none.
[[nodiscard]] std::string yaml_notes(const std::string& name, const std::vector<Note>& notes);

}  // namespace siftscope
