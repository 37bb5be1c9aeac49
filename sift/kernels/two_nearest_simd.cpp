#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <tuple>
#include <vector>

#include "sift/kernels/best_two.h"
#include "sift/kernels/two_nearest.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/two_nearest_simd.cpp"
#include <hwy/foreach_target.h>  // compiles this file once for each instruction set
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

constexpr std::size_t group_size = SketchGroups::group_size;
constexpr std::size_t queries_at_once = 2;  // with four vectors of sketches: eight sums in registers
constexpr std::size_t groups_at_once = 4;   // 24 KB, which stay in the first cache while all queries pass

/// How close each of a batch of train descriptors is by its sketch: s.t - floor(|t|^2 / 2).
using Closeness = std::array<std::int32_t, groups_at_once * group_size>;
constexpr std::int32_t farther_than_any = -farther_than_all;  ///< a closeness below all others

/// A query and its two nearest so far.
struct Search {
    Sketch sketch{};
    std::array<std::int16_t, std::tuple_size_v<Descriptor>> bins{};
    std::int32_t squared_length = 0;          ///< of the sketch
    std::int32_t too_far = farther_than_any;  ///< only what is closer may be one of the two nearest
    BestTwo best;

    void SetQuery(const Descriptor& query) {
        std::copy(query.begin(), query.end(), bins.begin());
        sketch = sketch_of(query);
        squared_length = kernels::squared_length(sketch);
    }

    /// From now on looks only for what is nearer than `squared`, by its sketch t:
    ///   |s|^2 - 2 s.t + |t|^2 <= reach.
    void LookWithin(std::int32_t squared) {
        // None is nearer than 0.
        const std::int32_t too_far_now =
            squared == 0 ? farther_than_all : (squared_length - reach_of_sketches(squared)) / 2 - 1;
        too_far = std::max(too_far, too_far_now);
    }

    /// Candidates come in the order of their indices.
    void Offer(std::size_t index, std::int32_t squared) {
        if (squared >= best.best.second_squared) return;
        best.offer(index, squared);
        if (best.best.second >= 0) LookWithin(best.best.second_squared);
    }
};

std::int32_t SecondLargest(std::span<const std::int32_t> values) {
    std::int32_t first = farther_than_any;
    std::int32_t second = farther_than_any;
    for (const std::int32_t value : values) {
        second = std::max(second, std::min(first, value));
        first = std::max(first, value);
    }
    return second;
}

#if HWY_TARGET == HWY_SCALAR  // its vectors of one 32-bit lane hold no pair of 16-bit lanes

std::int32_t SquaredDistance(const Search& search, const Descriptor& train) {
    std::int32_t sum = 0;
    for (std::size_t k = 0; k < train.size(); ++k) {
        const int difference = search.bins[k] - train[k];
        sum += difference * difference;
    }
    return sum;
}

/// How close a group is to two queries.
void FormCloseness(const Search* searches, const std::int16_t* group,
                   const std::int32_t* half_squared_lengths, std::int32_t* close_to_a,
                   std::int32_t* close_to_b) {
    for (std::size_t lane = 0; lane < group_size; ++lane) {
        close_to_a[lane] = close_to_b[lane] = -half_squared_lengths[lane];
        for (std::size_t i = 0; i < std::tuple_size_v<Sketch>; ++i) {
            const int number = group[(i / 2 * group_size + lane) * 2 + i % 2];
            close_to_a[lane] += searches[0].sketch[i] * number;
            close_to_b[lane] += searches[1].sketch[i] * number;
        }
    }
}

/// A bit for each of a group that is closer than `too_far`.
std::uint64_t CloserThan(std::int32_t too_far, const std::int32_t* close) {
    std::uint64_t bits = 0;
    for (std::size_t lane = 0; lane < group_size; ++lane)
        bits |= std::uint64_t{close[lane] > too_far} << lane;
    return bits;
}

std::int32_t SecondClosest(const Closeness& close) {
    return SecondLargest(close);
}

#else

using Lanes32 = hn::CappedTag<std::int32_t, group_size / 4>;
using Lanes16 = hn::Repartition<std::int16_t, Lanes32>;
using Vec32 = hn::Vec<Lanes32>;
using Vec16 = hn::Vec<Lanes16>;

