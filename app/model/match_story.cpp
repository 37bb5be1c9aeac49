#include "app/model/match_story.h"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "app/model/descriptor_distance.h"
#include "app/model/descriptor_frame.h"
#include "app/model/format_number.h"

namespace siftscope {
namespace {

std::string division_of(const MatchStory& story, const sift::MatchParams& params) {
    if (!story.ratio || !story.second_distance) return "a single candidate: there is no ratio";
    return fixed_text(story.distance, 1) + " / " + fixed_text(*story.second_distance, 1) + " = " +
           fixed_text(*story.ratio, 3) +
           (*story.ratio < params.ratio ? ", below the ratio " : ", not below the ratio ") +
           shortest_text(params.ratio);
}

}  // namespace

MatchStory match_story(const MatchResult& result, std::size_t index) {
    const sift::Match& match = result.matches.at(index);
    const auto first = static_cast<std::size_t>(match.first);
    const auto second = static_cast<std::size_t>(match.second);
    MatchStory story;
    story.index = index;
    story.first = result.side_1->keypoints.at(first);
    story.second = result.side_2->keypoints.at(second);
    story.first_bins = result.side_1->descriptors.at(first);
    story.second_bins = result.side_2->descriptors.at(second);
    for (std::size_t i = 0; i < story.difference.size(); ++i)
        story.difference[i] = static_cast<int>(story.second_bins[i]) - static_cast<int>(story.first_bins[i]);
    story.distance = match.distance;
    story.ratio = match.ratio;
    story.kept = match.kept;
    if (match.runner_up >= 0) {
        const auto runner_up = static_cast<std::size_t>(match.runner_up);
        story.runner_up = result.side_2->keypoints.at(runner_up);
        story.second_distance =
            descriptor_distance(story.first_bins, result.side_2->descriptors.at(runner_up));
    }
    if (result.verdicts) {
        story.right = result.verdicts->judgements.at(index).right;
        story.error_px = result.verdicts->judgements.at(index).error_px;
    }
    if (const auto& truth = result.second->truth) story.predicted = (*truth)({story.first.x, story.first.y});
    story.division = division_of(story, result.settings.match);
    return story;
}

cv::Mat upright_patch(const cv::Mat& colour, const sift::Keypoint& keypoint, int side) {
    const DescriptorFrame frame(keypoint);
    // A patch larger than its picture is sampled finely first, then averaged.
    const int times = std::clamp(static_cast<int>(std::ceil(4 * frame.cell() / side)), 1, 8);
    const int fine = side * times;
    const double step = 4.0 / fine;  // cells for a pixel of the patch
    const sift::Point origin = frame.at(-2 + step / 2, -2 + step / 2);
    const sift::Point right = frame.at(-2 + step / 2 + step, -2 + step / 2);
    const sift::Point down = frame.at(-2 + step / 2, -2 + step / 2 + step);
    const cv::Matx23d picture_from_patch(right.x - origin.x, down.x - origin.x, origin.x, right.y - origin.y,
                                         down.y - origin.y, origin.y);
    cv::Mat patch;
    cv::warpAffine(colour, patch, picture_from_patch, cv::Size(fine, fine),
                   cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT, cv::Scalar::all(128));
    if (times > 1) cv::resize(patch, patch, cv::Size(side, side), 0, 0, cv::INTER_AREA);
    return patch;
}

}  // namespace siftscope
