#pragma once

#include <string>
#include <string_view>

#include "nn/tensor.h"

namespace nn {

/// Each of these throws std::invalid_argument with one sentence that names the layer, the key, the value and
/// the rule that it breaks.

/// `axes` says what the extents mean, as "[channels, rows, columns]".
void require_rank(std::string_view layer, std::string_view key, const Shape& shape, std::size_t rank,
                  std::string_view axes);

/// `rule` says where the expected shape comes from, as "the shape of y".
void require_shape(std::string_view layer, std::string_view key, const Shape& shape, const Shape& expected,
                   std::string_view rule);

[[noreturn]] void refuse(std::string_view layer, const std::string& sentence);

}  // namespace nn
