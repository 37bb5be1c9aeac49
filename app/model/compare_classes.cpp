#include "app/model/compare_classes.h"

#include <cmath>
#include <limits>

#include "app/model/descriptor_distance.h"
#include "sift/require.h"

namespace siftscope {
namespace {

void measure(const ComparedFeatures& compared, std::size_t opencv, std::size_t ours, ComparedKeypoint& row) {
    const sift::Features& theirs = compared.of(CompareSide::opencv);
    const sift::Features& own = compared.of(CompareSide::ours);
    row.difference = difference_between(theirs.keypoints[opencv], own.keypoints[ours]);
    row.descriptor_distance = descriptor_distance(theirs.descriptors[opencv], own.descriptors[ours]);
}

}  // namespace

const sift::Keypoint* ComparedKeypoint::partner(const ComparedFeatures& compared) const {
    if (opencv && ours) return &compared.of(CompareSide::ours).keypoints[*ours];
    if (!nearest) return nullptr;
    return &compared.of(opencv ? CompareSide::ours : CompareSide::opencv).keypoints[*nearest];
}

AgreementTolerance usual_tolerance(Profile profile) {
    return profile == Profile::classic ? AgreementTolerance{} : AgreementTolerance{1.0, 0.2, 15.0};
}

Comparison compare_classes(const ComparedFeatures& compared, const AgreementTolerance& tolerance) {
    sift::require(tolerance.pixels > 0 && std::isfinite(tolerance.pixels), "tolerance of position",
                  tolerance.pixels, "a number of pixels > 0");
    sift::require(tolerance.size > 0 && std::isfinite(tolerance.size), "tolerance of size", tolerance.size,
                  "a share > 0");
    sift::require(tolerance.degrees > 0 && std::isfinite(tolerance.degrees), "tolerance of angle",
                  tolerance.degrees, "a number of degrees > 0");
    constexpr double any_size = std::numeric_limits<double>::infinity();
    constexpr double any_angle = 180;
    const std::array<AgreementTolerance, 4> passes{{tolerance,
                                                    {tolerance.pixels, tolerance.size, any_angle},
                                                    {tolerance.pixels, any_size, tolerance.degrees},
                                                    {tolerance.pixels, any_size, any_angle}}};
    const std::vector<sift::Keypoint>& theirs = compared.of(CompareSide::opencv).keypoints;
    const std::vector<sift::Keypoint>& own = compared.of(CompareSide::ours).keypoints;

    Comparison comparison;
    comparison.tolerance = tolerance;
    comparison.rows.resize(theirs.size());
    std::vector<bool> taken(own.size());
    std::vector<std::optional<std::size_t>> nearest_of_ours(own.size());
    for (const Counterparts& pair : compared.nearest) {
        comparison.rows[pair.reference].nearest = pair.ours;
        nearest_of_ours[pair.ours] = pair.reference;
    }
    for (std::size_t i = 0; i < theirs.size(); ++i) {
        comparison.rows[i].kind = CompareClass::only_opencv;
        comparison.rows[i].opencv = i;
    }
    const auto found = counterparts_in_passes(theirs, own, passes);
    for (std::size_t pass = 0; pass < found.size(); ++pass)
        for (const Counterparts& pair : found[pass]) {
            ComparedKeypoint& row = comparison.rows[pair.reference];
            row.kind = pass == 0 ? CompareClass::same : CompareClass::other;
            row.ours = pair.ours;
            row.nearest.reset();
            taken[pair.ours] = true;
            measure(compared, pair.reference, pair.ours, row);
        }
    for (ComparedKeypoint& row : comparison.rows)
        if (row.nearest) measure(compared, *row.opencv, *row.nearest, row);
    for (std::size_t i = 0; i < own.size(); ++i) {
        if (taken[i]) continue;
        ComparedKeypoint row;
        row.kind = CompareClass::only_ours;
        row.ours = i;
        row.nearest = nearest_of_ours[i];
        if (row.nearest) measure(compared, *row.nearest, i, row);
        comparison.rows.push_back(row);
    }
    for (const ComparedKeypoint& row : comparison.rows)
        ++comparison.counts[static_cast<std::size_t>(row.kind)];
    return comparison;
}

}  // namespace siftscope
