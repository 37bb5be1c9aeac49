#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace sift::kernels {

/// A row (or column) of samples around a place between them: sample k lies (k - before) - beyond away from
/// the place, and `before` is the number of the nearest one. Mirrored places have mirrored distances to the
/// bit.
struct SampleSide {
    float beyond;
    int before;
    int count;
};

/// What kernels may write past the end of a table.
inline constexpr std::size_t window_overhang = 16;

/// 2^f for |f| <= 0.5 is about c[0] + c[1] f + ... + c[5] f^5, relative error below 1e-7: a minimax
/// polynomial.
inline constexpr std::array<float, 6> power_of_two_terms = {1.0000001192092896F,   0.6931469440460205F,
                                                            0.24022120237350464F,  0.05550713092088699F,
                                                            0.009675540961325169F, 0.0013276472454890609F};

/// out[k] = whole_weight 2^(-rate distance^2) of each sample, rounded. Writes up to window_overhang more.
void gaussian_weights(const SampleSide& side, float rate, std::int16_t* out);

/// first[k] = first_factor distance, rounded (halves to even), plus offset, as 16-bit numbers wrap; second
/// alike. Writes up to window_overhang more.
struct PlaceFactors {
    float first;
    float second;
};
void turned_places(const SampleSide& side, const PlaceFactors& factors, std::int16_t offset,
                   std::int16_t* first, std::int16_t* second);

/// A stripe of the plane, of rows i and columns j around its middle: |j slope - i rise| < half for a slope
/// that is not 0, as the row's middle i per_row and its reach on either side.
struct Stripe {
    float per_row;
    float reach;
};

/// Of each row of `rows` the columns that lie in both stripes and in [lowest, highest], from the nearest
/// column on, `beyond` of which the middle lies: first[k] to last[k]; empty when first[k] > last[k]. Writes
/// up to window_overhang more.
struct ColumnRange {
    float beyond;
    int lowest;
    int highest;
};
void columns_in_stripes(const SampleSide& rows, const std::array<Stripe, 2>& stripes,
                        const ColumnRange& columns, std::int32_t* first, std::int32_t* last);

namespace scalar {
void gaussian_weights(const SampleSide& side, float rate, std::int16_t* out);
void turned_places(const SampleSide& side, const PlaceFactors& factors, std::int16_t offset,
                   std::int16_t* first, std::int16_t* second);
void columns_in_stripes(const SampleSide& rows, const std::array<Stripe, 2>& stripes,
                        const ColumnRange& columns, std::int32_t* first, std::int32_t* last);
}  // namespace scalar

}  // namespace sift::kernels
