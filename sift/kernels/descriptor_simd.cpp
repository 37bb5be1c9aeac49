#include <cstdint>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/descriptor_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "sift/kernels/descriptor.h"
#include "sift/kernels/descriptor_histogram-inl.h"
#include "sift/kernels/gradient-inl.h"
#include "sift/kernels/weighted_gradients-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR

DescriptorSums DescriptorSumsOf(std::span<const DescriptorRow> rows, float turn) {
    return scalar::descriptor_sums(rows, turn);
}

#else

using Floats = hn::ScalableTag<float>;
using Vector = hn::Vec<Floats>;

using Whole = hn::RebindToSigned<Floats>;

/// A vector of gradients, and where they lie in cells.
struct PlacedGradients : WeightedGradients<Vector> {
    Vector column, line;

    static HWY_INLINE PlacedGradients Of(const DescriptorRow& row, int k) {
        const Floats d;
        return {WeightedGradients::Of(d, row, k),
                hn::Add(hn::LoadU(d, row.across + k), hn::Set(d, row.row_across)),
                hn::Add(hn::LoadU(d, row.down + k), hn::Set(d, row.row_down))};
    }
};

/// Such gradients, written one behind the other.
struct PlacedGradientBatch : WeightedGradientBatch<Vector> {
    HWY_ALIGN float column[room];
    HWY_ALIGN float line[room];

    HWY_INLINE void Store(const PlacedGradients& from, int at) {
        const Floats d;
        WeightedGradientBatch::Store(from, at);
        hn::StoreU(from.column, d, column + at);
        hn::StoreU(from.line, d, line + at);
    }
    [[nodiscard]] HWY_INLINE PlacedGradients Load(int at) const {
        const Floats d;
        return {WeightedGradientBatch::Load(at), hn::Load(d, column + at), hn::Load(d, line + at)};
    }
};

/// Gradients that are worked on together: how much they count, and where, in bins, which may be past a whole
/// turn, and in cells.
struct Counts {
    static constexpr int most = gradients_added;
    HWY_ALIGN float weight[most];
    HWY_ALIGN float direction[most];
    HWY_ALIGN float column[most];
    HWY_ALIGN float line[most];

    /// `from_turn`: what is added to a direction, in bins.
    HWY_INLINE void Store(const PlacedGradients& from, float from_turn, int at) {
        const Floats d;
        const auto [magnitude, degrees] = PolarForm(d, from.dx, from.dy);
        const Vector per_degree = hn::Set(d, descriptor_directions / 360.0F);
        hn::Store(hn::Mul(magnitude, from.weight), d, weight + at);
        hn::Store(hn::Add(hn::Mul(degrees, per_degree), hn::Set(d, from_turn)), d, direction + at);
        hn::Store(from.column, d, column + at);
        hn::Store(from.line, d, line + at);
    }
};

/// Four shares of a vector of gradients, written so that those of a gradient lie side by side: gradient
/// 4 b + q at q * gradients_at_once + 4 b.
HWY_INLINE void StoreFours(Floats d, Vector s0, Vector s1, Vector s2, Vector s3, float* out) {
    const hn::RepartitionToWide<Floats> pairs;
    const auto lower01 = hn::BitCast(pairs, hn::InterleaveLower(d, s0, s1));
    const auto upper01 = hn::BitCast(pairs, hn::InterleaveUpper(d, s0, s1));
    const auto lower23 = hn::BitCast(pairs, hn::InterleaveLower(d, s2, s3));
    const auto upper23 = hn::BitCast(pairs, hn::InterleaveUpper(d, s2, s3));
    hn::Store(hn::BitCast(d, hn::InterleaveLower(pairs, lower01, lower23)), d, out);
    hn::Store(hn::BitCast(d, hn::InterleaveUpper(pairs, lower01, lower23)), d, out + gradients_at_once);
    hn::Store(hn::BitCast(d, hn::InterleaveLower(pairs, upper01, upper23)), d, out + 2 * gradients_at_once);
    hn::Store(hn::BitCast(d, hn::InterleaveUpper(pairs, upper01, upper23)), d, out + 3 * gradients_at_once);
}

/// A number and its whole part, both as floats: below 2^22, and not negative but for roundings.
struct Parted {
    Vector whole;
    Vector rest;
};

HWY_INLINE Parted PartsOf(Vector x) {
    const Vector whole = hn::Floor(x);
    return {whole, hn::Sub(x, whole)};
}

/// What they add to the histogram. It passes through memory on purpose: loading four shares takes less of
/// what is scarce than taking them out of a vector.
struct Shares {
    HWY_ALIGN std::int32_t entry[Counts::most];  ///< in a copy
    HWY_ALIGN float lower[4 * Counts::most];     ///< of the lower direction, as StoreFours writes them
    HWY_ALIGN float upper[4 * Counts::most];
};

