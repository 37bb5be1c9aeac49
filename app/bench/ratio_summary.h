#pragma once

#include <optional>
#include <vector>

namespace siftscope {

/// OpenCV's cost divided by ours, over pairs measured one right after the other: above 1 we are ahead.
struct RatioSummary {
    double median = 0;
    double lowest = 0;
    double highest = 0;
    double opencv_median = 0;  ///< in the unit measured
    double our_median = 0;
};

/// Empty when there is no pair, or when a cost of ours is too small to be measured (0). Both lists have one
/// entry for each pair, in the same order.
[[nodiscard]] std::optional<RatioSummary> summarize_ratios(const std::vector<double>& opencv,
                                                           const std::vector<double>& ours);

}  // namespace siftscope
