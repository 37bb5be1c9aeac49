#include "app/model/agreement.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sift/quantile.h"

namespace siftscope {
namespace {

constexpr double least_found = 0.999;
constexpr double most_extra = 0.001;

struct CandidatePair {
    double cost = 0;
    Counterparts pair;
};

std::vector<CandidatePair> pairs_within(const std::vector<sift::Keypoint>& reference,
                                        const std::vector<sift::Keypoint>& ours,
                                        const AgreementTolerance& tolerance) {
    std::vector<std::size_t> by_x(ours.size());
    std::iota(by_x.begin(), by_x.end(), std::size_t{0});
    std::sort(by_x.begin(), by_x.end(), [&](std::size_t a, std::size_t b) { return ours[a].x < ours[b].x; });

    std::vector<CandidatePair> candidates;
    for (std::size_t r = 0; r < reference.size(); ++r) {
        const sift::Keypoint& wanted = reference[r];
        auto near = std::lower_bound(by_x.begin(), by_x.end(), wanted.x - tolerance.pixels,
                                     [&](std::size_t i, double x) { return ours[i].x < x; });
        for (; near != by_x.end() && ours[*near].x <= wanted.x + tolerance.pixels; ++near) {
            const sift::Keypoint& own = ours[*near];
            const KeypointDifference difference = difference_between(wanted, own);
            const double distance = difference.position_px();
            const double growth = std::abs(difference.size);
            const double turn = std::abs(difference.degrees);
            if (distance <= tolerance.pixels && growth <= tolerance.size && turn <= tolerance.degrees)
                candidates.push_back(
                    {distance / tolerance.pixels + growth / tolerance.size + turn / tolerance.degrees,
                     {r, *near}});
        }
    }
    return candidates;
}

/// The keypoints that are not taken, and which they are.
struct LeftOver {
    std::vector<sift::Keypoint> keypoints;
    std::vector<std::size_t> indices;

    LeftOver(const std::vector<sift::Keypoint>& all, const std::vector<bool>& taken) {
        for (std::size_t i = 0; i < all.size(); ++i)
            if (!taken[i]) {
                keypoints.push_back(all[i]);
                indices.push_back(i);
            }
    }
};

double cosine(const sift::Descriptor& a, const sift::Descriptor& b) {
    double ab = 0, aa = 0, bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        ab += a[i] * b[i];
        aa += a[i] * a[i];
        bb += b[i] * b[i];
    }
    if (aa == 0 && bb == 0) return 1;  // two flat patches agree
    return ab / std::max(std::sqrt(aa * bb), 1e-9);
}

std::optional<double> share(std::size_t part, std::size_t whole) {
    if (whole == 0) return std::nullopt;
    return static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

KeypointDifference difference_between(const sift::Keypoint& reference, const sift::Keypoint& ours) {
    return {ours.x - reference.x, ours.y - reference.y, ours.size / reference.size - 1,
            std::remainder(ours.angle - reference.angle, 360.0)};
}

std::vector<Counterparts> counterparts(const std::vector<sift::Keypoint>& reference,
                                       const std::vector<sift::Keypoint>& ours,
                                       const AgreementTolerance& tolerance) {
    std::vector<CandidatePair> candidates = pairs_within(reference, ours, tolerance);
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const CandidatePair& a, const CandidatePair& b) { return a.cost < b.cost; });
    std::vector<bool> taken_reference(reference.size());
    std::vector<bool> taken_ours(ours.size());
    std::vector<Counterparts> chosen;
    for (const auto& [cost, pair] : candidates) {
        if (taken_reference[pair.reference] || taken_ours[pair.ours]) continue;
        taken_reference[pair.reference] = taken_ours[pair.ours] = true;
        chosen.push_back(pair);
    }
    return chosen;
}

std::vector<std::vector<Counterparts>> counterparts_in_passes(const std::vector<sift::Keypoint>& reference,
                                                              const std::vector<sift::Keypoint>& ours,
                                                              std::span<const AgreementTolerance> passes) {
    std::vector<bool> taken_reference(reference.size());
    std::vector<bool> taken_ours(ours.size());
    std::vector<std::vector<Counterparts>> found;
    for (const AgreementTolerance& tolerance : passes) {
        const LeftOver left_reference(reference, taken_reference);
        const LeftOver left_ours(ours, taken_ours);
        auto& pairs = found.emplace_back();
        for (const Counterparts& pair :
             counterparts(left_reference.keypoints, left_ours.keypoints, tolerance)) {
            pairs.push_back({left_reference.indices[pair.reference], left_ours.indices[pair.ours]});
            taken_reference[pairs.back().reference] = taken_ours[pairs.back().ours] = true;
        }
    }
    return found;
}

Agreement compare(const sift::Features& reference, const sift::Features& ours,
                  const AgreementTolerance& tolerance) {
    const std::vector<Counterparts> pairs = counterparts(reference.keypoints, ours.keypoints, tolerance);
    Agreement agreement;
    agreement.reference = reference.keypoints.size();
    agreement.ours = ours.keypoints.size();
    agreement.pairs = pairs.size();
    agreement.found = share(pairs.size(), agreement.reference);
    agreement.extra = share(agreement.ours - pairs.size(), agreement.ours);
    if (pairs.empty()) return agreement;

    std::vector<double> positions, angles, cosines;
    for (const Counterparts& pair : pairs) {
        const sift::Keypoint& theirs = reference.keypoints[pair.reference];
        const sift::Keypoint& own = ours.keypoints[pair.ours];
        const KeypointDifference difference = difference_between(theirs, own);
        positions.push_back(difference.position_px());
        angles.push_back(std::abs(difference.degrees));
        cosines.push_back(cosine(reference.descriptors[pair.reference], ours.descriptors[pair.ours]));
    }
    agreement.median_position_error_px = sift::median(positions);
    agreement.p99_position_error_px = sift::quantile(positions, 0.99);
    agreement.median_angle_error_deg = sift::median(angles);
    agreement.median_descriptor_cosine = sift::median(cosines);
    agreement.p01_descriptor_cosine = sift::quantile(cosines, 0.01);
    return agreement;
}

AgreementTotal total_of(const std::vector<Agreement>& pictures) {
    AgreementTotal total;
    std::size_t pairs = 0;
    for (const Agreement& picture : pictures) {
        total.reference += picture.reference;
        total.ours += picture.ours;
        pairs += picture.pairs;
    }
    total.found = share(pairs, total.reference);
    total.extra = share(total.ours - pairs, total.ours);
    total.pass = total.found.value_or(1) >= least_found && total.extra.value_or(0) <= most_extra;
    return total;
}

}  // namespace siftscope