/// The shares of the vector of gradients from place `at` on.
HWY_INLINE void ComputeShares(const Counts& counts, int at, Shares& shares) {
    const Floats d;
    const Whole di;
    using Histogram = DescriptorHistogram<float>;
    const auto [line, to_line] = PartsOf(hn::Load(d, counts.line + at));
    const auto [column, to_column] = PartsOf(hn::Load(d, counts.column + at));
    const auto [direction, to_direction] = PartsOf(hn::Load(d, counts.direction + at));

    static_assert(Histogram::places == 5 && descriptor_directions == 8 && Histogram::shares == 8);
    // Whole numbers as floats: exact, and cheaper than conversions.
    const Vector place = hn::MulAdd(line, hn::Set(d, Histogram::places), column);
    const Vector inside =
        hn::Min(hn::Max(place, hn::Zero(d)), hn::Set(d, static_cast<float>(Histogram::last_place)));
    // Where rounding took it past the cells it does not count.
    const Vector weight = hn::IfThenElseZero(hn::Eq(place, inside), hn::Load(d, counts.weight + at));
    constexpr int directions = descriptor_directions;
    const auto times = [&](Vector whole, int factor, int end) HWY_ATTR {
        return LowBits(d, hn::Mul(whole, hn::Set(d, static_cast<float>(factor))), (end - 1) * factor);
    };
    hn::Store(hn::Or(times(inside, directions * Histogram::shares, 32),
                     times(direction, Histogram::shares, directions)),
              di, shares.entry + at);

    const Vector lower = hn::Mul(weight, to_line);
    const Vector upper = hn::Sub(weight, lower);
    const Vector lower_right = hn::Mul(lower, to_column);
    const Vector upper_right = hn::Mul(upper, to_column);
    const Vector lower_left = hn::Sub(lower, lower_right);
    const Vector upper_left = hn::Sub(upper, upper_right);
    const Vector next0 = hn::Mul(upper_left, to_direction);
    const Vector next1 = hn::Mul(upper_right, to_direction);
    const Vector next2 = hn::Mul(lower_left, to_direction);
    const Vector next3 = hn::Mul(lower_right, to_direction);
    StoreFours(d, hn::Sub(upper_left, next0), hn::Sub(upper_right, next1), hn::Sub(lower_left, next2),
               hn::Sub(lower_right, next3), shares.lower + 4 * at);
    StoreFours(d, next0, next1, next2, next3, shares.upper + 4 * at);
}

/// Adds the eight shares of gradient `s` of the vector that begins at `at`.
HWY_INLINE void AddGradient(const Shares& shares, int at, int s, DescriptorHistogram<float>& histogram) {
    const hn::CappedTag<float, 4> four;
    using Histogram = DescriptorHistogram<float>;
    float* entry =
        histogram.entry.data() + s % Histogram::copies * Histogram::copy_size + shares.entry[at + s];
    const int place = 4 * at + s % 4 * gradients_at_once + s / 4 * 4;
    const auto lower = hn::Load(four, shares.lower + place);
    const auto upper = hn::Load(four, shares.upper + place);
#if HWY_MAX_BYTES >= 32
    const hn::CappedTag<float, 8> eight;
    hn::Store(hn::Add(hn::Load(eight, entry), hn::Combine(eight, upper, lower)), eight, entry);
#else
    hn::Store(hn::Add(hn::Load(four, entry), lower), four, entry);
    hn::Store(hn::Add(hn::Load(four, entry + 4), upper), four, entry + 4);
#endif
}

/// Adds the first n gradients.
HWY_INLINE void AddShares(const Shares& shares, int n, DescriptorHistogram<float>& histogram) {
    static_assert(gradients_at_once % DescriptorHistogram<float>::copies == 0);
    const int whole = n - n % gradients_at_once;
    for (int at = 0; at < whole; at += gradients_at_once)
        for (int s = 0; s < gradients_at_once; ++s) AddGradient(shares, at, s, histogram);
    for (int s = 0; s < n % gradients_at_once; ++s) AddGradient(shares, whole, s, histogram);
}

/// Adds up the gradients that AddInChunks gives.
class DescriptorSummation {
  public:
    explicit DescriptorSummation(float from_turn) : from_turn_(from_turn) {}

    HWY_INLINE void Store(const PlacedGradients& gradients, int at) {
        counts_.Store(gradients, from_turn_, at);
    }
    void Add(int n) {
        for (int at = 0; at < n; at += gradients_at_once) ComputeShares(counts_, at, shares_);
        AddShares(shares_, n, histogram_);
    }
    [[nodiscard]] HWY_INLINE DescriptorSums Sums() const { return Joined(histogram_); }

  private:
    float from_turn_;
    Counts counts_;
    Shares shares_;
    DescriptorHistogram<float> histogram_;
};

DescriptorSums DescriptorSumsOf(std::span<const DescriptorRow> rows, float turn) {
    DescriptorSummation sum(descriptor_directions - turn * (descriptor_directions / 360.0F));
    AddInChunks<PlacedGradientBatch>(
        rows, [](const DescriptorRow& row, int k) HWY_ATTR { return PlacedGradients::Of(row, k); }, sum);
    return sum.Sums();
}

#endif

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sift::kernels {

HWY_EXPORT(DescriptorSumsOf);

DescriptorSums descriptor_sums(std::span<const DescriptorRow> rows, float turn) {
    return HWY_DYNAMIC_DISPATCH(DescriptorSumsOf)(rows, turn);
}

}  // namespace sift::kernels
#endif
