#include "app/model/compare_histogram.h"

#include <algorithm>
#include <cmath>

#include "app/model/descriptor_distance.h"

namespace siftscope {

double DifferenceHistogram::edge(std::size_t i) const {
    return low * std::pow(10.0, static_cast<double>(i) / per_decade);
}

DifferenceHistogram difference_histogram(const ComparedFeatures& compared, CompareColumn column) {
    DifferenceHistogram histogram;
    switch (column) {
        case CompareColumn::position:
            histogram = {1e-4, 10, {}};
            break;
        case CompareColumn::size:
            histogram = {1e-3, 100, {}};
            break;
        case CompareColumn::angle:
            histogram = {1e-3, 1000, {}};
            break;
        default:
            histogram = {1, 1000, {}};
            break;
    }
    const double decades = std::log10(histogram.high / histogram.low);
    histogram.bins.resize(static_cast<std::size_t>(std::lround(decades * DifferenceHistogram::per_decade)));
    const sift::Features& theirs = compared.of(CompareSide::opencv);
    const sift::Features& own = compared.of(CompareSide::ours);
    for (const Counterparts& pair : compared.nearest) {
        ComparedKeypoint row;
        row.difference = difference_between(theirs.keypoints[pair.reference], own.keypoints[pair.ours]);
        row.descriptor_distance =
            descriptor_distance(theirs.descriptors[pair.reference], own.descriptors[pair.ours]);
        const double amount = std::abs(compare_number(row, column).value_or(0));
        const double steps =
            amount > histogram.low
                ? std::floor(std::log10(amount / histogram.low) * DifferenceHistogram::per_decade)
                : 0;
        ++histogram.bins[std::min(static_cast<std::size_t>(steps), histogram.bins.size() - 1)];
    }
    return histogram;
}

}  // namespace siftscope
