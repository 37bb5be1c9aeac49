#include "sift/kernels/integer_blur_vnni.h"

#include "sift/kernels/vnni.h"

#if SIFT_HAS_VNNI
#include <immintrin.h>
#endif

namespace sift::kernels {

#if SIFT_HAS_VNNI

namespace {

constexpr std::size_t columns_at_once = 32;
constexpr std::size_t sums_in_vector = 16;

SIFT_VNNI_INLINE __m512i load(const std::int16_t* from) {
    return _mm512_loadu_si512(from);
}

/// Sums of the high and of the low halves.
struct HalfSums {
    __m512i high;
    __m512i low;

    SIFT_VNNI_INLINE HalfSums() : high(_mm512_setzero_si512()), low(_mm512_setzero_si512()) {}
    SIFT_VNNI_INLINE void add(__m512i high_samples, __m512i low_samples, __m512i factors) {
        high = _mm512_dpwssd_epi32(high, high_samples, factors);
        low = _mm512_dpwssd_epi32(low, low_samples, factors);
    }
    /// floor(S / 2^15). With a mask of all lanes, as g++ 12 takes the unmasked shift's own header for unset.
    [[nodiscard]] SIFT_VNNI_INLINE __m512i sum() const {
        return _mm512_add_epi32(high, _mm512_maskz_srai_epi32(0xFFFF, low, 15));
    }
};

}  // namespace

SIFT_VNNI void sum_along_rows_vnni(const std::int16_t* upper_padded, const std::int16_t* lower_padded,
                                   std::size_t n, const TapPairs& taps, std::int32_t* sums) {
    const std::int32_t* pairs = taps.even();
    const auto pair_count = static_cast<std::size_t>(taps.radius()) + 1;
    for (std::size_t i = 0; i < n; i += columns_at_once, sums += 4 * sums_in_vector) {
        __m512i upper_even = _mm512_setzero_si512();
        __m512i upper_odd = upper_even;
        __m512i lower_even = upper_even;
        __m512i lower_odd = upper_even;
        for (std::size_t k = 0; k < pair_count; ++k) {
            const __m512i factors = _mm512_set1_epi32(pairs[k]);
            const std::int16_t* upper = upper_padded + i + 2 * k;
            const std::int16_t* lower = lower_padded + i + 2 * k;
            upper_even = _mm512_dpwssd_epi32(upper_even, load(upper), factors);
            upper_odd = _mm512_dpwssd_epi32(upper_odd, load(upper + 1), factors);
            lower_even = _mm512_dpwssd_epi32(lower_even, load(lower), factors);
            lower_odd = _mm512_dpwssd_epi32(lower_odd, load(lower + 1), factors);
        }
        _mm512_storeu_si512(sums, upper_even);
        _mm512_storeu_si512(sums + sums_in_vector, upper_odd);
        _mm512_storeu_si512(sums + 2 * sums_in_vector, lower_even);
        _mm512_storeu_si512(sums + 3 * sums_in_vector, lower_odd);
    }
}

SIFT_VNNI void sum_down_columns_vnni(const SplitPair* pairs, std::size_t first_column, std::size_t n,
                                     const TapPairs& taps, std::int32_t* sums) {
    const std::int32_t* even_taps = taps.even();
    const std::int32_t* odd_taps = taps.odd();
    const auto pair_count = static_cast<std::size_t>(taps.radius()) + 1;
    for (std::size_t i = 0; i < n; i += columns_at_once, sums += 4 * sums_in_vector) {
        // Written out: g++ 12 keeps small arrays of vectors in memory.
        HalfSums upper_even, upper_odd, lower_even, lower_odd;
        for (std::size_t k = 0; k < pair_count; ++k) {
            const __m512i of_upper = _mm512_set1_epi32(even_taps[k]);
            const __m512i of_lower = _mm512_set1_epi32(odd_taps[k]);
            const std::int16_t* from_high = pairs[k].high + 2 * (first_column + i);
            const std::int16_t* from_low = pairs[k].low + 2 * (first_column + i);
            const __m512i high_even = load(from_high);
            const __m512i high_odd = load(from_high + columns_at_once);
            const __m512i low_even = load(from_low);
            const __m512i low_odd = load(from_low + columns_at_once);
            upper_even.add(high_even, low_even, of_upper);
            upper_odd.add(high_odd, low_odd, of_upper);
            lower_even.add(high_even, low_even, of_lower);
            lower_odd.add(high_odd, low_odd, of_lower);
        }
        _mm512_storeu_si512(sums, upper_even.sum());
        _mm512_storeu_si512(sums + sums_in_vector, upper_odd.sum());
        _mm512_storeu_si512(sums + 2 * sums_in_vector, lower_even.sum());
        _mm512_storeu_si512(sums + 3 * sums_in_vector, lower_odd.sum());
    }
}

#else

void sum_along_rows_vnni(const std::int16_t*, const std::int16_t*, std::size_t, const TapPairs&,
                         std::int32_t*) {}
void sum_down_columns_vnni(const SplitPair*, std::size_t, std::size_t, const TapPairs&, std::int32_t*) {}

#endif

}  // namespace sift::kernels
