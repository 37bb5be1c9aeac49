#include "app/model/remedy.h"

#include <algorithm>
#include <cmath>

#include "sift/single_candidate.h"

namespace siftscope {
namespace {

using sift::Verdict;

/// To three significant digits, towards zero or away from it: what is offered is easy to type.
double three_digits(double value, bool up) {
    const double unit = std::pow(10.0, std::floor(std::log10(value)) - 2);
    return (up ? std::ceil(value / unit) : std::floor(value / unit)) * unit;
}

bool lets_through(const sift::Octave& octave, const sift::Candidate& sample, bool refused,
                  const sift::DetectParams& params) {
    if (refused && sift::judge_sample(octave, sample, params) != Verdict::keypoint) return false;
    return sift::localize_candidate(octave, sample, params).verdict == Verdict::keypoint;
}

}  // namespace

std::optional<Remedy> remedy_for(const sift::Octave& octave, const sift::Candidate& sample, bool refused,
                                 const sift::DetectParams& params) {
    sift::DetectParams open = params;
    open.contrast_threshold = 0;
    open.edge_threshold = 1e6;
    const sift::Candidate solution = sift::localize_candidate(octave, sample, open);
    if (solution.verdict != Verdict::keypoint) return std::nullopt;

    Remedy remedy;
    sift::DetectParams changed = params;
    const double contrast = std::abs(solution.contrast) * params.layers;
    if (contrast < params.contrast_threshold) changed.contrast_threshold = three_digits(contrast, false);
    if (solution.edge_ratio >= params.edge_threshold)
        changed.edge_threshold = three_digits(solution.edge_ratio * (1 + 1e-6), true);
    // The scan looks at the sample, where D is weaker and more of an edge than at the extremum between them.
    for (int tries = 0; tries < 24 && !lets_through(octave, sample, refused, changed); ++tries) {
        sift::DetectParams scan = changed;
        scan.edge_threshold = 1e6;
        const bool weak = !lets_through(octave, sample, refused, scan);
        if (weak)
            changed.contrast_threshold = three_digits(changed.contrast_threshold * 0.95, false);
        else
            changed.edge_threshold = three_digits(changed.edge_threshold * 1.1, true);
    }
    if (!lets_through(octave, sample, refused, changed)) return std::nullopt;
    if (changed.contrast_threshold != params.contrast_threshold) remedy.contrast = changed.contrast_threshold;
    if (changed.edge_threshold != params.edge_threshold) remedy.edge = changed.edge_threshold;
    return remedy;
}

}  // namespace siftscope
