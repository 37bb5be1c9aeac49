#include "app/bench/bench_picture.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <utility>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "app/bench/machine_load.h"
#include "app/bench/peak_memory.h"
#include "app/model/detect_features.h"
#include "app/model/match_result.h"
#include "app/model/rotate_picture.h"
#include "app/reference/opencv_sift.h"
#include "app/reference/opencv_threads.h"
#include "sift/detect.h"
#include "sift/match.h"
#include "sift/parallel.h"

namespace siftscope {
namespace {

constexpr double angle = 30;

double wall_milliseconds() {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// Both engines' costs of one piece of work, an entry a pair.
struct Costs {
    std::vector<double> opencv, ours;
};

/// Times work: processor time for one thread, so that other programs disturb little; the wall for several.
class Clock {
  public:
    explicit Clock(int threads) : one_thread_(threads == 1) {}

    double time(const std::function<void()>& work) const {
        const double start = now();
        work();
        return now() - start;
    }

  private:
    [[nodiscard]] double now() const { return one_thread_ ? processor_milliseconds() : wall_milliseconds(); }
    bool one_thread_;
};

/// A picture as each engine takes it.
struct Input {
    sift::Image grey;  ///< whole levels for the classic profile
    cv::Mat bytes;
};

Input input_of(const sift::Image& grey, const Settings& settings) {
    return {seen_by_detector(grey, settings.detect), eight_bit(grey)};
}

/// cv::SIFT's parameters for the same settings: the classic ones where the profile has its own.
sift::DetectParams opencv_params(const Settings& settings) {
    return settings.with(Engine::opencv, settings.profile).detect;
}

sift::Features detect_ours(const Input& input, const Settings& settings, sift::StageTimes* times = nullptr) {
    return sift::detect_and_describe(input.grey.view(), settings.detect, {settings.threads, {}, times});
}

/// Every k-th row, so that at most `most_descriptors` are left.
template <class Append>
void thin_out(std::size_t count, const Append& append) {
    const std::size_t step = (count + most_descriptors - 1) / most_descriptors;
    for (std::size_t i = 0; i < count; i += std::max<std::size_t>(step, 1)) append(i);
}

struct Descriptors {
    cv::Mat floats;
    std::vector<sift::Descriptor> bytes;
};

/// OpenCV's descriptors, which are whole numbers, in both forms.
Descriptors descriptors_of(const OpencvFeatures& found) {
    Descriptors out;
    thin_out(found.keypoints.size(), [&](std::size_t i) {
        const cv::Mat row = found.descriptors.row(static_cast<int>(i));
        out.floats.push_back(row);
        sift::Descriptor bytes{};
        for (std::size_t k = 0; k < bytes.size(); ++k)
            bytes[k] = cv::saturate_cast<uchar>(row.at<float>(0, static_cast<int>(k)));
        out.bytes.push_back(bytes);
    });
    return out;
}

cv::Mat opencv_rotated(const cv::Mat& bytes, cv::Size size) {
    cv::Mat map = cv::getRotationMatrix2D(
        {static_cast<float>(bytes.cols - 1) / 2, static_cast<float>(bytes.rows - 1) / 2}, angle, 1);
    map.at<double>(0, 2) += (size.width - bytes.cols) / 2.0;
    map.at<double>(1, 2) += (size.height - bytes.rows) / 2.0;
    cv::Mat rotated;
    cv::warpAffine(bytes, rotated, map, size, cv::INTER_LANCZOS4, cv::BORDER_CONSTANT, cv::mean(bytes));
    return rotated;
}

/// Entry by entry.
std::vector<double> sum(const std::vector<std::vector<double>>& parts) {
    std::vector<double> total(parts.front().size());
    for (const std::vector<double>& part : parts)
        for (std::size_t i = 0; i < total.size(); ++i) total[i] += part[i];
    return total;
}

}  // namespace

std::optional<double> PictureBench::memory_ratio() const {
    if (!opencv_peak_bytes || !our_peak_bytes || *our_peak_bytes <= 0) return std::nullopt;
    return static_cast<double>(*opencv_peak_bytes) / static_cast<double>(*our_peak_bytes);
}

PictureBench bench_picture(const Picture& picture, const Settings& asked, int repeat,
                           const std::stop_token& stop) {
    Settings settings = asked;
    settings.angle = angle;
    const int threads = sift::thread_count({settings.threads, {}});
    const Clock clock(threads);
    set_opencv_threads(threads);

    PictureBench bench;
    bench.path = picture.path;
    bench.width = picture.width;
    bench.height = picture.height;
    const auto look_at_load = [&] {
        if (threads > 1)
            bench.share_of_processors = std::min(bench.share_of_processors, share_of_processors(threads));
    };
    look_at_load();

    const std::shared_ptr<const SecondPicture> second = rotate_grey_picture(picture, settings, stop);
    if (!second) return bench;
    const Input source = input_of(picture.grey, settings);
    const Input rotated = input_of(second->picture->grey, settings);
    const sift::DetectParams theirs = opencv_params(settings);

    // Untimed: the agreement, the descriptors to be matched, and every page and table touched once.
    const OpencvFeatures found = opencv_features(source.bytes, theirs);
    bench.agreement = compare(to_features(found, theirs), detect_ours(source, settings));
    const Descriptors first = descriptors_of(found);
    const Descriptors other = descriptors_of(opencv_features(rotated.bytes, theirs));
    bench.descriptors = {first.bytes.size(), other.bytes.size()};

    Costs detect, detect_rotated, match, rotate;
    sift::StageTimes stages;
    for (int i = 0; i < repeat && !stop.stop_requested(); ++i) {
        const auto both = [&](Costs& costs, const auto& opencv, const auto& ours) {
            set_opencv_threads(threads);  // global to the process, so set before each call
            costs.opencv.push_back(clock.time(opencv));
            costs.ours.push_back(clock.time(ours));
        };
        both(
            detect, [&] { (void)opencv_features(source.bytes, theirs); },
            [&] { (void)detect_ours(source, settings); });
        (void)detect_ours(source, settings, &stages);  // by itself: looking at the clock takes time
        both(
            detect_rotated, [&] { (void)opencv_features(rotated.bytes, theirs); },
            [&] { detect_ours(rotated, settings); });
        both(
            match, [&] { (void)opencv_two_nearest(first.floats, other.floats); },
            [&] {
                (void)sift::two_nearest(first.bytes, other.bytes, {settings.threads, {}});
            });
        both(
            rotate, [&] { opencv_rotated(source.bytes, rotated.bytes.size()); },
            [&] { (void)rotate_grey_picture(picture, settings); });
    }
    look_at_load();
    if (stop.stop_requested()) return bench;
    for (std::size_t i = 0; i < sift::stage_count; ++i)
        bench.stage_ms[i] = stages.milliseconds(static_cast<sift::Stage>(i)) / repeat;
    if (bench.share_of_processors < idle_enough) return bench;

    bench.detect = summarize_ratios(detect.opencv, detect.ours);
    if (bench.descriptors[0] > 0 && bench.descriptors[1] > 0)
        bench.match = summarize_ratios(match.opencv, match.ours);
    bench.pipeline = summarize_ratios(sum({detect.opencv, detect_rotated.opencv, match.opencv}),
                                      sum({detect.ours, detect_rotated.ours, match.ours}));
    bench.step = summarize_ratios(sum({rotate.opencv, detect_rotated.opencv, match.opencv}),
                                  sum({rotate.ours, detect_rotated.ours, match.ours}));
    return bench;
}

std::optional<RatioSummary> bench_detection(const Picture& picture, const Settings& settings, int repeat,
                                            AllocatorCondition condition, const std::stop_token& stop) {
    const int threads = sift::thread_count({settings.threads, {}});
    if (threads > 1 && share_of_processors(threads) < idle_enough) return std::nullopt;
    const Clock clock(threads);
    const Input source = input_of(picture.grey, settings);
    const sift::DetectParams theirs = opencv_params(settings);
    const auto opencv = [&] { (void)opencv_features(source.bytes, theirs); };
    const auto ours = [&] { detect_ours(source, settings); };
    if (condition == AllocatorCondition::held) {
        opencv();
        ours();
    }
    Costs costs;
    for (int i = 0; i < repeat && !stop.stop_requested(); ++i) {
        set_opencv_threads(threads);
        if (condition == AllocatorCondition::cold) give_back_free_memory();
        costs.opencv.push_back(clock.time(opencv));
        if (condition == AllocatorCondition::cold) give_back_free_memory();
        costs.ours.push_back(clock.time(ours));
    }
    return summarize_ratios(costs.opencv, costs.ours);
}

std::optional<std::int64_t> detection_peak_bytes(const Picture& picture, const Settings& settings) {
    const Input source = input_of(picture.grey, settings);
    set_opencv_threads(settings.threads);
    return peak_bytes_of([&] {
        if (settings.engine == Engine::opencv)
            (void)opencv_features(source.bytes, opencv_params(settings));
        else
            detect_ours(source, settings);
    });
}

}  // namespace siftscope
