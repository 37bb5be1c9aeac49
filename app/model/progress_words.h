#pragma once

#include <cstddef>
#include <string>

namespace siftscope {

/// "45 s", "3 min 10 s", "2 h 5 min": a time for people, two units at most.
[[nodiscard]] std::string duration_text(double seconds);

/// "12 of 73, about 40 s left": how far a piece of work has come when `done` of its equal parts took
/// `elapsed_s` seconds. Without a part done there is nothing to judge the rest by: "0 of 73".
[[nodiscard]] std::string progress_words(std::size_t done, std::size_t total, double elapsed_s);

}  // namespace siftscope
