#include "app/model/match_pipeline.h"

#include <chrono>
#include <utility>

#include "app/model/detect_features.h"
#include "app/model/judge_match.h"
#include "app/model/pair_features.h"
#include "app/model/rotate_picture.h"

namespace siftscope {
namespace {

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

}  // namespace

struct MatchPipeline::Cache {
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
        Distortion distortion{};
        std::shared_ptr<const SecondPicture> second;
        double time_ms = 0;
    };

    // Sides, putative matches and repeatability: all that does not depend on thresholds.
    struct Paired {
        std::shared_ptr<const sift::Features> features_1, features_2;
        std::shared_ptr<const SecondPicture> second;
        KeypointFilter filter;
        std::optional<FeaturePairs> pairs;
        double time_ms = 0;
    };

    Turned turned;
    std::shared_ptr<const SecondPicture> given;  // the second picture when it is a file
    Detected detected_1, detected_2;
    Paired paired;

    std::shared_ptr<const SecondPicture> second_picture(const MatchInput& input, const Settings& settings,
                                                        std::stop_token stop, double& time_ms);
    static bool detect(Detected& slot, std::shared_ptr<const Picture> picture, const Settings& settings,
                       std::stop_token stop);
    [[nodiscard]] bool has_turned(const MatchInput& input, const Settings& settings) const {
        return turned.second && turned.source == input.first && turned.angle == settings.angle &&
               turned.canvas == settings.canvas && turned.interpolation == settings.interpolation &&
               turned.distortion == settings.distortion;
    }
    [[nodiscard]] bool has_given(const MatchInput& input) const {
        return given && given->picture == input.other && given->truth == input.truth;
    }
    [[nodiscard]] static bool has_features(const Detected& slot,
                                           const std::shared_ptr<const Picture>& picture,
                                           const Settings& settings) {
        return slot.features && slot.key == key_of(picture, settings);
    }
    [[nodiscard]] static DetectKey key_of(const std::shared_ptr<const Picture>& picture,
                                          const Settings& settings) {
        return {picture.get(), settings.engine, settings.profile, settings.detect};
    }
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
        if (!has_given(input)) {
            auto second = std::make_shared<SecondPicture>();
            second->truth = input.truth;
            second->picture = input.other;
            given = std::move(second);
        }
        time_ms = 0;
        return given;
    }
    if (!has_turned(input, settings)) {
        const auto start = Clock::now();
        auto second = rotate_picture(*input.first, settings, stop);
        if (!second) return nullptr;
        turned = {input.first,         settings.angle,    settings.canvas,          settings.interpolation,
                  settings.distortion, std::move(second), milliseconds_since(start)};
    }
    time_ms = turned.time_ms;
    return turned.second;
}

bool MatchPipeline::Cache::detect(Detected& slot, std::shared_ptr<const Picture> picture,
                                  const Settings& settings, std::stop_token stop) {
    if (has_features(slot, picture, settings)) return true;
    const DetectKey key = key_of(picture, settings);
    const auto start = Clock::now();
    auto features = std::make_shared<const sift::Features>(detect_features(picture->grey, settings, stop));
    if (stop.stop_requested()) return false;
    slot = {std::move(picture), key, std::move(features), milliseconds_since(start)};
    return true;
}

bool MatchPipeline::Cache::pair(const Picture& first, std::shared_ptr<const SecondPicture> second,
                                const Settings& settings, std::stop_token stop) {
    if (paired.features_1 == detected_1.features && paired.features_2 == detected_2.features &&
        paired.second == second && paired.filter == settings.filter && paired.pairs)
        return true;
    const auto start = Clock::now();
    Paired next;
    next.features_1 = detected_1.features;
    next.features_2 = detected_2.features;
    next.second = second;
    next.filter = settings.filter;
    next.pairs = pair_features(*next.features_1, *next.features_2, first, *second, settings.filter,
                               {settings.threads, stop});
    if (!next.pairs) return false;
    next.time_ms = milliseconds_since(start);
    paired = std::move(next);
    return true;
}

bool MatchPipeline::has_detected(const MatchInput& input, const Settings& settings) const {
    const bool has_second = input.other ? cache_->has_given(input) : cache_->has_turned(input, settings);
    const auto& second = input.other ? cache_->given : cache_->turned.second;
    return has_second && Cache::has_features(cache_->detected_1, input.first, settings) &&
           Cache::has_features(cache_->detected_2, second->picture, settings);
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
    const FeaturePairs& pairs = *cache_->paired.pairs;
    result->side_1 = pairs.side_1;
    result->side_2 = pairs.side_2;
    result->matches = pairs.putative;
    result->repeatability = pairs.repeatability;
    result->timings.detect_1 = cache_->detected_1.time_ms;
    result->timings.detect_2 = cache_->detected_2.time_ms;
    result->timings.match = cache_->paired.time_ms;

    const auto start = Clock::now();
    judge_match(*result);
    result->timings.estimate = milliseconds_since(start);
    return result;
}

}  // namespace siftscope
