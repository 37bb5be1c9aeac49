#include <cstddef>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/sample_window_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "sift/kernels/sample_window.h"
#include "sift/kernels/weighted_level_row.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using WindowFloats = hn::CappedTag<float, 16>;
using WindowInts = hn::RebindToSigned<WindowFloats>;
using WindowShorts = hn::Rebind<std::int16_t, WindowInts>;
using WindowVector = hn::Vec<WindowFloats>;

HWY_INLINE WindowVector DistanceOf(const SampleSide& side, int k) {
    const WindowFloats d;
    return hn::Sub(hn::Iota(d, static_cast<float>(k - side.before)), hn::Set(d, side.beyond));
}

/// The nearest whole numbers, |x| < 2^21, by an addition that leaves them in the last bits.
constexpr float no_fractions = 0x1.8p23F;

void GaussianWeights(const SampleSide& side, float rate, std::int16_t* out) {
    const WindowFloats d;
    const WindowInts di;
    const auto round = hn::Set(d, no_fractions);
    for (int k = 0; k < side.count; k += static_cast<int>(hn::Lanes(d))) {
        const WindowVector distance = DistanceOf(side, k);
        const WindowVector exponent =
            hn::Neg(hn::Min(hn::Mul(hn::Set(d, rate), hn::Mul(distance, distance)), hn::Set(d, 100.0F)));
        const WindowVector with_whole = hn::Add(exponent, round);
        const WindowVector f = hn::Sub(exponent, hn::Sub(with_whole, round));
        WindowVector power = hn::Set(d, power_of_two_terms.back());
        for (std::size_t i = power_of_two_terms.size() - 1; i-- > 0;)
            power = hn::Add(hn::Mul(power, f), hn::Set(d, power_of_two_terms[i]));
        const auto scaled = hn::Add(hn::BitCast(di, power), hn::ShiftLeft<23>(hn::BitCast(di, with_whole)));
        const WindowVector weight =
            hn::Mul(hn::BitCast(d, scaled), hn::Set(d, static_cast<float>(whole_weight)));
        const auto rounded = hn::And(hn::BitCast(di, hn::Add(weight, round)), hn::Set(di, 0xFFFF));
        hn::StoreU(hn::DemoteTo(WindowShorts(), rounded), WindowShorts(), out + k);
    }
}

void TurnedPlaces(const SampleSide& side, const PlaceFactors& factors, std::int16_t offset,
                  std::int16_t* first, std::int16_t* second) {
    const WindowFloats d;
    const WindowInts di;
    const WindowShorts ds;
    const auto round = hn::Set(d, no_fractions);
    for (int k = 0; k < side.count; k += static_cast<int>(hn::Lanes(d))) {
        const WindowVector distance = DistanceOf(side, k);
        const auto place = [&](float factor) HWY_ATTR {
            const auto bits = hn::BitCast(di, hn::Add(hn::Mul(hn::Set(d, factor), distance), round));
            // The last 16 bits with their sign.
            const auto whole = hn::ShiftRight<16>(hn::ShiftLeft<16>(bits));
            return hn::Add(hn::DemoteTo(ds, whole), hn::Set(ds, offset));
        };
        hn::StoreU(place(factors.first), ds, first + k);
        hn::StoreU(place(factors.second), ds, second + k);
    }
}

void ColumnsInStripes(const SampleSide& rows, const std::array<Stripe, 2>& stripes,
                      const ColumnRange& columns, std::int32_t* first, std::int32_t* last) {
    const WindowFloats d;
    const WindowInts di;
    for (int k = 0; k < rows.count; k += static_cast<int>(hn::Lanes(d))) {
        const WindowVector i = DistanceOf(rows, k);
        WindowVector from = hn::Set(d, static_cast<float>(columns.lowest));
        WindowVector to = hn::Set(d, static_cast<float>(columns.highest));
        for (const Stripe& stripe : stripes) {
            const WindowVector middle =
                hn::Add(hn::Mul(i, hn::Set(d, stripe.per_row)), hn::Set(d, columns.beyond));
            from = hn::Max(from, hn::Sub(middle, hn::Set(d, stripe.reach)));
            to = hn::Min(to, hn::Add(middle, hn::Set(d, stripe.reach)));
        }
        to = hn::Max(to, hn::Set(d, static_cast<float>(columns.lowest) - 1));  // a stripe may be far away
        from = hn::Min(from, hn::Add(to, hn::Set(d, 1.0F)));
        hn::StoreU(hn::ConvertTo(di, hn::Ceil(from)), di, first + k);
        hn::StoreU(hn::ConvertTo(di, hn::Floor(to)), di, last + k);
    }
}

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sift::kernels {

HWY_EXPORT(GaussianWeights);
HWY_EXPORT(TurnedPlaces);
HWY_EXPORT(ColumnsInStripes);

void gaussian_weights(const SampleSide& side, float rate, std::int16_t* out) {
    HWY_DYNAMIC_DISPATCH(GaussianWeights)(side, rate, out);
}

void turned_places(const SampleSide& side, const PlaceFactors& factors, std::int16_t offset,
                   std::int16_t* first, std::int16_t* second) {
    HWY_DYNAMIC_DISPATCH(TurnedPlaces)(side, factors, offset, first, second);
}

void columns_in_stripes(const SampleSide& rows, const std::array<Stripe, 2>& stripes,
                        const ColumnRange& columns, std::int32_t* first, std::int32_t* last) {
    HWY_DYNAMIC_DISPATCH(ColumnsInStripes)(rows, stripes, columns, first, last);
}

}  // namespace sift::kernels
#endif
