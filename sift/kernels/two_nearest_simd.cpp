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
constexpr std::size_t queries_at_once = 4;  // with two vectors of train descriptors: eight sums in registers
constexpr std::size_t groups_in_block = 2;  // 16 KB, in the first cache while all queries pass

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

/// Offers a group of train descriptors to four searches.
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

using Lanes32 = hn::CappedTag<std::int32_t, group_size / 2>;
using Lanes16 = hn::Repartition<std::int16_t, Lanes32>;
using Vec32 = hn::Vec<Lanes32>;
using Vec16 = hn::Vec<Lanes16>;

/// Adds the products of one pair of bins of a query with those of two vectors of train descriptors.
HWY_INLINE void AddProducts(const std::int16_t* pair_of_bins, Vec16 train0, Vec16 train1, Vec32& low0,
                            Vec32& high0, Vec32& low1, Vec32& high1) {
    const Lanes32 d32;
    std::int32_t pair;
    std::memcpy(&pair, pair_of_bins, sizeof pair);
    const Vec16 query = hn::BitCast(Lanes16(), hn::Set(d32, pair));
    low0 = hn::ReorderWidenMulAccumulate(d32, query, train0, low0, high0);
    low1 = hn::ReorderWidenMulAccumulate(d32, query, train1, low1, high1);
}

/// Offers a vector of train descriptors to a search, given its scalar products. Few pass the comparison.
HWY_INLINE void OfferVector(Search& search, Vec32 low, Vec32 high, const std::int32_t* squared_lengths,
                            std::size_t first_index) {
    const Lanes32 d;
    const Vec32 products = hn::RearrangeToOddPlusEven(low, high);
    const Vec32 lengths = hn::Add(hn::Set(d, search.squared_length), hn::LoadU(d, squared_lengths));
    const Vec32 squared = hn::Sub(lengths, hn::Add(products, products));
    if (hn::AllFalse(d, hn::Lt(squared, hn::Set(d, search.best.best.second_squared)))) return;
    std::array<std::int32_t, group_size / 2> distances;
    hn::StoreU(squared, d, distances.data());
    for (std::size_t lane = 0; lane < hn::Lanes(d); ++lane)
        search.best.offer(first_index + lane, distances[lane]);
}

/// Offers a group of train descriptors to four searches, two vectors at a time.
void OfferGroup(Search* searches, const std::int16_t* group, const std::int32_t* squared_lengths,
                std::size_t first_index) {
    const Lanes32 d32;
    const Lanes16 d16;
    const std::size_t lanes = hn::Lanes(d32);
    for (std::size_t lane = 0; lane < group_size; lane += 2 * lanes) {
        Vec32 low00 = hn::Zero(d32), low01 = low00, low10 = low00, low11 = low00;
        Vec32 low20 = low00, low21 = low00, low30 = low00, low31 = low00;
        Vec32 high00 = low00, high01 = low00, high10 = low00, high11 = low00;
        Vec32 high20 = low00, high21 = low00, high30 = low00, high31 = low00;
        const std::int16_t* train = group + 2 * lane;
        // Four rows at a time: a quarter of the copies between registers that the compiler makes at each
        // turn.
        const auto add_row = [&](std::size_t row) HWY_ATTR {
            const Vec16 train0 = hn::LoadU(d16, train + row * 2 * group_size);
            const Vec16 train1 = hn::LoadU(d16, train + row * 2 * group_size + 2 * lanes);
            AddProducts(&searches[0].bins[2 * row], train0, train1, low00, high00, low01, high01);
            AddProducts(&searches[1].bins[2 * row], train0, train1, low10, high10, low11, high11);
            AddProducts(&searches[2].bins[2 * row], train0, train1, low20, high20, low21, high21);
            AddProducts(&searches[3].bins[2 * row], train0, train1, low30, high30, low31, high31);
        };
        for (std::size_t row = 0; row < DescriptorGroups::rows; row += 4) {
            add_row(row);
            add_row(row + 1);
            add_row(row + 2);
            add_row(row + 3);
        }
        const std::int32_t* lengths = squared_lengths + lane;
        const std::size_t index = first_index + lane;
        OfferVector(searches[0], low00, high00, lengths, index);
        OfferVector(searches[0], low01, high01, lengths + lanes, index + lanes);
        OfferVector(searches[1], low10, high10, lengths, index);
        OfferVector(searches[1], low11, high11, lengths + lanes, index + lanes);
        OfferVector(searches[2], low20, high20, lengths, index);
        OfferVector(searches[2], low21, high21, lengths + lanes, index + lanes);
        OfferVector(searches[3], low30, high30, lengths, index);
        OfferVector(searches[3], low31, high31, lengths + lanes, index + lanes);
    }
}

#endif  // HWY_TARGET == HWY_SCALAR

void TwoNearestOfEach(std::span<const Descriptor> query, const DescriptorGroups& train,
                      std::span<TwoNearest> nearest) {
    // Filled up to a multiple of four by queries whose answer nobody reads.
    std::vector<Search> searches((query.size() + queries_at_once - 1) / queries_at_once * queries_at_once);
    for (std::size_t q = 0; q < query.size(); ++q) searches[q].SetQuery(query[q]);
    for (std::size_t block = 0; block < train.group_count(); block += groups_in_block) {
        const std::size_t block_end = std::min(block + groups_in_block, train.group_count());
        for (std::size_t q = 0; q < searches.size(); q += queries_at_once)
            for (std::size_t g = block; g < block_end; ++g)
                OfferGroup(&searches[q], train.group(g), train.squared_lengths(g), g * group_size);
    }
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
