#pragma once

#include <array>
#include <cstdint>

namespace sift::kernels {

inline constexpr float largest_share = 0.2F;  ///< of the length, for one entry
inline constexpr float integer_length = 512;  ///< length of the descriptor before rounding

/// Entries cut at largest_share of the length, scaled to integer_length, rounded (halves to even) and cut to
/// bytes (Lowe 2004, section 6.1). The square of a length is the sum of 16 sums, of every sixteenth entry
/// each; these are added to those 8 places on, the sums to those 4 places on, then 2, then 1.
///   sums   >= 0
void normalize(const std::array<float, 128>& sums, std::array<std::uint8_t, 128>& out);

namespace scalar {
void normalize(const std::array<float, 128>& sums, std::array<std::uint8_t, 128>& out);
}  // namespace scalar

}  // namespace sift::kernels
