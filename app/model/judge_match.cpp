#include "app/model/judge_match.h"

#include <string>

namespace siftscope {
namespace {

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

void judge_match(MatchResult& result) {
    const Settings& settings = result.settings;
    sift::apply_thresholds(result.matches, settings.match);
    for (const sift::Match& match : result.matches) result.kept += match.kept ? 1 : 0;
    const auto& keypoints_1 = result.side_1->keypoints;
    const auto& keypoints_2 = result.side_2->keypoints;
    result.estimate = sift::estimate_rotation(keypoints_1, keypoints_2, result.matches);
    if (const auto& truth = result.second->truth) {
        result.verdicts = sift::judge(keypoints_1, keypoints_2, result.matches, *truth, settings.tolerance);
        const sift::Point centre{(result.first->width - 1) / 2.0, (result.first->height - 1) / 2.0};
        result.angle_true = result.second->rotation ? settings.angle : truth->angle_at(centre);
        if (result.estimate)
            result.angle_error = sift::angle_error(result.estimate->angle, *result.angle_true);
    } else {
        result.homography =
            sift::estimate_homography(keypoints_1, keypoints_2, result.matches, settings.tolerance);
    }
    result.reason = reason_for(result);
}

}  // namespace siftscope
