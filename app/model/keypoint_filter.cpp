#include "app/model/keypoint_filter.h"

#include <cstddef>
#include <utility>

namespace siftscope {

sift::Features filtered(sift::Features features, const KeypointFilter& filter) {
    if (filter.keeps_all()) return features;
    sift::Features kept;
    for (std::size_t i = 0; i < features.keypoints.size(); ++i) {
        if (!filter.keeps(features.keypoints[i])) continue;
        kept.keypoints.push_back(features.keypoints[i]);
        kept.descriptors.push_back(features.descriptors[i]);
    }
    return kept;
}

}  // namespace siftscope
