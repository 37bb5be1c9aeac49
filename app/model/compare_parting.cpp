#include "app/model/compare_parting.h"

#include <algorithm>
#include <cmath>

#include "app/model/compare_words.h"
#include "app/model/format_number.h"

namespace siftscope {
namespace {

using sift::Verdict;

constexpr double least_peak = 0.8;         // of the highest (Lowe 2004, section 5)
constexpr double most_octaves = 0.75;      // by which a candidate's size may differ
constexpr double peak_reach_degrees = 20;  // two bins of the coarse histogram

/// The height of the peak nearest to `angle` as a share of the highest; empty when there is none. Peaks of
/// the fine histogram are compared as interpolated, those of the coarse one as they are (sift/params.h).
std::optional<double> peak_share(const std::vector<double>& bins, double angle, bool interpolated) {
    const std::size_t n = bins.size();
    double highest = 0;
    std::optional<double> height;
    double nearest = peak_reach_degrees;
    for (std::size_t k = 0; k < n; ++k) {
        const double before = bins[(k + n - 1) % n], here = bins[k], after = bins[(k + 1) % n];
        if (!(here > before && here >= after)) continue;
        const double offset = 0.5 * (before - after) / (before - 2 * here + after);
        const double top = interpolated ? here + 0.25 * (after - before) * offset : here;
        highest = std::max(highest, top);
        // Bins count counter-clockwise, keypoint angles clockwise.
        const double direction = 360 - 360 * (static_cast<double>(k) + offset) / static_cast<double>(n);
        const double turn = std::abs(std::remainder(direction - angle, 360.0));
        if (turn >= nearest) continue;
        nearest = turn;
        height = top;
    }
    if (!height || highest <= 0) return std::nullopt;
    return *height / highest;
}

/// "0.35 px away, more than the tolerance of 0.1 px."
std::string beyond(double value, double limit, const char* unit, const char* apart) {
    const BesideLimit texts = beside_limit(value, limit);
    return texts.value + unit + apart + ", more than the tolerance of " + texts.limit + unit + ".";
}

std::string against(double value, double limit) {
    const BesideLimit texts = beside_limit(value, limit);
    return texts.value + " against " + texts.limit;
}

/// The first number in which two keypoints differ by more than the tolerance.
std::optional<Parting> differing_number(const std::string& other, const KeypointDifference& difference,
                                        const AgreementTolerance& tolerance) {
    const auto parts = [&](PartingStage stage, double value, double limit, const char* what, const char* unit,
                           const char* apart) {
        return Parting{stage, PartingTeller::keypoints, value, limit,
                       other + what + beyond(value, limit, unit, apart)};
    };
    if (difference.position_px() > tolerance.pixels)
        return parts(PartingStage::position, difference.position_px(), tolerance.pixels, " has it ", " px",
                     " away");
    if (std::abs(difference.size) > tolerance.size)
        return parts(PartingStage::size, 100 * std::abs(difference.size), 100 * tolerance.size,
                     " has it with another size: ", " %", " apart");
    if (std::abs(difference.degrees) > tolerance.degrees)
        return parts(PartingStage::orientation, std::abs(difference.degrees), tolerance.degrees,
                     " has it with another angle: ", "\u00b0", " apart");
    return std::nullopt;
}

/// The point is there on the other side, but not with this orientation.
void missing_orientation(const std::string& other, const Explanation& there, double angle, Parting& parting) {
    parting.stage = PartingStage::orientation;
    parting.why = other + " has the point, but not this orientation";
    const bool fine = there.params.orientation == sift::OrientationHistogramKind::fine;
    if (const auto share = peak_share(there.orientation_bins, angle, fine); share && *share < least_peak) {
        parting.value = share;
        parting.limit = least_peak;
        parting.why += ": its peak reaches " + beside_limit(100 * *share, 100 * least_peak).value +
                       " % of the highest, at least 80 % are asked for";
    } else if (!share) {
        parting.why += ": its histogram has no peak within 20\u00b0 of it";
    }
    parting.why += ".";
}

/// A candidate of quite another size is another blob.
bool same_blob(const Explanation& there, const sift::Keypoint& keypoint) {
    return there.sample && std::abs(std::log2(there.size / keypoint.size)) <= most_octaves;
}

/// The other side has a candidate there, which one of its stages rejected, or none at all.
void rejected_there(const std::string& other, const Explanation& there, Parting& parting) {
    switch (there.verdict) {
        case Verdict::low_contrast:
            parting.stage = PartingStage::contrast;
            parting.value = there.contrast;
            parting.limit = there.contrast_threshold();
            parting.why = other + " drops it at the contrast test: |D| " +
                          against(*there.contrast, there.contrast_threshold()) + ".";
            return;
        case Verdict::edge:
            parting.stage = PartingStage::edge;
            parting.limit = there.params.edge_threshold;
            parting.why = other + " drops it at the edge test: ";
            if (std::isfinite(*there.edge_ratio)) parting.value = there.edge_ratio;
            parting.why +=
                parting.value ? against(*parting.value, *parting.limit) : "a saddle, above any limit";
            parting.why += ".";
            return;
        case Verdict::no_convergence:
            parting.stage = PartingStage::refinement;
            parting.why = other + " drops it in the refinement, which does not settle.";
            return;
        case Verdict::outside:
            parting.stage = there.sample ? PartingStage::refinement : PartingStage::extremum;
            parting.why =
                there.sample
                    ? other + " drops it in the refinement, which leaves the layers or nears the border."
                    : other + " does not search there: too near to the border.";
            return;
        case Verdict::not_extremum:
        case Verdict::duplicate:
        case Verdict::keypoint:
            break;
    }
    parting.stage = there.offset ? PartingStage::refinement : PartingStage::extremum;
    parting.why = there.offset ? other + " drops it in the refinement, which ends at a saddle of D."
                               : other + " finds no extremum of D there.";
}

/// Our copy of OpenCV's choices has it, OpenCV itself does not: rounding decides, and these are the margins.
void untold(const Explanation& there, Parting& parting) {
    parting.stage = PartingStage::untold;
    parting.why =
        "OpenCV does not have it and tells no reason: our classic profile, which makes every choice as it "
        "does, has it";
    if (there.contrast && there.edge_ratio)
        parting.why += ", with |D| " + against(*there.contrast, there.contrast_threshold()) +
                       " and an edge ratio of " + against(*there.edge_ratio, there.params.edge_threshold);
    parting.why += ".";
}

void told(const std::string& other, const Explanation& there, const sift::Keypoint& keypoint,
          const AgreementTolerance& tolerance, Parting& parting) {
    if (there.sample && !same_blob(there, keypoint)) {
        parting.stage = PartingStage::extremum;
        parting.why = other + " finds no extremum of D of about its size there.";
        return;
    }
    if (there.verdict != Verdict::keypoint) return rejected_there(other, there, parting);
    if (!there.kept) {
        parting.stage = PartingStage::selection;
        parting.why = other + " finds it, but not among the " + std::to_string(there.params.max_features) +
                      " strongest.";
        return;
    }
    if (!there.keypoints.empty()) {
        const sift::Keypoint& found = there.keypoints[there.chosen];
        const auto differs = differing_number(other, difference_between(keypoint, found), tolerance);
        if (differs && differs->stage == PartingStage::orientation)
            return missing_orientation(other, there, keypoint.angle, parting);
        if (differs) {
            const PartingTeller teller = parting.teller;
            parting = *differs;
            parting.teller = teller;
            return;
        }
    }
    if (parting.teller == PartingTeller::classic) return untold(there, parting);
    parting.stage = PartingStage::taken;
    parting.why = other + " has it, but as the counterpart of another keypoint.";
}

}  // namespace

std::optional<Parting> parting_of(const ComparedFeatures& compared, const CompareReasons* reasons,
                                  const Comparison& comparison, const ComparedKeypoint& row) {
    if (row.kind == CompareClass::same) return std::nullopt;
    const CompareSide other = row.side() == CompareSide::ours ? CompareSide::opencv : CompareSide::ours;
    const std::string name = name_of_side(compared, other);
    if (row.difference) {
        if (auto differs = differing_number(name, *row.difference, comparison.tolerance)) return differs;
        Parting taken;
        taken.stage = PartingStage::taken;
        taken.why = name + "'s nearest keypoint is the counterpart of another one.";
        return taken;
    }
    if (reasons == nullptr) return std::nullopt;
    const auto& of_side = reasons->there[static_cast<std::size_t>(row.side())];
    const auto found = of_side.find(row.opencv ? *row.opencv : *row.ours);
    if (found == of_side.end()) return std::nullopt;
    Parting parting;
    parting.teller = other == CompareSide::ours ? PartingTeller::ours : PartingTeller::classic;
    told(name, found->second, row.keypoint(compared), comparison.tolerance, parting);
    return parting;
}

}  // namespace siftscope
