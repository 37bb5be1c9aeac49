#include "app/model/pair_features.h"

#include <cstddef>

#include "sift/geometry/repeatability.h"
#include "sift/geometry/visibility.h"

namespace siftscope {
namespace {

/// Of the keypoints that `filter` keeps.
std::shared_ptr<const MatchSide> divide(const sift::Features& features, const std::vector<bool>& visible,
                                        const KeypointFilter& filter) {
    auto side = std::make_shared<MatchSide>();
    for (std::size_t i = 0; i < features.keypoints.size(); ++i) {
        if (!filter.keeps(features.keypoints[i])) continue;
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

/// Repeatability of what the filter keeps; what it drops may still be the partner of what it keeps.
std::optional<double> repeatability_within(const sift::Features& features_1, const sift::Features& features_2,
                                           sift::Visibility visible,
                                           const sift::Homography& second_from_first,
                                           const KeypointFilter& filter) {
    if (!filter.keeps_all()) {
        for (std::size_t i = 0; i < visible.first.size(); ++i)
            visible.first[i] = visible.first[i] && filter.keeps(features_1.keypoints[i]);
        const sift::Homography first_from_second = second_from_first.inverse();
        for (std::size_t i = 0; i < visible.second.size(); ++i) {
            const sift::Keypoint& k = features_2.keypoints[i];
            const sift::Point place{k.x, k.y};
            visible.second[i] = visible.second[i] && filter.keeps(first_from_second(place),
                                                                  k.size * first_from_second.scale_at(place));
        }
    }
    return sift::repeatability(features_1.keypoints, visible.first, features_2.keypoints, visible.second,
                               second_from_first);
}

}  // namespace

std::optional<FeaturePairs> pair_features(const sift::Features& features_1, const sift::Features& features_2,
                                          const Picture& first, const SecondPicture& second,
                                          const KeypointFilter& filter, const sift::RunOptions& run) {
    const sift::Visibility visible = visibility_of(features_1, features_2, first, second);
    FeaturePairs pairs;
    pairs.side_1 = divide(features_1, visible.first, filter);
    pairs.side_2 = divide(features_2, visible.second, {});
    const auto forward = sift::two_nearest(pairs.side_1->descriptors, pairs.side_2->descriptors, run);
    const auto backward = sift::two_nearest(pairs.side_2->descriptors, pairs.side_1->descriptors, run);
    if (run.stop.stop_requested()) return std::nullopt;
    pairs.putative = sift::putative_matches(forward, backward);
    if (second.truth)
        pairs.repeatability = repeatability_within(features_1, features_2, visible, *second.truth, filter);
    return pairs;
}

}  // namespace siftscope
