#pragma once

#include <optional>

#include <nlohmann/json.hpp>

namespace siftscope {

/// A value as JSON, null when there is none.
template <class Value>
[[nodiscard]] nlohmann::ordered_json or_null(const std::optional<Value>& value) {
    return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json(nullptr);
}

}  // namespace siftscope
