#pragma once

namespace siftscope {

/// Below this share of the processors' time several threads are not timed against each other: the ratio would
/// tell what else the machine was doing.
inline constexpr double idle_enough = 0.9;

/// What share of `threads` processors this process gets: the processor time that many busy threads receive in
/// a tenth of a second, divided by the wall time and by `threads`. 1 on an idle machine with enough
/// processors, never more.
[[nodiscard]] double share_of_processors(int threads);

/// Processor time of all threads of this process so far, in milliseconds.
[[nodiscard]] double processor_milliseconds();

}  // namespace siftscope
