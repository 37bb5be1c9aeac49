#include "sift/selection.h"

#include <algorithm>
#include <functional>
#include <tuple>

namespace sift {

void remove_duplicates(std::vector<Keypoint>& keypoints) {
    std::sort(keypoints.begin(), keypoints.end(), [](const Keypoint& a, const Keypoint& b) {
        const auto key = [](const Keypoint& k) {
            return std::make_tuple(k.x, k.y, -k.size, k.angle, -k.response, -k.octave, -k.layer);
        };
        return key(a) < key(b);
    });
    const auto last =
        std::unique(keypoints.begin(), keypoints.end(), [](const Keypoint& a, const Keypoint& b) {
            return a.x == b.x && a.y == b.y && a.size == b.size && a.angle == b.angle;
        });
    keypoints.erase(last, keypoints.end());
}

void keep_strongest(std::vector<Keypoint>& keypoints, int count) {
    if (count <= 0 || keypoints.size() <= static_cast<std::size_t>(count)) return;
    std::vector<double> responses;
    responses.reserve(keypoints.size());
    for (const Keypoint& k : keypoints) responses.push_back(k.response);
    const auto last_kept = responses.begin() + (count - 1);
    std::nth_element(responses.begin(), last_kept, responses.end(), std::greater<>());
    const double limit = *last_kept;
    keypoints.erase(std::remove_if(keypoints.begin(), keypoints.end(),
                                   [&](const Keypoint& k) { return k.response < limit; }),
                    keypoints.end());
}

}  // namespace sift
