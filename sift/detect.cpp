#include "sift/detect.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numeric>
#include <tuple>

#include "sift/duplicates.h"
#include "sift/engine/stream_detect.h"
#include "sift/engine/stream_levels.h"
#include "sift/extrema.h"
#include "sift/oriented_keypoints.h"
#include "sift/parallel.h"
#include "sift/plane_extrema.h"
#include "sift/root_sift.h"
#include "sift/scale_space.h"
#include "sift/selection.h"
#include "sift/single_candidate.h"
#include "sift/stage_times.h"

namespace sift {
namespace {

/// The octave's extrema, refined and judged (sections 3.1, 4 and 4.1).
std::vector<Candidate> candidates_of(const Octave& octave, const DetectParams& params,
                                     const RunOptions& run) {
    std::vector<Candidate> candidates = params.blur == BlurArithmetic::integers
                                            ? find_plane_extrema(octave, params, run)
                                            : find_extrema(octave, params, run);
    parallel_for(static_cast<int>(candidates.size()), 64, run, [&](int begin, int end) {
        const StageTimer timer(run.times, Stage::localize);
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
            candidates[i] = localize_candidate(octave, candidates[i], params);
    });
    return candidates;
}

std::vector<Candidate> candidates_of(const std::vector<Octave>& space, const DetectParams& params,
                                     const RunOptions& run) {
    std::vector<Candidate> candidates;
    for (const Octave& octave : space) {
        const std::vector<Candidate> found = candidates_of(octave, params, run);
        candidates.insert(candidates.end(), found.begin(), found.end());
    }
    if (params.refinement == Refinement::interpolant) {
        std::map<int, Lattice> lattices;
        for (const Octave& octave : space) lattices[octave.index] = octave.lattice;
        mark_duplicates(candidates, lattices, params);
    }
    return candidates;
}

const Octave& octave_of(const std::vector<Octave>& space, int index) {
    return space[static_cast<std::size_t>(index - space.front().index)];
}

std::vector<Keypoint> keypoints_of(const std::vector<Octave>& space, const DetectParams& params,
                                   const RunOptions& run) {
    const std::vector<Candidate> candidates = candidates_of(space, params, run);
    std::vector<std::vector<Keypoint>> found(candidates.size());
    parallel_for(static_cast<int>(candidates.size()), 16, run, [&](int begin, int end) {
        const StageTimer timer(run.times, Stage::orient);
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
            if (candidates[i].verdict == Verdict::keypoint)
                found[i] = oriented_keypoints(octave_of(space, candidates[i].octave), candidates[i], params);
    });
    std::vector<Keypoint> keypoints;
    for (const auto& each : found) keypoints.insert(keypoints.end(), each.begin(), each.end());
    return keypoints;
}

/// The numbers of the keypoints, layer by layer and row by row: neighbours in this order read the same rows,
/// which are in the cache.
std::vector<std::uint32_t> row_by_row(const std::vector<Keypoint>& keypoints) {
    std::vector<std::uint32_t> order(keypoints.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        const auto key = [&](std::uint32_t i) {
            return std::tuple(keypoints[i].octave, keypoints[i].layer, keypoints[i].y, i);
        };
        return key(a) < key(b);
    });
    return order;
}

}  // namespace

Features detect_and_describe(ImageView image, const DetectParams& params, const RunOptions& run) {
    if (params.blur == BlurArithmetic::floats) return stream_detect_and_describe(image, params, run);
    // The quadratic's steps may lead away from the rows that are held.
    return params.refinement == Refinement::interpolant ? stream_levels_and_describe(image, params, run)
                                                        : detect_and_describe_in_memory(image, params, run);
}

Features detect_and_describe_in_memory(ImageView image, const DetectParams& params, const RunOptions& run) {
    params.validate();
    const std::vector<Octave> space = build_scale_space(image, params, run);  // section 3

    Features features;
    features.keypoints = keypoints_of(space, params, run);  // sections 3.1, 4 and 5
    remove_duplicates(features.keypoints);
    keep_strongest(features.keypoints, params.max_features);

    features.descriptors.resize(features.keypoints.size());  // section 6
    const std::vector<std::uint32_t> order = row_by_row(features.keypoints);
    parallel_for(static_cast<int>(order.size()), 16, run, [&](int begin, int end) {
        const StageTimer timer(run.times, Stage::describe);
        for (auto k = static_cast<std::size_t>(begin); k < static_cast<std::size_t>(end); ++k) {
            const Keypoint& keypoint = features.keypoints[order[k]];
            features.descriptors[order[k]] =
                describe_keypoint(octave_of(space, keypoint.octave), keypoint, params);
        }
    });
    if (params.root)
        for (Descriptor& descriptor : features.descriptors) descriptor = root_sift(descriptor);
    return run.stop.stop_requested() ? Features{} : features;
}

std::vector<Candidate> detect_candidates(ImageView image, const DetectParams& params, const RunOptions& run) {
    params.validate();
    return candidates_in(build_scale_space(image, params, run), params, run);
}

std::vector<Candidate> candidates_in(const std::vector<Octave>& space, const DetectParams& params,
                                     const RunOptions& run) {
    params.validate();
    std::vector<Candidate> candidates = candidates_of(space, params, run);
    if (run.stop.stop_requested()) return {};
    return candidates;
}

}  // namespace sift
