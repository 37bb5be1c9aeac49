#pragma once

#include <string>

namespace siftscope {

/// The shortest decimal text that reads back as exactly `value`, independent of the locale: "30", "0.1",
/// "1e-07".
[[nodiscard]] std::string shortest_text(double value);

/// `value` rounded to `decimals` digits after the point, for people: "12.3", "-0.250".
[[nodiscard]] std::string fixed_text(double value, int decimals);

}  // namespace siftscope