std::int32_t SquaredDistance(const Search& search, const Descriptor& train) {
    const Lanes32 d32;
    const Lanes16 d16;
    Vec32 low = hn::Zero(d32);
    Vec32 high = hn::Zero(d32);
    for (std::size_t k = 0; k < train.size(); k += hn::Lanes(d16)) {
        const Vec16 bins = hn::PromoteTo(d16, hn::LoadU(hn::Rebind<std::uint8_t, Lanes16>(), &train[k]));
        const Vec16 difference = hn::Sub(hn::LoadU(d16, &search.bins[k]), bins);
        low = hn::ReorderWidenMulAccumulate(d32, difference, difference, low, high);
    }
    return hn::GetLane(hn::SumOfLanes(d32, hn::Add(low, high)));
}

/// Numbers 2 row and 2 row + 1 of a query's sketch in every 32 bits.
HWY_INLINE Vec16 PairOfNumbers(const Search& search, std::size_t row) {
    std::int32_t pair;
    std::memcpy(&pair, &search.sketch[2 * row], sizeof pair);
    return hn::BitCast(Lanes16(), hn::Set(Lanes32(), pair));
}

/// A query's scalar products with a vector of sketches, while they are summed.
struct Products {
    Vec32 low, high;

    HWY_INLINE void Add(Vec16 query, Vec16 train) {
        low = hn::ReorderWidenMulAccumulate(Lanes32(), query, train, low, high);
    }
    HWY_INLINE void StoreLess(const std::int32_t* half_squared_lengths, std::int32_t* close) const {
        const Lanes32 d;
        hn::StoreU(hn::Sub(hn::RearrangeToOddPlusEven(low, high), hn::LoadU(d, half_squared_lengths)), d,
                   close);
    }
};

/// A query's with four vectors.
struct FourProducts {
    Products of0, of1, of2, of3;

    HWY_INLINE void StoreLess(const std::int32_t* half_squared_lengths, std::int32_t* close) const {
        const std::size_t lanes = hn::Lanes(Lanes32());
        of0.StoreLess(half_squared_lengths, close);
        of1.StoreLess(half_squared_lengths + lanes, close + lanes);
        of2.StoreLess(half_squared_lengths + 2 * lanes, close + 2 * lanes);
        of3.StoreLess(half_squared_lengths + 3 * lanes, close + 3 * lanes);
    }
};

/// How close a group is to two queries, four vectors at a time: two pairs of numbers and four vectors are
/// loaded for eight multiplications.
void FormCloseness(const Search* searches, const std::int16_t* group,
                   const std::int32_t* half_squared_lengths, std::int32_t* close_to_a,
                   std::int32_t* close_to_b) {
    const Lanes32 d32;
    const Lanes16 d16;
    const std::size_t lanes = hn::Lanes(d32);
    for (std::size_t lane = 0; lane < group_size; lane += 4 * lanes) {
        const Products none{hn::Zero(d32), hn::Zero(d32)};
        FourProducts a{none, none, none, none};
        FourProducts b = a;
        const std::int16_t* train = group + 2 * lane;
        HWY_UNROLL(4)
        for (std::size_t row = 0; row < SketchGroups::rows; ++row, train += 2 * group_size) {
            const Vec16 query_a = PairOfNumbers(searches[0], row);
            const Vec16 query_b = PairOfNumbers(searches[1], row);
            const auto add = [&](std::size_t vector, Products& with_a, Products& with_b) HWY_ATTR {
                const Vec16 numbers = hn::LoadU(d16, train + vector * 2 * lanes);
                with_a.Add(query_a, numbers);
                with_b.Add(query_b, numbers);
            };
            add(0, a.of0, b.of0);
            add(1, a.of1, b.of1);
            add(2, a.of2, b.of2);
            add(3, a.of3, b.of3);
        }
        a.StoreLess(half_squared_lengths + lane, close_to_a + lane);
        b.StoreLess(half_squared_lengths + lane, close_to_b + lane);
    }
}

/// A bit for each of a group that is closer than `too_far`.
HWY_INLINE std::uint64_t CloserThan(std::int32_t too_far, const std::int32_t* close) {
    const Lanes32 d;
    const Vec32 limit = hn::Set(d, too_far);
    std::uint64_t bits = 0;
    for (std::size_t lane = 0; lane < group_size; lane += hn::Lanes(d)) {
        std::uint8_t some[8] = {};
        hn::StoreMaskBits(d, hn::Gt(hn::LoadU(d, close + lane), limit), some);
        bits |= (some[0] | std::uint64_t{some[1]} << 8) << lane;
    }
    return bits;
}

