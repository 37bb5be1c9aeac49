#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

#include "sift/candidate.h"
#include "sift/image.h"
#include "sift/params.h"
#include "sift/run_options.h"

namespace siftscope {

/// A scale-space extremum that did not become a keypoint.
struct RejectedCandidate {
    double x = 0;  ///< pixels of the picture
    double y = 0;
    double size = 0;  ///< diameter 2 sigma
    sift::Verdict verdict = sift::Verdict::low_contrast;

    friend bool operator==(const RejectedCandidate&, const RejectedCandidate&) = default;
};

/// The verdicts that a candidate of the scan can be rejected with, in the order of the tests.
inline constexpr std::array<sift::Verdict, 6> rejections{
    sift::Verdict::no_convergence, sift::Verdict::outside, sift::Verdict::not_extremum,
    sift::Verdict::low_contrast,   sift::Verdict::edge,    sift::Verdict::duplicate};

using RejectedList = std::shared_ptr<const std::vector<RejectedCandidate>>;

/// Those of `grey` (levels 0..255), in the order of the scan. Empty when a stop was requested.
[[nodiscard]] RejectedList rejected_candidates(const sift::Image& grey, const sift::DetectParams& params,
                                               const sift::RunOptions& run = {});

/// How many there are of each of `rejections`.
[[nodiscard]] std::array<std::size_t, rejections.size()> count_rejected(
    const std::vector<RejectedCandidate>& candidates);

}  // namespace siftscope
