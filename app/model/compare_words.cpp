#include "app/model/compare_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "app/model/format_number.h"
#include "sift/quantile.h"

namespace siftscope {
namespace {

/// An offset of less than this is rounding and no bias, pixels.
constexpr double least_offset_px = 0.02;

std::string percent_of(std::size_t part, std::size_t whole) {
    const double percent = 100 * static_cast<double>(part) / static_cast<double>(whole);
    // "100.0 %" is said of all alone.
    std::string text = fixed_text(percent, 1);
    if (part < whole && text == "100.0") text = "99.9";
    return text + " %";
}

std::string offset_words(const ComparedFeatures& compared) {
    const auto offset = median_offset(compared);
    if (!offset || std::hypot(offset->x, offset->y) < least_offset_px) return {};
    return " Ours lie beside OpenCV's by (" + signed_text(offset->x, 2) + ", " + signed_text(offset->y, 2) +
           ") px.";
}

std::string stage_words(PartingStage stage) {
    switch (stage) {
        case PartingStage::extremum:
            return "the other has no extremum";
        case PartingStage::refinement:
            return "the refinement fails";
        case PartingStage::contrast:
            return "of the contrast test";
        case PartingStage::edge:
            return "of the edge test";
        case PartingStage::selection:
            return "of the largest number of features";
        case PartingStage::position:
            return "they lie farther apart";
        case PartingStage::size:
            return "of their size";
        case PartingStage::orientation:
            return "of their orientation";
        case PartingStage::taken:
            return "the counterpart is taken";
        case PartingStage::untold:
            break;
    }
    return "of reasons that OpenCV does not tell";
}

std::string commonest_stage(const Comparison& comparison,
                            const std::vector<std::optional<Parting>>& partings) {
    std::array<std::size_t, parting_stage_names.size()> counts{};
    std::size_t all = 0;
    for (std::size_t i = 0; i < partings.size(); ++i) {
        const CompareClass kind = comparison.rows[i].kind;
        if (kind != CompareClass::only_ours && kind != CompareClass::only_opencv) continue;
        ++all;
        if (!partings[i]) return {};  // the reasons are not there yet
        ++counts[static_cast<std::size_t>(partings[i]->stage)];
    }
    if (all == 0) return {};
    const auto most = std::max_element(counts.begin(), counts.end());
    return " Most often because " + stage_words(static_cast<PartingStage>(most - counts.begin())) + " (" +
           std::to_string(*most) + " of " + std::to_string(all) + ").";
}

}  // namespace

std::string name_of_side(const ComparedFeatures& compared, CompareSide side) {
    if (side == CompareSide::opencv) return "OpenCV";
    return std::string("Ours (") + name_of(compared.settings_of(side).profile) + ")";
}

std::optional<sift::Point> median_offset(const ComparedFeatures& compared) {
    if (compared.nearest.empty()) return std::nullopt;
    std::vector<double> dx, dy;
    for (const Counterparts& pair : compared.nearest) {
        const KeypointDifference difference =
            difference_between(compared.of(CompareSide::opencv).keypoints[pair.reference],
                               compared.of(CompareSide::ours).keypoints[pair.ours]);
        dx.push_back(difference.dx);
        dy.push_back(difference.dy);
    }
    return sift::Point{sift::median(dx), sift::median(dy)};
}

BesideLimit beside_limit(double value, double limit) {
    const std::string exact = shortest_text(limit);
    if (value == limit || !std::isfinite(value)) return {shortest_text(value), exact};
    const double magnitude = std::floor(std::log10(std::max(std::abs(value), 1e-12)));
    int decimals = std::max(0, 2 - static_cast<int>(magnitude));
    while (fixed_text(value, decimals) == fixed_text(limit, decimals) && decimals < 12) ++decimals;
    const std::string rounded = fixed_text(limit, decimals);
    return {fixed_text(value, decimals), exact.size() < rounded.size() ? exact : rounded};
}

std::string tolerance_words(const AgreementTolerance& tolerance) {
    return "within " + shortest_text(tolerance.pixels) + " px, " + shortest_text(100 * tolerance.size) +
           " % in size and " + shortest_text(tolerance.degrees) + "\u00b0";
}

std::string parameter_words(const ComparedFeatures& compared) {
    const Settings& ours = compared.settings_of(CompareSide::ours);
    const sift::DetectParams& own = ours.detect;
    const sift::DetectParams& theirs = compared.settings_of(CompareSide::opencv).detect;
    const std::string profile = name_of(ours.profile);
    if (own == theirs) return "Ours is " + profile + ", with the same parameters as cv::SIFT.";
    std::string differing;
    const auto add = [&](const char* name, double a, double b) {
        if (a != b)
            differing += (differing.empty() ? "" : ", ") + std::string(name) + " " + shortest_text(a) +
                         " against " + shortest_text(b);
    };
    add("contrast", own.contrast_threshold, theirs.contrast_threshold);
    add("edge", own.edge_threshold, theirs.edge_threshold);
    add("\u03c3", own.sigma, theirs.sigma);
    add("layers", own.layers, theirs.layers);
    return "Ours is " + profile +
           (differing.empty() ? "" : ", each side with its own defaults: " + differing) + ".";
}

std::string verdict_words(const ComparedFeatures& compared, const Comparison& comparison,
                          const std::vector<std::optional<Parting>>& partings) {
    const std::size_t theirs = compared.of(CompareSide::opencv).keypoints.size();
    const std::size_t own = compared.of(CompareSide::ours).keypoints.size();
    const std::string ours =
        std::string("ours (") + name_of(compared.settings_of(CompareSide::ours).profile) + ")";
    if (theirs == 0 && own == 0) return "Neither OpenCV nor " + ours + " finds a keypoint.";
    const std::size_t same = comparison.count(CompareClass::same);
    const std::string within = tolerance_words(comparison.tolerance);
    if (same == theirs && same == own)
        return "OpenCV and " + ours + " agree: all " + std::to_string(same) + " keypoints are the same " +
               within + "." + offset_words(compared);
    const std::string of_theirs =
        theirs == 0 ? "OpenCV finds none"
                    : std::to_string(same) + " of OpenCV's " + std::to_string(theirs) + " keypoints (" +
                          percent_of(same, theirs) + ") are the same in " + ours + " " + within;
    return of_theirs + "; " + std::to_string(comparison.count(CompareClass::other)) +
           " lie at the same place with another size or angle, " +
           std::to_string(comparison.count(CompareClass::only_opencv)) + " only OpenCV has, " +
           std::to_string(comparison.count(CompareClass::only_ours)) + " only ours." +
           offset_words(compared) + commonest_stage(comparison, partings);
}

}  // namespace siftscope
