#include "app/bench/bench_report.h"

#include <filesystem>

#include "app/bench/machine_load.h"
#include "app/model/aligned_table.h"
#include "app/model/format_number.h"
#include "app/model/or_null.h"

namespace siftscope {
namespace {

using Json = nlohmann::ordered_json;

Json median_of(const std::optional<RatioSummary>& summary) {
    return summary ? Json(summary->median) : Json(nullptr);
}

Json spread_of(const std::optional<RatioSummary>& summary) {
    if (!summary) return nullptr;
    return {{"lowest", summary->lowest},
            {"highest", summary->highest},
            {"opencv_ms", summary->opencv_median},
            {"our_ms", summary->our_median}};
}

std::optional<double> nanoseconds_a_pixel(const PictureBench& p) {
    if (!p.detect || !(p.pixels() > 0)) return std::nullopt;
    return p.detect->our_median * 1e6 / p.pixels();
}

std::optional<double> microseconds_a_keypoint(const PictureBench& p) {
    if (!p.detect || p.agreement.ours == 0) return std::nullopt;
    return p.detect->our_median * 1e3 / static_cast<double>(p.agreement.ours);
}

Json picture_report(const PictureBench& p) {
    return {{"path", p.path},
            {"width", p.width},
            {"height", p.height},
            {"opencv_keypoints", p.agreement.reference},
            {"our_keypoints", p.agreement.ours},
            {"found", or_null(p.agreement.found)},
            {"extra", or_null(p.agreement.extra)},
            {"detect_ratio", median_of(p.detect)},
            {"match_ratio", median_of(p.match)},
            {"pipeline_ratio", median_of(p.pipeline)},
            {"memory_ratio", or_null(p.memory_ratio())},
            {"step_ratio", median_of(p.step)},
            {"descriptors", {p.descriptors[0], p.descriptors[1]}},
            {"detect", spread_of(p.detect)},
            {"match", spread_of(p.match)},
            {"pipeline", spread_of(p.pipeline)},
            {"step", spread_of(p.step)},
            {"detect_ratio_held", median_of(p.detect_held)},
            {"detect_ratio_cold", median_of(p.detect_cold)},
            {"stages_ms",
             {{"blur", p.stage_ms[0]},
              {"scan", p.stage_ms[1]},
              {"localize", p.stage_ms[2]},
              {"orient", p.stage_ms[3]},
              {"describe", p.stage_ms[4]},
              {"match", p.match ? Json(p.match->our_median) : Json(nullptr)}}},
            {"ns_per_pixel", or_null(nanoseconds_a_pixel(p))},
            {"us_per_keypoint", or_null(microseconds_a_keypoint(p))},
            {"opencv_peak_bytes", or_null(p.opencv_peak_bytes)},
            {"our_peak_bytes", or_null(p.our_peak_bytes)},
            {"share_of_processors", p.share_of_processors}};
}

std::string figure(const std::optional<double>& value, int decimals) {
    return fixed_or(value, decimals, "-");
}

std::string ratio(const std::optional<RatioSummary>& summary) {
    if (!summary) return "-";
    return fixed_text(summary->median, 2) + " (" + fixed_text(summary->lowest, 2) + ".." +
           fixed_text(summary->highest, 2) + ")";
}

std::string name_of(const PictureBench& p) {
    return std::filesystem::path(p.path).filename().string();
}

}  // namespace

Json bench_report(const BenchRun& run) {
    Json images = Json::array();
    for (const PictureBench& picture : run.pictures) images.push_back(picture_report(picture));
    return {{"cpu", run.cpu},
            {"threads", run.threads},
            {"opencv_version", run.opencv_version},
            {"simd_target", run.simd_target},
            {"profile", run.profile},
            {"repeat", run.repeat},
            {"images", images}};
}

std::string bench_table(const BenchRun& run) {
    std::vector<TableRow> ratios{{"OpenCV / ours", "detect", "held", "cold", "match", "pipeline",
                                  "slider step", "memory", "descriptors"}};
    std::vector<TableRow> ours{{"ours", "MP", "cv::SIFT", "keypoints", "found", "ns/px", "us/keypoint",
                                "blur ms", "scan", "localize", "orient", "describe", "peak MB"}};
    std::string withheld;
    for (const PictureBench& p : run.pictures) {
        ratios.push_back({name_of(p), ratio(p.detect), ratio(p.detect_held), ratio(p.detect_cold),
                          ratio(p.match), ratio(p.pipeline), ratio(p.step), figure(p.memory_ratio(), 1),
                          std::to_string(p.descriptors[0]) + " x " + std::to_string(p.descriptors[1])});
        TableRow row{name_of(p),
                     fixed_text(p.pixels() * 1e-6, 2),
                     std::to_string(p.agreement.reference),
                     std::to_string(p.agreement.ours),
                     per_cent_or(p.agreement.found, 2, "-"),
                     figure(nanoseconds_a_pixel(p), 1),
                     figure(microseconds_a_keypoint(p), 1)};
        for (const double stage : p.stage_ms) row.push_back(fixed_text(stage, 1));
        row.push_back(p.our_peak_bytes ? fixed_text(static_cast<double>(*p.our_peak_bytes) * 1e-6, 1) : "-");
        ours.push_back(row);
        if (p.share_of_processors < idle_enough)
            withheld += name_of(p) + ": no ratios, the machine is busy (this process got " +
                        fixed_text(100 * p.share_of_processors, 0) + " % of " + std::to_string(run.threads) +
                        " processors); try again, or take --threads 1\n";
    }
    return run.cpu + ", " + std::to_string(run.threads) + (run.threads == 1 ? " thread" : " threads") +
           ", OpenCV " + run.opencv_version + ", ours: " + run.profile + " on " + run.simd_target +
           "; medians of " + std::to_string(run.repeat) + " pairs (lowest..highest)\n" +
           aligned_table(ratios) + aligned_table(ours) + withheld;
}

}  // namespace siftscope
