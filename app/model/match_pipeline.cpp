#include "app/model/match_pipeline.h"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "app/model/detect_features.h"
#include "app/model/rotate_picture.h"
#include "sift/geometry/repeatability.h"
#include "sift/geometry/visibility.h"

namespace siftscope {
namespace {

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

// What a detection depends on besides the picture; the number of threads changes no result.
struct DetectKey {
    const void* picture = nullptr;
    Engine engine{};
    Profile profile{};
    sift::DetectParams params{};
    friend bool operator==(const DetectKey&, const DetectKey&) = default;
};

struct Detected {
    std::shared_ptr<const Picture> picture;  // keeps the address in the key from being used again
    DetectKey key;
    std::shared_ptr<const sift::Features> features;
    double time_ms = 0;
};

struct Turned {
    std::shared_ptr<const Picture> source;
    double angle = 0;
    sift::Canvas canvas{};
    sift::Interpolation interpolation{};
    std::shared_ptr<const SecondPicture> second;
    double time_ms = 0;
};

// Sides, putative matches and repeatability: all that does not depend on thresholds.
struct Paired {
    std::shared_ptr<const sift::Features> features_1, features_2;
    std::shared_ptr<const SecondPicture> second;
    std::shared_ptr<const MatchSide> side_1, side_2;
    std::vector<sift::Match> putative;
    std::optional<double> repeatability;
    double time_ms = 0;
};

std::shared_ptr<const MatchSide> divide(const sift::Features& features, const std::vector<bool>& visible) {
    auto side = std::make_shared<MatchSide>();
    for (std::size_t i = 0; i < features.keypoints.size(); ++i) {
        if (visible[i]) {
            side->keypoints.push_back(features.keypoints[i]);
            side->descriptors.push_back(features.descriptors[i]);
        } else {
            side->not_visible.push_back(features.keypoints[i]);
        }
    }
    return side;
}

sift::Visibility visibility_of(const sift::Features& first, const sift::Features& second,
                               const Picture& picture, const SecondPicture& other) {
    if (other.rotation) return sift::visible_keypoints(first.keypoints, second.keypoints, *other.rotation);
    if (other.truth)
        return sift::visible_keypoints(first.keypoints, second.keypoints, *other.truth, picture.width,
                                       picture.height, other.picture->width, other.picture->height);
    return {std::vector<bool>(first.keypoints.size(), true),
            std::vector<bool>(second.keypoints.size(), true)};
}

// One sentence for the cases in which there is little or nothing to see, with what would help.
std::string reason_for(const MatchResult& result) {
    const auto& first = *result.side_1;
    const auto& second = *result.side_2;
    if (first.keypoints.empty() && first.not_visible.empty())
        return "No keypoints were found in the picture: it may be flat or too small; a lower contrast "
               "threshold "
               "finds weaker ones.";
    if (first.keypoints.empty() || second.keypoints.empty())
        return "No keypoint is visible in both pictures: all lie too close to a border; the canvas \"grow\" "
               "or a "
               "larger picture keeps more of them.";
    if (result.kept == 0)
        return "None of the " + std::to_string(result.matches.size()) +
               " putative matches passed the thresholds; a higher ratio keeps more of them.";
    if (!result.estimate)
        return "Too few matches to estimate the rotation: " + std::to_string(result.kept) +
               " kept, at least 3 at different places are needed; a higher ratio keeps more of them.";
    return {};
}

}  // namespace

struct MatchPipeline::Cache {
    Turned turned;
    std::shared_ptr<const SecondPicture> given;  // the second picture when it is a file
    Detected detected_1, detected_2;
    Paired paired;

