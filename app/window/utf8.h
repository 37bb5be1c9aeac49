#pragma once

#include <string_view>
#include <vector>

namespace siftscope {

/// The Unicode code points of UTF-8 text; bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::vector<unsigned int> code_points(std::string_view utf8);

}  // namespace siftscope
