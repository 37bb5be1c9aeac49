#include "sift/selection.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <numeric>
#include <tuple>
#include <utility>

namespace sift {

namespace {

bool comes_first(const Keypoint& a, const Keypoint& b) {
    const auto key = [](const Keypoint& k) {
        return std::make_tuple(k.x, k.y, -k.size, k.angle, -k.response, -k.octave, -k.layer);
    };
    return key(a) < key(b);
}

bool is_duplicate(const Keypoint& a, const Keypoint& b) {
    return a.x == b.x && a.y == b.y && a.size == b.size && a.angle == b.angle;
}

}  // namespace

void remove_duplicates(std::vector<Keypoint>& keypoints) {
    std::sort(keypoints.begin(), keypoints.end(), comes_first);
    keypoints.erase(std::unique(keypoints.begin(), keypoints.end(), is_duplicate), keypoints.end());
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

void select(Features& features, int count) {
    // Numbers are sorted, and each keypoint and descriptor moved once.
    std::vector<std::uint32_t> order(features.keypoints.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto& all = features.keypoints;
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return comes_first(all[a], all[b]); });
    order.erase(std::unique(order.begin(), order.end(),
                            [&](std::uint32_t a, std::uint32_t b) { return is_duplicate(all[a], all[b]); }),
                order.end());
    std::vector<Keypoint> keypoints;
    keypoints.reserve(order.size());
    for (const std::uint32_t i : order) keypoints.push_back(all[i]);
    features.keypoints = keypoints;
    keep_strongest(features.keypoints, count);

    std::vector<Descriptor> descriptors;
    descriptors.reserve(features.keypoints.size());
    // What is left is a part of `keypoints`, in its order.
    std::size_t at = 0;
    for (const Keypoint& kept : features.keypoints) {
        while (!(keypoints[at] == kept)) ++at;
        descriptors.push_back(features.descriptors[order[at++]]);
    }
    features.descriptors = std::move(descriptors);
}

}  // namespace sift
