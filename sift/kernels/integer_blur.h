#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sift::kernels {

// Both passes of a symmetric filter of integers, taps[0] + 2 (taps[1] + ... + taps[radius]) = 2^15, over
// levels of 16 bits, radius >= 1. The first pass keeps its sums whole, in two halves; the second one adds the
// halves apart and rounds once. So the result is the exact sum over the two-dimensional window, rounded: rows
// first or columns first, in whatever tiles, order or vector width, gives the same bits.
//
// Two neighbouring rows go together: a pair of them lies side by side in 32 bits, as the instruction wants it
// that multiplies and adds pairs of 16 bits.

/// The filter as pairs of neighbouring taps, two 16-bit factors in 32 bits.
class TapPairs {
  public:
    /// `taps` are the radius + 1 integers of one side, the centre first.
    explicit TapPairs(std::span<const std::int32_t> taps);

    [[nodiscard]] int radius() const { return static_cast<int>(even_.size()) - 1; }
    /// Taps -radius + 2 k and -radius + 2 k + 1, k = 0..radius, the last one 0: of windows that begin with a
    /// pair.
    [[nodiscard]] const std::int32_t* even() const { return even_.data(); }
    /// Taps -radius + 2 k - 1, the first one 0, and -radius + 2 k: of windows that begin within a pair.
    [[nodiscard]] const std::int32_t* odd() const { return odd_.data(); }

  private:
    std::vector<std::int32_t> even_, odd_;
};

/// Sums of the first pass over two rows: high 2^15 + low, 0 <= low < 2^15, in an order of the columns that
/// only the kernels know.
struct SplitPair {
    std::int16_t* high;
    std::int16_t* low;
};

/// Values that a SplitPair of n columns has room for, of each half.
[[nodiscard]] constexpr std::size_t split_pair_size(std::size_t n) {
    return 2 * ((n + 31) / 32 * 32);
}

/// The first pass, exact, over two rows: sums over j = -radius..radius of taps[|j|] x[i + j] for i = 0..n -
/// 1, where x = padded + radius. Of both `padded` n + 2 radius values count, and up to 64 bytes more are
/// read.
void integer_blur_row_pair(const std::int16_t* upper_padded, const std::int16_t* lower_padded,
                           const SplitPair& out, std::size_t n, const TapPairs& taps);

/// A row of the second pass.
struct BlurredRow {
    std::int16_t* level;
    const std::int16_t* finer;  ///< may be null with `difference`: then only `level` is written
    std::int16_t* difference;
};

/// The second pass, for two rows, whose windows together are the rows of pairs[0..radius], from the uppermost
/// one on. With S[i] the sum over j of taps[|j|] (high 2^15 + low) of the row at distance j:
///   level[i] = floor(S[i] / 2^30 + 1/2), the blurred level,
///   difference[i] = floor((S[i] / 2^30 - finer[i]) 2^extra + 1/2), its difference from the unblurred one
///   with
///                   `extra` (0 or 1) fraction bits more than a level; saturated to 16 bits.
/// `lower` may be null. Of `finer` up to 64 bytes more are read. Outputs overlap no inputs.
void integer_blur_two_rows(const SplitPair* pairs, const BlurredRow& upper, const BlurredRow* lower,
                           std::size_t n, const TapPairs& taps, int extra);

namespace scalar {
void integer_blur_row_pair(const std::int16_t* upper_padded, const std::int16_t* lower_padded,
                           const SplitPair& out, std::size_t n, const TapPairs& taps);
void integer_blur_two_rows(const SplitPair* pairs, const BlurredRow& upper, const BlurredRow* lower,
                           std::size_t n, const TapPairs& taps, int extra);
}  // namespace scalar

}  // namespace sift::kernels
