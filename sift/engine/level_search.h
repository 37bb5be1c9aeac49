#pragma once

#include <cstddef>
#include <vector>

#include "sift/candidate.h"
#include "sift/engine/level_plan.h"
#include "sift/engine/level_stream.h"
#include "sift/engine/parts.h"
#include "sift/keypoint.h"
#include "sift/run_options.h"

namespace sift {

/// An octave of integer levels to be searched.
struct LevelTask {
    const DetectParams& params;
    const LevelPlan& plan;
    LevelInput input;
    CoarserLattice coarser{};            ///< of the next octave
    IntegerImage* next_level = nullptr;  ///< its first level, to be filled; null for the last octave
};

/// Refined candidates, and the keypoints that they became.
struct FoundPoints {
    std::vector<Candidate> candidates;  ///< those that passed every test, duplicates among them
    std::vector<std::size_t> oriented;  ///< how many of the features are of each: none of a duplicate
    Features features;
};

/// Searches a part of an octave: scans, refines, orients and describes as soon as the rows exist. Of
/// duplicates those are left out whose better one is found in the part as well.
[[nodiscard]] FoundPoints search_levels(const LevelTask& task, const Part& part, const RunOptions& run);

}  // namespace sift
