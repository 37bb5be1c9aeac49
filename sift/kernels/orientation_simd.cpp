#include <cstddef>
#include <cstdint>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/orientation_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "sift/kernels/gradient-inl.h"
#include "sift/kernels/orientation.h"
#include "sift/kernels/weighted_gradients-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

using Floats = hn::ScalableTag<float>;

/// Adds up the gradients that AddInChunks gives.
class OrientationSummation {
  public:
    HWY_INLINE void Store(const WeightedGradients<hn::Vec<Floats>>& gradients, int at) {
        const Floats d;
        const auto [magnitude, degrees] = PolarForm(d, gradients.dx, gradients.dy);
        hn::Store(hn::Mul(magnitude, gradients.weight), d, share_ + at);
        hn::Store(LowBits(d, hn::Mul(degrees, hn::Set(d, 36 / 360.0F)), 63), hn::RebindToSigned<Floats>(),
                  bin_ + at);
    }
    void Add(int n) {
        constexpr int copies = OrientationSums::copies;
        static_assert(row_chunk % copies == 0);
        const auto add = [&](int at, int copy) {
            const int entry = copy * OrientationSums::bins + bin_[at];
            sums_.entry[static_cast<std::size_t>(entry)] += share_[at];
        };
        const int whole = n - n % copies;
        for (int at = 0; at < whole; at += copies)
            for (int copy = 0; copy < copies; ++copy) add(at + copy, copy);
        for (int copy = 0; copy < n % copies; ++copy) add(whole + copy, copy);
    }
    [[nodiscard]] HWY_INLINE OrientationHistogram Sums() const { return sums_.joined(); }

  private:
    HWY_ALIGN float share_[gradients_added];
    HWY_ALIGN std::int32_t bin_[gradients_added];
    OrientationSums sums_;
};

OrientationHistogram Histogram(std::span<const WeightedRow> rows) {
    using Gradients = WeightedGradients<hn::Vec<Floats>>;
    OrientationSummation sum;
    AddInChunks<WeightedGradientBatch<hn::Vec<Floats>>>(
        rows, [](const WeightedRow& row, int k) HWY_ATTR { return Gradients::Of(Floats(), row, k); }, sum);
    return sum.Sums();
}

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sift::kernels {

HWY_EXPORT(Histogram);

OrientationHistogram orientation_histogram(std::span<const WeightedRow> rows) {
    return HWY_DYNAMIC_DISPATCH(Histogram)(rows);
}

}  // namespace sift::kernels
#endif
