#include "app/model/rejected_candidates.h"

#include "app/model/explain.h"
#include "sift/detect.h"
#include "sift/oriented_keypoints.h"

namespace siftscope {

RejectedList rejected_candidates(const sift::Image& grey, const sift::DetectParams& params,
                                 const sift::RunOptions& run) {
    auto rejected = std::make_shared<std::vector<RejectedCandidate>>();
    const auto space = scale_space_of(grey, params, run);
    for (sift::Candidate c : sift::candidates_in(space->octaves, params, run)) {
        if (c.verdict == sift::Verdict::keypoint) continue;
        // A refinement that was given up ends anywhere: it is drawn at its sample.
        if (!sift::has_solution(c.verdict)) c.offset_x = c.offset_y = c.offset_layer = 0;
        const sift::Keypoint k = sift::unoriented_keypoint(space->octave(c.octave), c, params);
        rejected->push_back({k.x, k.y, k.size, c.verdict});
    }
    return rejected;
}

std::array<std::size_t, rejections.size()> count_rejected(const std::vector<RejectedCandidate>& candidates) {
    std::array<std::size_t, rejections.size()> counts{};
    for (const RejectedCandidate& candidate : candidates)
        for (std::size_t i = 0; i < rejections.size(); ++i)
            if (candidate.verdict == rejections[i]) ++counts[i];
    return counts;
}

}  // namespace siftscope