    std::shared_ptr<const SecondPicture> second_picture(const MatchInput& input, const Settings& settings,
                                                        std::stop_token stop, double& time_ms);
    static bool detect(Detected& slot, std::shared_ptr<const Picture> picture, const Settings& settings,
                       std::stop_token stop);
    bool pair(const Picture& first, std::shared_ptr<const SecondPicture> second, const Settings& settings,
              std::stop_token stop);
};

MatchPipeline::MatchPipeline() : cache_(std::make_unique<Cache>()) {}
MatchPipeline::~MatchPipeline() = default;

std::shared_ptr<const SecondPicture> MatchPipeline::Cache::second_picture(const MatchInput& input,
                                                                          const Settings& settings,
                                                                          std::stop_token stop,
                                                                          double& time_ms) {
    if (input.other) {
        if (!given || given->picture != input.other || given->truth != input.truth) {
            auto second = std::make_shared<SecondPicture>();
            second->truth = input.truth;
            second->picture = input.other;
            given = std::move(second);
        }
        time_ms = 0;
        return given;
    }
    const bool known = turned.second && turned.source == input.first && turned.angle == settings.angle &&
                       turned.canvas == settings.canvas && turned.interpolation == settings.interpolation;
    if (!known) {
        const auto start = Clock::now();
        auto second = rotate_picture(*input.first, settings, stop);
        if (!second) return nullptr;
        turned = {input.first,       settings.angle,           settings.canvas, settings.interpolation,
                  std::move(second), milliseconds_since(start)};
    }
    time_ms = turned.time_ms;
    return turned.second;
}

bool MatchPipeline::Cache::detect(Detected& slot, std::shared_ptr<const Picture> picture,
                                  const Settings& settings, std::stop_token stop) {
    const DetectKey key{picture.get(), settings.engine, settings.profile, settings.detect};
    if (slot.features && slot.key == key) return true;
    const auto start = Clock::now();
    auto features = std::make_shared<const sift::Features>(detect_features(picture->grey, settings, stop));
    if (stop.stop_requested()) return false;
    slot = {std::move(picture), key, std::move(features), milliseconds_since(start)};
    return true;
}

bool MatchPipeline::Cache::pair(const Picture& first, std::shared_ptr<const SecondPicture> second,
                                const Settings& settings, std::stop_token stop) {
    if (paired.features_1 == detected_1.features && paired.features_2 == detected_2.features &&
        paired.second == second && paired.side_1)
        return true;
    const auto start = Clock::now();
    Paired next;
    next.features_1 = detected_1.features;
    next.features_2 = detected_2.features;
    next.second = second;
    const sift::Visibility visible = visibility_of(*next.features_1, *next.features_2, first, *second);
    next.side_1 = divide(*next.features_1, visible.first);
    next.side_2 = divide(*next.features_2, visible.second);
    const sift::RunOptions run{settings.threads, stop};
    const auto forward = sift::two_nearest(next.side_1->descriptors, next.side_2->descriptors, run);
    const auto backward = sift::two_nearest(next.side_2->descriptors, next.side_1->descriptors, run);
    if (stop.stop_requested()) return false;
    next.putative = sift::putative_matches(forward, backward);
    if (second->truth)
        next.repeatability = sift::repeatability(next.features_1->keypoints, visible.first,
                                                 next.features_2->keypoints, visible.second, *second->truth);
    next.time_ms = milliseconds_since(start);
    paired = std::move(next);
    return true;
}

std::shared_ptr<const MatchResult> MatchPipeline::run(const MatchInput& input, const Settings& settings,
                                                      std::stop_token stop,
                                                      const SecondPictureReady& second_picture_ready) {
    settings.validate();
    auto result = std::make_shared<MatchResult>();
    result->settings = settings;
    result->first = input.first;
    result->timings.load = input.load_ms;

    result->second = cache_->second_picture(input, settings, stop, result->timings.rotate);
    if (result->second && second_picture_ready) second_picture_ready(result->second);
    if (!result->second || !Cache::detect(cache_->detected_1, input.first, settings, stop) ||
        !Cache::detect(cache_->detected_2, result->second->picture, settings, stop) ||
        !cache_->pair(*input.first, result->second, settings, stop))
        return nullptr;
    const Paired& paired = cache_->paired;
    result->side_1 = paired.side_1;
    result->side_2 = paired.side_2;
    result->matches = paired.putative;
    result->repeatability = paired.repeatability;
    result->timings.detect_1 = cache_->detected_1.time_ms;
    result->timings.detect_2 = cache_->detected_2.time_ms;
    result->timings.match = paired.time_ms;

    const auto start = Clock::now();
    sift::apply_thresholds(result->matches, settings.match);
    for (const sift::Match& match : result->matches) result->kept += match.kept ? 1 : 0;
    const auto& keypoints_1 = result->side_1->keypoints;
    const auto& keypoints_2 = result->side_2->keypoints;
    result->estimate = sift::estimate_rotation(keypoints_1, keypoints_2, result->matches);
    if (const auto& truth = result->second->truth) {
        result->verdicts = sift::judge(keypoints_1, keypoints_2, result->matches, *truth, settings.tolerance);
        const sift::Point centre{(input.first->width - 1) / 2.0, (input.first->height - 1) / 2.0};
        result->angle_true = result->second->rotation ? settings.angle : truth->angle_at(centre);
        if (result->estimate)
            result->angle_error = sift::angle_error(result->estimate->angle, *result->angle_true);
    }
    result->timings.estimate = milliseconds_since(start);
    result->reason = reason_for(*result);
    return result;
}

}  // namespace siftscope
