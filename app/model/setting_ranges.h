#pragma once

#include <cmath>
#include <limits>

namespace siftscope {

/// The legal values of a numeric setting, one place for the command line, the window and session files.
struct Range {
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    bool low_open = false;  ///< `low` itself is not legal
    const char* words = "a finite number";

    [[nodiscard]] bool contains(double value) const {
        return std::isfinite(value) && value <= high && (low_open ? value > low : value >= low);
    }
};

namespace range {

inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr Range angle{-infinity, infinity, false, "a finite number of degrees"};
inline constexpr Range layers{1, 16, false, "a whole number from 1 to 16"};
inline constexpr Range contrast{0, infinity, false, "a number, 0 or more"};
inline constexpr Range edge{1, infinity, true, "a number above 1"};
inline constexpr Range sigma{0.6, 10, false, "a number of pixels from 0.6 to 10"};
inline constexpr Range assumed_blur{0, 10, false, "a number of pixels from 0 to 10"};
inline constexpr Range max_features{0, std::numeric_limits<int>::max(), false,
                                    "a whole number, 0 (keep all) or more"};
inline constexpr Range ratio{0, 1, true, "a number above 0 and at most 1"};
inline constexpr Range max_distance{0, infinity, false, "a number, 0 or more"};
inline constexpr Range tolerance{0, infinity, true, "a number of pixels above 0"};
inline constexpr Range threads{0, 1024, false, "a whole number from 0 (all) to 1024"};

}  // namespace range
}  // namespace siftscope
