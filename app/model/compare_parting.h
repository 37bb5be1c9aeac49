#pragma once

#include <array>
#include <optional>
#include <string>

#include "app/model/compare_classes.h"
#include "app/model/compared_features.h"
#include "app/model/setting_names.h"

namespace siftscope {

/// Where the ways of both sides part for a keypoint that is not the same on both: the stage of SIFT that lets
/// it go on the other side, or the number in which its counterpart differs.
enum class PartingStage {
    extremum,     ///< the other side has no extremum of D there, or does not search there
    refinement,   ///< its refinement found no place for the extremum
    contrast,     ///< too little contrast
    edge,         ///< on an edge
    selection,    ///< not among the strongest, --max-features
    position,     ///< there, but farther away than the tolerance
    size,         ///< there, but of another size
    orientation,  ///< there, but not with this orientation
    taken,        ///< its nearest counterpart is nearer to another keypoint
    untold,       ///< OpenCV does not have it though our copy of its choices has
};

inline constexpr std::array<Named<PartingStage>, 10> parting_stage_names{
    {{"extremum", PartingStage::extremum},
     {"refinement", PartingStage::refinement},
     {"contrast", PartingStage::contrast},
     {"edge", PartingStage::edge},
     {"selection", PartingStage::selection},
     {"position", PartingStage::position},
     {"size", PartingStage::size},
     {"orientation", PartingStage::orientation},
     {"taken", PartingStage::taken},
     {"untold", PartingStage::untold}}};

[[nodiscard]] constexpr const char* name_of(PartingStage value) {
    return name_of(value, parting_stage_names);
}

/// Who knows it.
enum class PartingTeller {
    keypoints,  ///< the keypoints of both sides themselves
    ours,       ///< the other side is ours and tells its own reasons
    classic,    ///< the other side is cv::SIFT, which tells no reasons: our classic profile in its place
};

inline constexpr std::array<Named<PartingTeller>, 3> parting_teller_names{
    {{"keypoints", PartingTeller::keypoints},
     {"ours", PartingTeller::ours},
     {"classic", PartingTeller::classic}}};

struct Parting {
    PartingStage stage = PartingStage::extremum;
    PartingTeller teller = PartingTeller::keypoints;
    /// What the other side measured, and what it asks for: |D| for grey 0 to 1, the ratio of principal
    /// curvatures, pixels, percent of the size, degrees, or the share of the highest orientation peak.
    std::optional<double> value;
    std::optional<double> limit;
    std::string why;  ///< one sentence

    friend bool operator==(const Parting&, const Parting&) = default;
};

/// Of one row; empty for what is the same, and while the reason that it needs is not there yet.
///   reasons   of the same features; null: not there yet
[[nodiscard]] std::optional<Parting> parting_of(const ComparedFeatures& compared,
                                                const CompareReasons* reasons, const Comparison& comparison,
                                                const ComparedKeypoint& row);

}  // namespace siftscope
