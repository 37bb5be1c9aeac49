#include "sift/match.h"

#include <cmath>

#include "sift/kernels/two_nearest.h"
#include "sift/kernels/two_nearest_vnni.h"
#include "sift/kernels/vnni.h"
#include "sift/parallel.h"
#include "sift/require.h"

namespace sift {
namespace {

/// The distance that cv::BFMatcher gives: the root taken as a float.
double distance(std::int32_t squared) {
    return std::sqrt(static_cast<float>(squared));
}

/// Shares the queries among threads; `search` is the kernel that reads descriptors laid out as `groups`.
template <class Groups, class Search>
std::vector<TwoNearest> search_all(std::span<const Descriptor> query, const Groups& groups, Search search,
                                   const RunOptions& run) {
    constexpr int queries_worth_a_task = 128;
    std::vector<TwoNearest> nearest(query.size());
    parallel_for(static_cast<int>(query.size()), queries_worth_a_task, run, [&](int begin, int end) {
        const auto first = static_cast<std::size_t>(begin);
        const auto count = static_cast<std::size_t>(end - begin);
        search(query.subspan(first, count), groups, std::span(nearest).subspan(first, count));
    });
    if (run.stop.stop_requested()) return {};
    return nearest;
}

}  // namespace

std::vector<TwoNearest> two_nearest(std::span<const Descriptor> query, std::span<const Descriptor> train,
                                    const RunOptions& run) {
    if (kernels::can_use_vnni())
        return search_all(query, kernels::ByteGroups(train), kernels::two_nearest_vnni, run);
    return search_all(query, kernels::SketchGroups(train), kernels::two_nearest, run);
}

void MatchParams::validate() const {
    // Written so that NaN fails each comparison.
    require(ratio > 0 && ratio <= 1, "ratio", ratio, "above 0 and at most 1");
    if (max_distance)
        require(*max_distance >= 0 && std::isfinite(*max_distance), "max-distance", *max_distance,
                "a number >= 0");
}

std::vector<Match> putative_matches(std::span<const TwoNearest> forward,
                                    std::span<const TwoNearest> backward) {
    std::vector<Match> matches;
    matches.reserve(forward.size());
    for (std::size_t i = 0; i < forward.size(); ++i) {
        const TwoNearest& two = forward[i];
        if (two.nearest < 0) continue;
        Match match;
        match.first = static_cast<int>(i);
        match.second = two.nearest;
        match.runner_up = two.second;
        match.distance = distance(two.nearest_squared);
        if (two.second >= 0)
            match.ratio = two.second_squared > 0 ? match.distance / distance(two.second_squared) : 1.0;
        match.mutual = backward[static_cast<std::size_t>(two.nearest)].nearest == match.first;
        matches.push_back(match);
    }
    return matches;
}

void apply_thresholds(std::vector<Match>& matches, const MatchParams& params) {
    params.validate();
    for (Match& match : matches)
        match.kept = match.ratio && *match.ratio < params.ratio &&
                     (!params.max_distance || match.distance <= *params.max_distance) &&
                     (!params.mutual || match.mutual);
}

}  // namespace sift
