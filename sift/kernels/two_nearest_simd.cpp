#include <algorithm>
#include <array>
#include <cstring>

#include "sift/kernels/best_two.h"
#include "sift/kernels/two_nearest.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sift/kernels/two_nearest_simd.cpp"
#include <hwy/foreach_target.h>  // compiles this file once for each instruction set
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace sift::kernels::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

constexpr std::size_t group_size = DescriptorGroups::group_size;
constexpr std::size_t queries_at_once = 2;  // with four vectors of train descriptors: eight sums in registers

/// A query and its two nearest so far.
struct Search {
    std::array<std::int16_t, 2 * DescriptorGroups::rows> bins{};
    std::int32_t squared_length = 0;
    BestTwo best;

    void SetQuery(const Descriptor& query) {
        std::copy(query.begin(), query.end(), bins.begin());
        for (const std::int32_t bin : bins) squared_length += bin * bin;
    }
};

#if HWY_TARGET == HWY_SCALAR  // its vectors of one 32-bit lane hold no pair of 16-bit lanes

/// Offers a group of train descriptors to two searches.
void OfferGroup(Search* searches, const std::int16_t* group, const std::int32_t* squared_lengths,
                std::size_t first_index) {
    for (std::size_t q = 0; q < queries_at_once; ++q)
        for (std::size_t lane = 0; lane < group_size; ++lane) {
            std::int32_t product = 0;
            for (std::size_t bin = 0; bin < searches[q].bins.size(); ++bin)
                product += searches[q].bins[bin] * group[(bin / 2 * group_size + lane) * 2 + bin % 2];
            searches[q].best.offer(first_index + lane,
                                   searches[q].squared_length + squared_lengths[lane] - 2 * product);
        }
}

#else

using Lanes32 = hn::CappedTag<std::int32_t, group_size / 4>;
using Lanes16 = hn::Repartition<std::int16_t, Lanes32>;
using Vec32 = hn::Vec<Lanes32>;
using Vec16 = hn::Vec<Lanes16>;

/// Bins 2 row and 2 row + 1 of a query in every 32 bits.
HWY_INLINE Vec16 PairOfBins(const Search& search, std::size_t row) {
    std::int32_t pair;
    std::memcpy(&pair, &search.bins[2 * row], sizeof pair);
    return hn::BitCast(Lanes16(), hn::Set(Lanes32(), pair));
}

/// A query's scalar products with a vector of train descriptors, while they are summed.
struct Products {
    Vec32 low, high;

    HWY_INLINE void Add(Vec16 query, Vec16 train) {
        low = hn::ReorderWidenMulAccumulate(Lanes32(), query, train, low, high);
    }
    [[nodiscard]] HWY_INLINE Vec32 Sum() const { return hn::RearrangeToOddPlusEven(low, high); }
};

/// A query's with four vectors.
struct FourProducts {
    Products of0, of1, of2, of3;
};

/// Offers a vector of train descriptors to a search, given its scalar products. Few pass the comparison.
HWY_INLINE void OfferVector(Search& search, Vec32 products, const std::int32_t* squared_lengths,
                            std::size_t first_index) {
    const Lanes32 d;
    const Vec32 lengths = hn::Add(hn::Set(d, search.squared_length), hn::LoadU(d, squared_lengths));
    const Vec32 squared = hn::Sub(lengths, hn::Add(products, products));
    if (hn::AllFalse(d, hn::Lt(squared, hn::Set(d, search.best.best.second_squared)))) return;
    std::array<std::int32_t, group_size / 4> distances;
    hn::StoreU(squared, d, distances.data());
    for (std::size_t lane = 0; lane < hn::Lanes(d); ++lane)
        search.best.offer(first_index + lane, distances[lane]);
}

/// Offers a group of train descriptors to two searches, four vectors at a time: two pairs of bins and four
/// vectors are loaded for eight multiplications.
void OfferGroup(Search* searches, const std::int16_t* group, const std::int32_t* squared_lengths,
                std::size_t first_index) {
    const Lanes32 d32;
    const Lanes16 d16;
    const std::size_t lanes = hn::Lanes(d32);
    for (std::size_t lane = 0; lane < group_size; lane += 4 * lanes) {
        const Products none{hn::Zero(d32), hn::Zero(d32)};
        FourProducts a{none, none, none, none};
        FourProducts b = a;
        const std::int16_t* train = group + 2 * lane;
        HWY_UNROLL(4)
        for (std::size_t row = 0; row < DescriptorGroups::rows; ++row, train += 2 * group_size) {
            const Vec16 query_a = PairOfBins(searches[0], row);
            const Vec16 query_b = PairOfBins(searches[1], row);
            const auto add = [&](std::size_t vector, Products& with_a, Products& with_b) HWY_ATTR {
                const Vec16 bins = hn::LoadU(d16, train + vector * 2 * lanes);
                with_a.Add(query_a, bins);
                with_b.Add(query_b, bins);
            };
            add(0, a.of0, b.of0);
            add(1, a.of1, b.of1);
            add(2, a.of2, b.of2);
            add(3, a.of3, b.of3);
        }
        const auto offer = [&](std::size_t vector, Search& search, const Products& products) HWY_ATTR {
            const std::size_t at = lane + vector * lanes;
            OfferVector(search, products.Sum(), squared_lengths + at, first_index + at);
        };
        offer(0, searches[0], a.of0);
        offer(1, searches[0], a.of1);
        offer(2, searches[0], a.of2);
        offer(3, searches[0], a.of3);
        offer(0, searches[1], b.of0);
        offer(1, searches[1], b.of1);
        offer(2, searches[1], b.of2);
        offer(3, searches[1], b.of3);
    }
}

#endif  // HWY_TARGET == HWY_SCALAR

void TwoNearestOfEach(std::span<const Descriptor> query, const DescriptorGroups& train,
                      std::span<TwoNearest> nearest) {
    // Filled up to a multiple of two by queries whose answer nobody reads.
    std::vector<Search> searches((query.size() + queries_at_once - 1) / queries_at_once * queries_at_once);
    for (std::size_t q = 0; q < query.size(); ++q) searches[q].SetQuery(query[q]);
    // A group, 16 KB, stays in the first cache while all queries pass.
    for (std::size_t g = 0; g < train.group_count(); ++g)
        for (std::size_t q = 0; q < searches.size(); q += queries_at_once)
            OfferGroup(&searches[q], train.group(g), train.squared_lengths(g), g * group_size);
    for (std::size_t q = 0; q < query.size(); ++q) nearest[q] = searches[q].best.result();
}

}  // namespace sift::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sift::kernels {

HWY_EXPORT(TwoNearestOfEach);

void two_nearest(std::span<const Descriptor> query, const DescriptorGroups& train,
                 std::span<TwoNearest> nearest) {
    HWY_DYNAMIC_DISPATCH(TwoNearestOfEach)(query, train, nearest);
}

}  // namespace sift::kernels
#endif
