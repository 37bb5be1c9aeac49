#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "app/model/sweep.h"

namespace siftscope {

/// What the rows of one engine come to, over its images and angles. Empty values: no row has the figure.
struct SweepSummary {
    std::string engine;
    std::size_t rows = 0;
    std::optional<double> keypoints;      ///< mean number of visible keypoints in the original
    std::optional<double> repeatability;  ///< mean, as the two below
    std::optional<double> precision;
    std::optional<double> recall;
    std::optional<double> median_error_px;  ///< median of the rows' medians
    std::optional<double> angle_error;      ///< median of |angle_error|, degrees
    std::optional<double> worst_angle_error;
    std::optional<double> within_three;  ///< share of the estimates within 3 of their own uncertainties
    std::size_t not_estimated = 0;
};

[[nodiscard]] SweepSummary summarize(const std::string& engine, const std::vector<const SweepRow*>& rows);

/// A summary of each engine, in the order in which the engines appear.
[[nodiscard]] std::vector<SweepSummary> summaries_of(const std::vector<SweepRow>& rows);

/// The summaries as an aligned table with units, an engine a line; for several images also each by itself.
[[nodiscard]] std::string sweep_table(const std::vector<SweepRow>& rows);

}  // namespace siftscope
