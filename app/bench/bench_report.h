#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/bench/bench_picture.h"

namespace siftscope {

/// The run that the figures belong to.
struct BenchRun {
    std::string cpu;
    std::string opencv_version;
    std::string simd_target;
    std::string profile;
    int threads = 1;
    int repeat = 1;
    std::vector<PictureBench> pictures;
};

/// The report as JSON; what could not be measured is null.
[[nodiscard]] nlohmann::ordered_json bench_report(const BenchRun& run);

/// The same as tables, with a sentence where ratios are withheld.
[[nodiscard]] std::string bench_table(const BenchRun& run);

}  // namespace siftscope
