#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace siftscope {

/// Looks `key` up in `state` (a path such as "right", "keypoints.0", "widgets.angle.2"), compares it with
/// `value` and returns nothing (an empty string) when the expectation holds, else a sentence that tells what
/// is there instead.
///
///   == != < <= > >=   numbers by value, texts by their letters; true, false and null as such
///   ~                 numbers that differ by at most 1 % or 0.01; texts that contain the value
///   contains          texts that contain the value, lists that hold it, objects that have it as a key
[[nodiscard]] std::string check_expectation(const nlohmann::ordered_json& state, const std::string& key,
                                            const std::string& op, const std::string& value);

}  // namespace siftscope
