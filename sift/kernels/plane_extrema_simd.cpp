#include <bit>
#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/plane_extrema_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "sift/kernels/plane_extrema.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Shorts = hn::CappedTag<std::int16_t, 64>;  // as many as there are bits in a number
using ShortVector = hn::Vec<Shorts>;
using Mask = hn::Mask<Shorts>;

/// Which lanes may still be a maximum or a minimum.
struct Alive {
    Mask maximum;
    Mask minimum;
};

/// The three neighbours of column x in `row`.
HWY_INLINE Alive Survivors(Shorts d, Alive alive, ShortVector value, const std::int16_t* row, int x) {
    const ShortVector left = hn::LoadU(d, row + x - 1);
    const ShortVector middle = hn::LoadU(d, row + x);
    const ShortVector right = hn::LoadU(d, row + x + 1);
    const ShortVector largest = hn::Max(hn::Max(left, right), hn::Max(middle, value));
    const ShortVector smallest = hn::Min(hn::Min(left, right), hn::Min(middle, value));
    return {hn::And(alive.maximum, hn::Eq(value, largest)), hn::And(alive.minimum, hn::Eq(value, smallest))};
}

HWY_INLINE Mask ExtremaAt(Shorts d, const PlaneNeighbourhood& dog, ShortVector below, int x) {
    const ShortVector value = hn::LoadU(d, dog.rows[1] + x);
    Alive alive{hn::Gt(value, below), hn::Lt(value, hn::Neg(below))};
    if (hn::AllFalse(d, hn::Or(alive.maximum, alive.minimum))) return alive.maximum;
    for (const std::int16_t* row : dog.rows) alive = Survivors(d, alive, value, row, x);
    return hn::Or(alive.maximum, alive.minimum);
}

/// Appends x + lane for the lanes of the mask from `first` on.
HWY_INLINE std::size_t Append(Shorts d, Mask mask, int x, int first, int* columns) {
    if (hn::AllFalse(d, mask)) return 0;
    std::uint8_t bytes[8] = {};
    hn::StoreMaskBits(d, mask, bytes);
    std::uint64_t bits;
    std::memcpy(&bits, bytes, sizeof bits);
    bits &= ~std::uint64_t{0} << first;
    std::size_t found = 0;
    for (; bits != 0; bits &= bits - 1) columns[found++] = x + std::countr_zero(bits);
    return found;
}

std::size_t FindPlaneExtrema(const PlaneNeighbourhood& dog, int begin, int end, int threshold, int* columns) {
    const Shorts d;
    const auto lanes = static_cast<int>(hn::Lanes(d));
    if (end - begin < lanes) return scalar::find_plane_extrema(dog, begin, end, threshold, columns);
    const ShortVector below =
        hn::Set(d, static_cast<std::int16_t>(threshold - 1));  // |value| > threshold - 1
    std::size_t found = 0;
    for (int done = begin; done < end; done += lanes) {
        const int x = done + lanes <= end ? done : end - lanes;  // the last vector overlaps the one before it
        found += Append(d, ExtremaAt(d, dog, below, x), x, done - x, columns + found);
    }
    return found;
}

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sift::kernels {

HWY_EXPORT(FindPlaneExtrema);

std::size_t find_plane_extrema(const PlaneNeighbourhood& dog, int begin, int end, int threshold,
                               int* columns) {
    return HWY_DYNAMIC_DISPATCH(FindPlaneExtrema)(dog, begin, end, threshold, columns);
}

}  // namespace sift::kernels
#endif
