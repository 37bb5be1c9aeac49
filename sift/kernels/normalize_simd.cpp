#include <cmath>
#include <cstddef>
#include <limits>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/normalize_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "sift/kernels/normalize.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Floats = hn::CappedTag<float, 16>;
using Vector = hn::Vec<Floats>;

/// The length of 128 values, each no more than `limit`.
float Length(Floats d, const float* values, float limit) {
    const std::size_t lanes = hn::Lanes(d);
    const Vector most = hn::Set(d, limit);
    HWY_ALIGN float sums[16];
    for (std::size_t part = 0; part < 16; part += lanes) {
        Vector sum = hn::Zero(d);
        for (std::size_t i = part; i < 128; i += 16) {
            const Vector value = hn::Min(hn::LoadU(d, values + i), most);
            sum = hn::Add(sum, hn::Mul(value, value));
        }
        hn::Store(sum, d, sums + part);
    }
    for (std::size_t width = 8; width >= 1; width /= 2)
        for (std::size_t i = 0; i < width; ++i) sums[i] += sums[i + width];
    return std::sqrt(sums[0]);
}

void Normalize(const std::array<float, 128>& sums, std::array<std::uint8_t, 128>& out) {
    const Floats d;
    const hn::Rebind<std::uint8_t, Floats> bytes;
    const std::size_t lanes = hn::Lanes(d);
    const float limit = Length(d, sums.data(), std::numeric_limits<float>::infinity()) * largest_share;
    const float length = Length(d, sums.data(), limit);
    const float scale = integer_length / HWY_MAX(length, std::numeric_limits<float>::epsilon());
    for (std::size_t i = 0; i < sums.size(); i += lanes) {
        const Vector value = hn::Min(hn::LoadU(d, sums.data() + i), hn::Set(d, limit));
        const Vector scaled = hn::Min(hn::Mul(value, hn::Set(d, scale)), hn::Set(d, 255.0F));
        hn::StoreU(hn::DemoteTo(bytes, hn::NearestInt(scaled)), bytes, out.data() + i);
    }
}

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sift::kernels {

HWY_EXPORT(Normalize);

void normalize(const std::array<float, 128>& sums, std::array<std::uint8_t, 128>& out) {
    HWY_DYNAMIC_DISPATCH(Normalize)(sums, out);
}

}  // namespace sift::kernels
#endif
