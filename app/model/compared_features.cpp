#include "app/model/compared_features.h"

#include <limits>
#include <optional>
#include <utility>

#include "app/model/agreement.h"
#include "app/model/detect_features.h"
#include "app/model/error.h"
#include "app/model/explain.h"
#include "sift/parallel.h"

namespace siftscope {
namespace {

/// The keypoints of `side` that are in none of the pairs.
std::vector<std::size_t> lonely(const ComparedFeatures& compared, CompareSide side) {
    std::vector<bool> paired(compared.of(side).keypoints.size());
    for (const Counterparts& pair : compared.nearest)
        paired[side == CompareSide::opencv ? pair.reference : pair.ours] = true;
    std::vector<std::size_t> alone;
    for (std::size_t i = 0; i < paired.size(); ++i)
        if (!paired[i]) alone.push_back(i);
    return alone;
}

}  // namespace

std::array<Settings, 2> compared_settings(const Settings& settings) {
    if (!settings.detect.upsample)
        throw UserError(
            "cv::SIFT always doubles the picture: there is nothing to compare with without upsampling; turn "
            "it on");
    return {settings.with(Engine::opencv, Profile::classic),
            settings.with(Engine::siftscope, settings.profile)};
}

std::shared_ptr<const ComparedFeatures> compare_features(const sift::Image& grey, const Settings& settings,
                                                         const std::stop_token& stop) {
    auto compared = std::make_shared<ComparedFeatures>();
    compared->settings = compared_settings(settings);
    for (const std::size_t side : {1U, 0U}) {  // ours can be stopped, cv::SIFT cannot
        compared->features[side] = detect_features(grey, compared->settings[side], stop);
        if (stop.stop_requested()) return nullptr;
    }
    pair_nearest(*compared);
    return compared;
}

void pair_nearest(ComparedFeatures& compared) {
    compared.nearest.clear();
    AgreementTolerance any_angle = nearest_reach;
    any_angle.degrees = 180;
    const std::array<AgreementTolerance, 2> passes{nearest_reach, any_angle};
    for (const auto& pass : counterparts_in_passes(compared.of(CompareSide::opencv).keypoints,
                                                   compared.of(CompareSide::ours).keypoints, passes))
        compared.nearest.insert(compared.nearest.end(), pass.begin(), pass.end());
}

std::shared_ptr<const CompareReasons> compare_reasons(const sift::Image& grey,
                                                      const ComparedFeatures& compared,
                                                      const sift::RunOptions& run) {
    auto reasons = std::make_shared<CompareReasons>();
    for (const CompareSide side : {CompareSide::opencv, CompareSide::ours}) {
        const std::vector<std::size_t> asked = lonely(compared, side);
        if (asked.empty()) continue;
        const CompareSide other = side == CompareSide::ours ? CompareSide::opencv : CompareSide::ours;
        const sift::DetectParams& params = compared.settings_of(other).detect;
        const auto space = scale_space_of(grey, params, run);
        if (run.stop.stop_requested()) return nullptr;
        const Explainer explainer(space, params, run);
        std::vector<Explanation> stories(asked.size());
        sift::parallel_for(static_cast<int>(asked.size()), 1, run, [&](int begin, int end) {
            for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
                const sift::Keypoint& k = compared.of(side).keypoints[asked[i]];
                stories[i] = explainer.explain({{k.x, k.y}, k.size, k.angle});
            }
        });
        if (run.stop.stop_requested()) return nullptr;
        for (std::size_t i = 0; i < asked.size(); ++i)
            reasons->there[static_cast<std::size_t>(side)].emplace(asked[i], std::move(stories[i]));
    }
    return reasons;
}

}  // namespace siftscope
