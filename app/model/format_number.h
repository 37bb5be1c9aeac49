#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace siftscope {

/// The shortest decimal text that reads back as exactly `value`, independent of the locale: "30", "0.1",
/// "1e-07".
[[nodiscard]] std::string shortest_text(double value);

/// `value` rounded to `decimals` digits after the point, for people: "12.3", "-0.250".
[[nodiscard]] std::string fixed_text(double value, int decimals);

/// The same with "+" before what has no "-": "+12.3", "-0.250", "+0.00".
[[nodiscard]] std::string signed_text(double value, int decimals);

/// fixed_text of a number that may be missing: `none` then.
[[nodiscard]] std::string fixed_or(const std::optional<double>& value, int decimals, const char* none);

/// A count of each of two pictures: "1200 | 1180".
[[nodiscard]] std::string of_two(std::size_t first, std::size_t second);

/// A share from 0 to 1 as "98.3 %", or `none`.
[[nodiscard]] std::string per_cent_or(const std::optional<double>& share, int decimals, const char* none);

}  // namespace siftscope
