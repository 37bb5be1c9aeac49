#include "app/model/sweep.h"

#include <utility>

#include "app/model/judge_match.h"
#include "app/model/pair_features.h"
#include "app/model/setting_names.h"

namespace siftscope {

std::string engine_label(const Settings& settings) {
    if (settings.engine == Engine::opencv) return name_of(settings.engine);
    return std::string(name_of(settings.engine)) + "-" + name_of(settings.profile);
}

std::vector<Settings> settings_of(SweepEngines engines, const Settings& settings) {
    const Settings ours = settings.with(Engine::siftscope, settings.profile);
    std::vector<Settings> chosen;
    if (engines == SweepEngines::all)
        for (const auto& [name, profile] : profile_names)
            chosen.push_back(ours.with(Engine::siftscope, profile));
    else if (engines != SweepEngines::opencv)
        chosen.push_back(ours);
    if (engines != SweepEngines::siftscope) chosen.push_back(ours.with(Engine::opencv, ours.profile));
    return chosen;
}

SweepRow sweep_row(const std::string& image, const MatchResult& result) {
    SweepRow row;
    row.image = image;
    row.engine = engine_label(result.settings);
    row.angle = result.settings.angle;
    row.keypoints_1 = result.side_1->keypoints.size();
    row.keypoints_2 = result.side_2->keypoints.size();
    row.putative = result.matches.size();
    row.kept = result.kept;
    if (result.verdicts) {
        row.right = result.verdicts->right;
        row.precision = result.verdicts->precision;
        row.recall = result.verdicts->recall;
        row.median_error_px = result.verdicts->median_error_px;
    }
    row.repeatability = result.repeatability;
    if (result.estimate) {
        row.angle_estimated = result.estimate->angle;
        row.angle_uncertainty = result.estimate->uncertainty;
    }
    row.angle_error = result.angle_error;
    return row;
}

std::optional<MatchResult> match_features(std::shared_ptr<const Picture> picture,
                                          const sift::Features& original,
                                          std::shared_ptr<const SecondPicture> turned,
                                          const sift::Features& features, const Settings& settings,
                                          std::stop_token stop) {
    auto pairs =
        pair_features(original, features, *picture, *turned, settings.filter, {settings.threads, stop});
    if (!pairs) return std::nullopt;
    MatchResult result;
    result.settings = settings;
    result.first = std::move(picture);
    result.second = std::move(turned);
    result.side_1 = std::move(pairs->side_1);
    result.side_2 = std::move(pairs->side_2);
    result.matches = std::move(pairs->putative);
    result.repeatability = pairs->repeatability;
    judge_match(result);
    return result;
}

}  // namespace siftscope
