#include "app/model/sweep_readings.h"

#include <optional>

#include "app/model/format_number.h"

namespace siftscope {
namespace {

constexpr const char* no_reading = "\u2013";

std::string with_unit(std::optional<double> value, int decimals, const char* unit) {
    return value ? fixed_text(*value, decimals) + unit : no_reading;
}

}  // namespace

std::vector<Reading> readings_of(const SweepRow& row) {
    std::string estimated = with_unit(row.angle_estimated, 4, "\u00b0");
    if (row.angle_uncertainty) estimated += " \u00b1 " + fixed_text(*row.angle_uncertainty, 4) + "\u00b0";
    const std::string error = row.angle_error ? signed_text(*row.angle_error, 4) + "\u00b0" : no_reading;
    return {{"Keypoints", of_two(row.keypoints_1, row.keypoints_2)},
            {"Kept", std::to_string(row.kept) + " of " + std::to_string(row.putative)},
            {"Right", std::to_string(row.right)},
            {"Precision", per_cent_or(row.precision, 1, no_reading)},
            {"Recall", per_cent_or(row.recall, 1, no_reading)},
            {"Repeatability", per_cent_or(row.repeatability, 1, no_reading)},
            {"Position error", with_unit(row.median_error_px, 3, " px")},
            {"Estimated", estimated},
            {"Angle error", error}};
}

}  // namespace siftscope
