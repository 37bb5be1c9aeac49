#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/extrema_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "sift/kernels/extrema.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Floats = hn::ScalableTag<float>;
using Vector = hn::Vec<Floats>;
using Mask = hn::Mask<Floats>;

/// Which lanes may still be a maximum or a minimum.
struct Alive {
    Mask maximum;
    Mask minimum;
};

HWY_INLINE Alive Survivors(Floats d, Alive alive, Vector value, const float* neighbour) {
    const Vector other = hn::LoadU(d, neighbour);
    return {hn::And(alive.maximum, hn::Ge(value, other)), hn::And(alive.minimum, hn::Le(value, other))};
}

/// The three neighbours of column x in `row`.
HWY_INLINE Alive Survivors3(Floats d, Alive alive, Vector value, const float* row, int x) {
    alive = Survivors(d, alive, value, row + x - 1);
    alive = Survivors(d, alive, value, row + x);
    return Survivors(d, alive, value, row + x + 1);
}

HWY_INLINE bool None(Floats d, Alive alive) {
    return hn::AllFalse(d, hn::Or(alive.maximum, alive.minimum));
}

/// The extrema among one vector of columns; nearly all vectors leave at the first or second return.
HWY_INLINE Mask ExtremaAt(Floats d, const DogNeighbourhood& dog, Vector threshold, int x) {
    const Vector value = hn::LoadU(d, dog.rows[1][1] + x);
    Alive alive{hn::Gt(value, threshold), hn::Lt(value, hn::Neg(threshold))};
    if (None(d, alive)) return alive.maximum;
    for (int row = 0; row < 3; ++row) alive = Survivors3(d, alive, value, dog.rows[1][row], x);
    if (None(d, alive)) return hn::Or(alive.maximum, alive.minimum);
    for (int row = 0; row < 3; ++row) {
        alive = Survivors3(d, alive, value, dog.rows[0][row], x);
        alive = Survivors3(d, alive, value, dog.rows[2][row], x);
    }
    return hn::Or(alive.maximum, alive.minimum);
}

std::size_t FindExtrema(const DogNeighbourhood& dog, int begin, int end, float threshold, int* columns) {
    const Floats d;
    const auto lanes = static_cast<int>(hn::Lanes(d));
    const Vector limit = hn::Set(d, threshold);
    std::size_t found = 0;
    int x = begin;
    for (; x + lanes <= end; x += lanes) {
        const Mask mask = ExtremaAt(d, dog, limit, x);
        if (hn::AllFalse(d, mask)) continue;
        float lane[HWY_MAX_BYTES / sizeof(float)];
        hn::StoreU(hn::IfThenElseZero(mask, hn::Set(d, 1.0F)), d, lane);
        for (int k = 0; k < lanes; ++k)
            if (lane[k] != 0) columns[found++] = x + k;
    }
    return found + scalar::find_extrema(dog, x, end, threshold, columns + found);
}

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sift::kernels {

HWY_EXPORT(FindExtrema);

std::size_t find_extrema(const DogNeighbourhood& dog, int begin, int end, float threshold, int* columns) {
    return HWY_DYNAMIC_DISPATCH(FindExtrema)(dog, begin, end, threshold, columns);
}

}  // namespace sift::kernels
#endif
