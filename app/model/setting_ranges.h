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
inline constexpr Range scale{0.5, 2, false, "a number from 0.5 to 2"};
inline constexpr Range blur{0, 20, false, "a number of pixels from 0 to 20"};
inline constexpr Range noise{0, 100, false, "a number of grey levels from 0 to 100"};
inline constexpr Range seed{0, std::numeric_limits<int>::max(), false, "a whole number, 0 or more"};
inline constexpr Range brightness{-255, 255, false, "a number of grey levels from -255 to 255"};
inline constexpr Range gain{0, 10, true, "a number above 0 and at most 10"};
inline constexpr Range jpeg{0, 100, false, "a whole number from 1 to 100, or 0 for none"};
inline constexpr Range coordinate{-infinity, infinity, false, "a finite number of pixels"};
inline constexpr Range side{0, infinity, true, "a number of pixels above 0"};
inline constexpr Range size{0, infinity, false, "a number of pixels, 0 or more"};
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
