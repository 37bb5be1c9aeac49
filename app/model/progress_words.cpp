#include "app/model/progress_words.h"

#include <algorithm>
#include <cmath>

namespace siftscope {

std::string duration_text(double seconds) {
    const long long all = std::llround(std::clamp(seconds, 0.0, 1e9));
    const auto text = [](long long value, const char* unit) { return std::to_string(value) + " " + unit; };
    if (all < 60) return text(all, "s");
    if (all < 3600) return text(all / 60, "min") + " " + text(all % 60, "s");
    return text(all / 3600, "h") + " " + text(all % 3600 / 60, "min");
}

std::string progress_words(std::size_t done, std::size_t total, double elapsed_s) {
    const std::string count = std::to_string(done) + " of " + std::to_string(total);
    if (done == 0 || done >= total) return count;
    const double each_s = elapsed_s / static_cast<double>(done);
    return count + ", about " + duration_text(each_s * static_cast<double>(total - done)) + " left";
}

}  // namespace siftscope
