#include "app/bench/ratio_summary.h"

#include <algorithm>
#include <cstddef>

#include "sift/quantile.h"

namespace siftscope {

std::optional<RatioSummary> summarize_ratios(const std::vector<double>& opencv,
                                             const std::vector<double>& ours) {
    const std::size_t pairs = std::min(opencv.size(), ours.size());
    std::vector<double> ratios;
    for (std::size_t i = 0; i < pairs; ++i) {
        if (!(ours[i] > 0)) return std::nullopt;
        ratios.push_back(opencv[i] / ours[i]);
    }
    if (ratios.empty()) return std::nullopt;
    RatioSummary summary;
    summary.median = sift::median(ratios);
    summary.lowest = *std::min_element(ratios.begin(), ratios.end());
    summary.highest = *std::max_element(ratios.begin(), ratios.end());
    summary.opencv_median = sift::median(opencv);
    summary.our_median = sift::median(ours);
    return summary;
}

}  // namespace siftscope