/// The second closest of a batch.
std::int32_t SecondClosest(const Closeness& close) {
    const Lanes32 d;
    Vec32 first = hn::Set(d, farther_than_any);
    Vec32 second = first;
    for (std::size_t lane = 0; lane < close.size(); lane += hn::Lanes(d)) {
        const Vec32 next = hn::LoadU(d, &close[lane]);
        second = hn::Max(second, hn::Min(first, next));
        first = hn::Max(first, next);
    }
    std::array<std::int32_t, group_size / 2> best;
    hn::StoreU(first, d, best.data());
    hn::StoreU(second, d, best.data() + hn::Lanes(d));
    return SecondLargest({best.data(), 2 * hn::Lanes(d)});
}

#endif  // HWY_TARGET == HWY_SCALAR

/// Calls `visit` with the index of each of the first `count` of a batch that is closer than `too_far`, which
/// may change meanwhile.
template <class Visit>
HWY_INLINE void VisitCloser(const std::int32_t& too_far, const Closeness& close, std::size_t count,
                            const Visit& visit) {
    for (std::size_t group = 0; group < count; group += group_size)
        for (std::uint64_t bits = CloserThan(too_far, &close[group]); bits != 0; bits &= bits - 1) {
            const std::size_t i = group + static_cast<std::size_t>(std::countr_zero(bits));
            if (i >= count) break;
            visit(i);
        }
}

/// Offers a batch of train descriptors, whose closeness is known, to a search.
void OfferBatch(Search& search, const Closeness& close, std::span<const Descriptor> batch,
                std::size_t first_index) {
    if (search.too_far == farther_than_any && batch.size() == close.size()) {
        // The distances of the two that are closest by their sketches bound those of the two nearest.
        const std::int32_t below_second = SecondClosest(close) - 1;
        std::int32_t bound = 0;
        VisitCloser(below_second, close, batch.size(), [&](std::size_t i) HWY_ATTR {
            bound = std::max(bound, SquaredDistance(search, batch[i]));
        });
        search.LookWithin(bound + 1);
    }
    VisitCloser(search.too_far, close, batch.size(), [&](std::size_t i) HWY_ATTR {
        search.Offer(first_index + i, SquaredDistance(search, batch[i]));
    });
}

void TwoNearestOfEach(std::span<const Descriptor> query, const SketchGroups& train,
                      std::span<TwoNearest> nearest) {
    // Filled up to a multiple of two by queries whose answer nobody reads.
    std::vector<Search> searches((query.size() + queries_at_once - 1) / queries_at_once * queries_at_once);
    for (std::size_t q = 0; q < query.size(); ++q) searches[q].SetQuery(query[q]);
    const std::span<const Descriptor> descriptors = train.descriptors();
    Closeness close_to_a;
    Closeness close_to_b;
    for (std::size_t first = 0; first < descriptors.size(); first += close_to_a.size()) {
        const auto batch =
            descriptors.subspan(first, std::min(descriptors.size() - first, close_to_a.size()));
        for (std::size_t q = 0; q < searches.size(); q += queries_at_once) {
            for (std::size_t i = 0; i < batch.size(); i += group_size) {
                const std::size_t g = (first + i) / group_size;
                FormCloseness(&searches[q], train.group(g), train.half_squared_lengths(g), &close_to_a[i],
                              &close_to_b[i]);
            }
            OfferBatch(searches[q], close_to_a, batch, first);
            OfferBatch(searches[q + 1], close_to_b, batch, first);
        }
    }
    for (std::size_t q = 0; q < query.size(); ++q) nearest[q] = searches[q].best.result();
}

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sift::kernels {

HWY_EXPORT(TwoNearestOfEach);

void two_nearest(std::span<const Descriptor> query, const SketchGroups& train,
                 std::span<TwoNearest> nearest) {
    HWY_DYNAMIC_DISPATCH(TwoNearestOfEach)(query, train, nearest);
}

}  // namespace sift::kernels
#endif
