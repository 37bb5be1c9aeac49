#include "sift/detect.h"

#include <cmath>

#include "sift/descriptor.h"
#include "sift/elementary.h"
#include "sift/extrema.h"
#include "sift/localization.h"
#include "sift/orientation.h"
#include "sift/parallel.h"
#include "sift/root_sift.h"
#include "sift/scale_space.h"
#include "sift/selection.h"

namespace sift {
namespace {

/// The octave's extrema, refined and judged (sections 3.1, 4 and 4.1).
std::vector<Candidate> candidates_of(const Octave& octave, const DetectParams& params,
                                     const RunOptions& run) {
    std::vector<Candidate> candidates = find_extrema(octave, params, run);
    parallel_for(static_cast<int>(candidates.size()), 64, run, [&](int begin, int end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
            candidates[i] = localize(octave, candidates[i], params);
    });
    return candidates;
}

/// Scale of a candidate in samples of its octave.
float sigma_in_samples(const Candidate& c, const DetectParams& params) {
    const float layers = (static_cast<float>(c.layer) + static_cast<float>(c.offset_layer)) /
                         static_cast<float>(params.layers);
    return static_cast<float>(params.sigma) * static_cast<float>(power_of_two(layers));
}

/// A keypoint for each dominant orientation of the candidate (section 5).
std::vector<Keypoint> oriented_keypoints(const Octave& octave, const Candidate& c,
                                         const DetectParams& params) {
    const float sigma = sigma_in_samples(c, params);
    const float step = sample_step(octave.index);
    Keypoint keypoint;
    keypoint.x = (static_cast<float>(c.column) + static_cast<float>(c.offset_x)) * step;
    keypoint.y = (static_cast<float>(c.row) + static_cast<float>(c.offset_y)) * step;
    keypoint.size = sigma * step * 2;
    keypoint.response = std::abs(c.contrast);
    keypoint.octave = octave.index;
    keypoint.layer = c.layer;

    const Image& layer = octave.gaussian[static_cast<std::size_t>(c.layer)];
    std::vector<Keypoint> keypoints;
    for (const float angle : dominant_orientations(orientation_histogram(layer, c.column, c.row, sigma))) {
        keypoint.angle = angle;
        keypoints.push_back(keypoint);
    }
    return keypoints;
}

std::vector<Keypoint> keypoints_of(const Octave& octave, const DetectParams& params, const RunOptions& run) {
    const std::vector<Candidate> candidates = candidates_of(octave, params, run);
    std::vector<std::vector<Keypoint>> found(candidates.size());
    parallel_for(static_cast<int>(candidates.size()), 16, run, [&](int begin, int end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
            if (candidates[i].verdict == Verdict::keypoint)
                found[i] = oriented_keypoints(octave, candidates[i], params);
    });
    std::vector<Keypoint> keypoints;
    for (const auto& each : found) keypoints.insert(keypoints.end(), each.begin(), each.end());
    return keypoints;
}

Descriptor describe_keypoint(const std::vector<Octave>& space, const Keypoint& k,
                             const DetectParams& params) {
    const Octave& octave = space[static_cast<std::size_t>(k.octave - space.front().index)];
    const double step = sample_step(k.octave);
    const Descriptor descriptor = describe(
        octave.gaussian[static_cast<std::size_t>(k.layer)], static_cast<float>(k.x / step),
        static_cast<float>(k.y / step), static_cast<float>(k.size / step / 2), static_cast<float>(k.angle));
    return params.root ? root_sift(descriptor) : descriptor;
}

}  // namespace

Features detect_and_describe(ImageView image, const DetectParams& params, const RunOptions& run) {
    params.validate();
    const std::vector<Octave> space = build_scale_space(image, params, run);  // section 3

    Features features;
    for (const Octave& octave : space) {  // sections 3.1, 4 and 5
        const std::vector<Keypoint> found = keypoints_of(octave, params, run);
        features.keypoints.insert(features.keypoints.end(), found.begin(), found.end());
    }
    remove_duplicates(features.keypoints);
    keep_strongest(features.keypoints, params.max_features);

    features.descriptors.resize(features.keypoints.size());  // section 6
    parallel_for(static_cast<int>(features.keypoints.size()), 16, run, [&](int begin, int end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
            features.descriptors[i] = describe_keypoint(space, features.keypoints[i], params);
    });
    return run.stop.stop_requested() ? Features{} : features;
}

std::vector<Candidate> detect_candidates(ImageView image, const DetectParams& params, const RunOptions& run) {
    params.validate();
    std::vector<Candidate> candidates;
    for (const Octave& octave : build_scale_space(image, params, run)) {
        const std::vector<Candidate> found = candidates_of(octave, params, run);
        candidates.insert(candidates.end(), found.begin(), found.end());
    }
    if (run.stop.stop_requested()) return {};
    return candidates;
}

}  // namespace sift
