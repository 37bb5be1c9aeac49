#include "app/model/noise_field.h"

namespace siftscope {

std::uint64_t split_mix_64(std::uint64_t seed, std::uint64_t n) {
    std::uint64_t z = seed + (n + 1) * 0x9E3779B97F4A7C15ULL;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
}

double unit_noise(int seed, std::uint64_t index) {
    std::uint64_t sum = 0;
    for (std::uint64_t k = 0; k < 3; ++k) {
        const std::uint64_t words = split_mix_64(static_cast<std::uint64_t>(seed), 3 * index + k);
        for (unsigned shift = 0; shift < 64; shift += 16) sum += words >> shift & 0xFFFFU;
    }
    return (static_cast<double>(sum) + 6.0) / 65536.0 - 6.0;
}

}  // namespace siftscope
