#pragma once

#include <cstdint>

namespace siftscope {

/// Output `n` (from 0) of the generator SplitMix64 that begins with `seed`.
/// Source: Steele, Lea and Flood, Fast splittable pseudorandom number generators, OOPSLA 2014.
[[nodiscard]] std::uint64_t split_mix_64(std::uint64_t seed, std::uint64_t n);

/// The noise of pixel `index` = y * width + x: mean 0, variance 1 (but for 2^-32), between -6 and 6, near to
/// normal. The sum of twelve uniform deviates less 6, which are the 16-bit words, each plus a half and over
/// 2^16, of the outputs 3 index, 3 index + 1 and 3 index + 2: whole numbers, so that it is the same on every
/// machine and for every number of threads.
[[nodiscard]] double unit_noise(int seed, std::uint64_t index);

}  // namespace siftscope
