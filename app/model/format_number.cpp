#include "app/model/format_number.h"

#include <array>
#include <charconv>
#include <cmath>

namespace siftscope {

std::string shortest_text(double value) {
    std::array<char, 32> text{};  // the longest shortest form has 24 characters
    const auto [end, failed] = std::to_chars(text.data(), text.data() + text.size(), value);
    return {text.data(), end};
}

std::string fixed_text(double value, int decimals) {
    if (!std::isfinite(value) || std::abs(value) >= 1e15) return shortest_text(value);
    std::array<char, 64> text{};
    const auto [end, failed] =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, decimals);
    std::string rounded(text.data(), end);
    // "-0.00" would make the reader look for a sign that means nothing.
    if (rounded.front() == '-' && rounded.find_first_not_of("-0.") == std::string::npos) rounded.erase(0, 1);
    return rounded;
}

std::string signed_text(double value, int decimals) {
    const std::string text = fixed_text(value, decimals);
    return text.front() == '-' ? text : "+" + text;
}

std::string fixed_or(const std::optional<double>& value, int decimals, const char* none) {
    return value ? fixed_text(*value, decimals) : none;
}

std::string of_two(std::size_t first, std::size_t second) {
    return std::to_string(first) + " | " + std::to_string(second);
}

std::string per_cent_or(const std::optional<double>& share, int decimals, const char* none) {
    return share ? fixed_text(100 * *share, decimals) + " %" : none;
}

}  // namespace siftscope
