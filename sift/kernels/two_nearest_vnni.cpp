#include "sift/kernels/two_nearest_vnni.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <iterator>
#include <limits>
#include <numeric>
#include <utility>

#include "sift/kernels/best_two.h"
#include "sift/kernels/vnni.h"

#if SIFT_HAS_VNNI
#include <immintrin.h>
#endif

namespace sift::kernels {

ByteGroups::ByteGroups(std::span<const Descriptor> descriptors) {
    // A sum that no real descriptor falls to, whatever the query: filler is never nearest.
    constexpr std::int32_t filler = std::numeric_limits<std::int32_t>::min() / 2;
    const std::size_t groups = (descriptors.size() + group_size - 1) / group_size;
    bytes_.assign(groups * bytes_in_group, 0);
    starts_.assign(groups * group_size, filler);
    parities_.assign(groups * group_size, 0);
    for (std::size_t i = 0; i < descriptors.size(); ++i) {
        const Descriptor& descriptor = descriptors[i];
        std::uint8_t* lane = bytes_.data() + i / group_size * bytes_in_group + i % group_size * 4;
        for (std::size_t row = 0; row < rows; ++row)
            std::memcpy(lane + row * group_size * 4, descriptor.data() + row * 4, 4);
        std::int32_t sum = 0;
        std::int32_t squares = 0;
        for (const int value : descriptor) {
            sum += value;
            squares += value * value;
        }
        starts_[i] = 128 * sum - squares / 2;
        parities_[i] = squares % 2;
    }
}

#if SIFT_HAS_VNNI

namespace {

constexpr std::size_t lanes = 16;
constexpr std::size_t vectors = ByteGroups::group_size / lanes;  // three
constexpr std::size_t queries_at_once = 6;   // with three vectors of train descriptors: 18 sums in registers
constexpr std::size_t groups_in_block = 40;  // 240 KB, in the second cache while all queries pass

/// A query and its two nearest so far.
struct Search {
    std::array<std::int8_t, 128> bins{};  ///< minus 128
    std::int32_t squared_length = 0;
    BestTwo best;

    /// A sum must exceed this to be nearer than the second nearest (or as near: halving forgets a bit).
    [[nodiscard]] std::int32_t limit() const { return (squared_length - best.best.second_squared) >> 1; }
};

SIFT_VNNI void set_query(Search& search, const Descriptor& query) {
    __m512i squares = _mm512_setzero_si512();
    for (std::size_t k = 0; k < query.size(); k += 32) {
        const __m256i bins = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(&query[k]));
        // Turning the highest bit takes 128 from an unsigned byte and makes it a signed one.
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(&search.bins[k]),
                            _mm256_xor_si256(bins, _mm256_set1_epi8(-128)));
        const __m512i wide = _mm512_cvtepu8_epi16(bins);
        squares = _mm512_add_epi32(squares, _mm512_madd_epi16(wide, wide));
    }
    alignas(64) std::int32_t parts[lanes];
    _mm512_store_si512(parts, squares);
    search.squared_length = std::accumulate(parts, parts + lanes, 0);
}

/// The sums of one query with a group.
struct Sums {
    __m512i v0, v1, v2;
};

SIFT_VNNI_INLINE Sums plus_products(Sums sums, const std::int8_t* four_bins, __m512i t0, __m512i t1,
                                    __m512i t2) {
    std::int32_t bins;
    std::memcpy(&bins, four_bins, sizeof bins);
    const __m512i query = _mm512_set1_epi32(bins);
    return {_mm512_dpbusd_epi32(sums.v0, t0, query), _mm512_dpbusd_epi32(sums.v1, t1, query),
            _mm512_dpbusd_epi32(sums.v2, t2, query)};
}

/// A bit for each lane that is nearer than the second nearest so far; nearly always 0.
SIFT_VNNI_INLINE std::uint64_t passing(const Search& search, Sums sums) {
    const __m512i limit = _mm512_set1_epi32(search.limit());
    const std::uint64_t v0 = _mm512_cmpgt_epi32_mask(sums.v0, limit);
    const std::uint64_t v1 = _mm512_cmpgt_epi32_mask(sums.v1, limit);
    const std::uint64_t v2 = _mm512_cmpgt_epi32_mask(sums.v2, limit);
    return v0 | v1 << lanes | v2 << 2 * lanes;
}

