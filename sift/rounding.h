#pragma once

namespace sift {

/// floor(x) for |x| < 2^28, but for what lies within 1e-7 below a whole number; the C library's is a call.
[[nodiscard]] inline int floor_of(double x) {
    constexpr int above_all = 1 << 28;  // a cast cuts towards 0
    return static_cast<int>(x + above_all) - above_all;
}

/// The whole number nearest to x, |x| < 2^31, halves to even: that of -x is its negative.
[[nodiscard]] inline int nearest_of(double x) {
    constexpr double whole = 0x1.8p52;  // leaves no room for fractions
    return static_cast<int>((x + whole) - whole);
}

}  // namespace sift
