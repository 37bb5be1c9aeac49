#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/bench/allocator_condition.h"
#include "app/bench/ratio_summary.h"
#include "app/model/agreement.h"
#include "app/model/picture.h"
#include "app/model/settings.h"
#include "sift/stage_times.h"

namespace siftscope {

/// Beyond this many descriptors on a side only every second, third, ... is matched: cv::BFMatcher's time
/// grows with the square.
inline constexpr std::size_t most_descriptors = 16'384;

/// What was measured on one picture. A ratio is empty when several threads were asked for and the machine was
/// too busy to compare them.
struct PictureBench {
    std::string path;
    int width = 0;
    int height = 0;
    Agreement agreement;                       ///< of ours with OpenCV, same settings
    std::array<std::size_t, 2> descriptors{};  ///< matched with one another, both engines the same
    double share_of_processors = 1;            ///< the least during the run

    std::optional<RatioSummary> detect;                ///< detect and describe, milliseconds
    std::optional<RatioSummary> match;                 ///< two nearest of each descriptor
    std::optional<RatioSummary> pipeline;              ///< both pictures detected, then matched
    std::optional<RatioSummary> step;                  ///< one step of the slider: rotate, detect, match
    std::array<double, sift::stage_count> stage_ms{};  ///< ours, mean of a run, summed over threads
    std::optional<RatioSummary> detect_held, detect_cold;

    std::optional<std::int64_t> opencv_peak_bytes, our_peak_bytes;

    [[nodiscard]] std::optional<double> memory_ratio() const;
    [[nodiscard]] double pixels() const { return static_cast<double>(width) * height; }
};

/// Detects, describes and matches `picture` and itself turned by 30 degrees, `repeat` times in turns with
/// OpenCV, which uses as many threads. One thread is timed by processor time, several by the wall clock.
/// Fills all but the other allocator conditions and the memory. Stops early when asked to.
[[nodiscard]] PictureBench bench_picture(const Picture& picture, const Settings& settings, int repeat,
                                         const std::stop_token& stop);

/// Detection alone, in turns with OpenCV, in the allocator condition that the process is in.
[[nodiscard]] std::optional<RatioSummary> bench_detection(const Picture& picture, const Settings& settings,
                                                          int repeat, AllocatorCondition condition,
                                                          const std::stop_token& stop);

/// The bytes that detection by settings.engine adds to this process at its peak.
[[nodiscard]] std::optional<std::int64_t> detection_peak_bytes(const Picture& picture,
                                                               const Settings& settings);

}  // namespace siftscope
