#pragma once

#include <cstddef>

namespace nn {

/// The two inner loops of the quick layers, over contiguous numbers that must not overlap.

/// sum of a_i b_i. Eight partial sums run side by side, which the compiler turns into vector instructions;
/// the result differs from one running sum by rounding only.
[[nodiscard]] inline double dot(const double* a, const double* b, std::size_t n) {
    constexpr std::size_t lanes = 8;
    double partial[lanes] = {};
    std::size_t i = 0;
    for (; i + lanes <= n; i += lanes)
        for (std::size_t lane = 0; lane < lanes; ++lane) partial[lane] += a[i + lane] * b[i + lane];
    double sum = 0;
    for (; i < n; ++i) sum += a[i] * b[i];
    for (const double part : partial) sum += part;
    return sum;
}

/// out_i += factor x_i
inline void add_scaled(double factor, const double* x, double* out, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) out[i] += factor * x[i];
}

}  // namespace nn