SIFT_VNNI_INLINE void store(Sums sums, std::int32_t* to) {
    _mm512_store_si512(to, sums.v0);
    _mm512_store_si512(to + lanes, sums.v1);
    _mm512_store_si512(to + 2 * lanes, sums.v2);
}

/// Offers the lanes that passed, in the order of their indices. Not inlined: what lives across it would have
/// to lie in memory.
__attribute__((noinline)) void offer_lanes(Search& search, std::uint64_t passed, const std::int32_t* sums,
                                           const std::int32_t* parities, std::size_t first_index) {
    for (; passed != 0; passed &= passed - 1) {
        const auto lane = static_cast<std::size_t>(std::countr_zero(passed));
        search.best.offer(first_index + lane, search.squared_length + parities[lane] - 2 * sums[lane]);
    }
}

/// Offers group `g` to six searches. The sums have names: an array of them may end up in memory.
SIFT_VNNI void offer_to_six(Search* search, const ByteGroups& train, std::size_t g) {
    const std::uint8_t* bytes = train.group(g);
    const std::int32_t* starts = train.starts(g);
    const Sums start{_mm512_loadu_si512(starts), _mm512_loadu_si512(starts + lanes),
                     _mm512_loadu_si512(starts + 2 * lanes)};
    Sums a = start, b = start, c = start, d = start, e = start, f = start;
    for (std::size_t row = 0; row < ByteGroups::rows; ++row, bytes += vectors * 64) {
        const __m512i t0 = _mm512_loadu_si512(bytes);
        const __m512i t1 = _mm512_loadu_si512(bytes + 64);
        const __m512i t2 = _mm512_loadu_si512(bytes + 128);
        a = plus_products(a, &search[0].bins[4 * row], t0, t1, t2);
        b = plus_products(b, &search[1].bins[4 * row], t0, t1, t2);
        c = plus_products(c, &search[2].bins[4 * row], t0, t1, t2);
        d = plus_products(d, &search[3].bins[4 * row], t0, t1, t2);
        e = plus_products(e, &search[4].bins[4 * row], t0, t1, t2);
        f = plus_products(f, &search[5].bins[4 * row], t0, t1, t2);
    }
    const std::uint64_t passed[] = {passing(search[0], a), passing(search[1], b), passing(search[2], c),
                                    passing(search[3], d), passing(search[4], e), passing(search[5], f)};
    if (std::all_of(std::begin(passed), std::end(passed), [](std::uint64_t p) { return p == 0; })) return;
    alignas(64) std::int32_t sums[queries_at_once][ByteGroups::group_size];
    store(a, sums[0]);
    store(b, sums[1]);
    store(c, sums[2]);
    store(d, sums[3]);
    store(e, sums[4]);
    store(f, sums[5]);
    for (std::size_t q = 0; q < queries_at_once; ++q)
        offer_lanes(search[q], passed[q], sums[q], train.parities(g), g * ByteGroups::group_size);
}

}  // namespace

void two_nearest_vnni(std::span<const Descriptor> query, const ByteGroups& train,
                      std::span<TwoNearest> nearest) {
    // Filled up to a multiple of six by queries whose answer nobody reads.
    std::vector<Search> searches((query.size() + queries_at_once - 1) / queries_at_once * queries_at_once);
    for (std::size_t q = 0; q < query.size(); ++q) set_query(searches[q], query[q]);
    for (std::size_t block = 0; block < train.group_count(); block += groups_in_block) {
        const std::size_t block_end = std::min(block + groups_in_block, train.group_count());
        for (std::size_t q = 0; q < searches.size(); q += queries_at_once)
            for (std::size_t g = block; g < block_end; ++g) offer_to_six(&searches[q], train, g);
    }
    for (std::size_t q = 0; q < query.size(); ++q) nearest[q] = searches[q].best.result();
}

#else

void two_nearest_vnni(std::span<const Descriptor> query, const ByteGroups&, std::span<TwoNearest> nearest) {
    std::fill_n(nearest.begin(), query.size(), TwoNearest{});
}

#endif

}  // namespace sift::kernels
