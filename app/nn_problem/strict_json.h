#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace siftscope {

using Json = nlohmann::ordered_json;

/// Parses JSON without giving in: duplicate keys, nesting beyond 32 levels, numbers that are no finite double
/// (1e999) and anything behind the last bracket are refused.
/// Throws UserError, one sentence with the place: `layers[0].weight.data[3]`, or line and column.
[[nodiscard]] Json parse_strict_json(std::string_view text);

/// A value as an error sentence shows it: JSON on one line, cut to about 40 characters.
[[nodiscard]] std::string shown_json(const Json& value);

/// JSON for people: objects a key a line, lists of numbers on one line, numbers in the shortest form that
/// reads back as the same double. Ends in a line break.
[[nodiscard]] std::string compact_json_text(const Json& value);

}  // namespace siftscope
