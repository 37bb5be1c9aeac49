#include "app/model/explain.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "app/model/detect_features.h"
#include "app/model/explain_words.h"
#include "app/model/remedy.h"
#include "sift/detect.h"
#include "sift/normalize_descriptor.h"
#include "sift/oriented_keypoints.h"
#include "sift/root_sift.h"
#include "sift/selection.h"
#include "sift/single_candidate.h"

namespace siftscope {
namespace {

using sift::Candidate;
using sift::Octave;
using sift::Verdict;

constexpr double least_reach_px = 2;
/// |D| in grey levels below which an extremum is rounding or the picture's noise and no story worth telling.
constexpr double noise_floor = 0.05;
/// By how many pixels a keypoint may be farther away than what is none, and still be what is meant.
constexpr double rejected_handicap_px = 0.5;
constexpr double refused_handicap_px = 1;
/// Pixels that a factor of two in size counts for when a size was asked for.
constexpr double octave_handicap_px = 4;

/// The sample of `octave` nearest to a place of the picture.
Candidate sample_near(const Octave& octave, sift::Point at, int layer) {
    Candidate sample;
    sample.octave = octave.index;
    sample.layer = layer;
    sample.column = static_cast<int>(std::lround((at.x - octave.lattice.x0) / octave.lattice.step));
    sample.row = static_cast<int>(std::lround((at.y - octave.lattice.y0) / octave.lattice.step));
    return sample;
}

double difference_at(const Octave& octave, const Candidate& c) {
    return static_cast<double>(octave.difference(c.layer, c.column, c.row));
}

/// Whether none of the 8 neighbours in its layer exceeds the sample, which is strong enough for a candidate
/// but far more curved across than along. On a straight edge the ridge of D lies aslant in scale, so that no
/// sample exceeds its 26 neighbours: that it is an edge is what is worth telling.
bool is_ridge(const Octave& octave, const Candidate& c, const sift::DetectParams& params) {
    const double here = difference_at(octave, c);
    if (std::abs(here) <= sift::preliminary_contrast(octave, params)) return false;
    for (const int dy : {-1, 0, 1})
        for (const int dx : {-1, 0, 1}) {
            const auto other = static_cast<double>(octave.difference(c.layer, c.column + dx, c.row + dy));
            if (here > 0 ? other > here : other < here) return false;
        }
    return sift::edge_ratio_at(octave, c) >= 2 * params.edge_threshold;
}

}  // namespace

std::shared_ptr<const ScaleSpace> scale_space_of(const sift::Image& grey, const sift::DetectParams& params,
                                                 const sift::RunOptions& run) {
    params.validate();
    return std::make_shared<const ScaleSpace>(
        ScaleSpace{grey.width(), grey.height(),
                   sift::build_scale_space(seen_by_detector(grey, params).view(), params, run)});
}

sift::DetectParams space_params(sift::DetectParams params) {
    const sift::DetectParams usual;
    params.contrast_threshold = usual.contrast_threshold;
    params.edge_threshold = usual.edge_threshold;
    params.max_features = usual.max_features;
    params.root = usual.root;
    return params;
}

/// What lies near the place.
struct Explainer::Find {
    Candidate candidate;   ///< after the refinement; its verdict is the final one
    Candidate start;       ///< a sample that the refinement of `candidate` may begin with
    bool refused = false;  ///< by the scan
    bool solved = true;    ///< the refinement came to an end, so that there is a sub-sample place
    sift::Point place;     ///< pixels of the picture
    double size = 0;
    double distance_px = 0;
    double rank = 0;  ///< the least is meant
};

Explainer::Explainer(std::shared_ptr<const ScaleSpace> space, const sift::DetectParams& params,
                     const sift::RunOptions& run)
    : space_(std::move(space)),
      params_(params),
      candidates_(sift::candidates_in(space_->octaves, params, run)) {
    if (params_.max_features == 0) return;
    std::vector<sift::Keypoint> keypoints;
    for (const Candidate& c : candidates_) {
        if (c.verdict != Verdict::keypoint) continue;
        const auto oriented = sift::oriented_keypoints(space_->octave(c.octave), c, params_);
        keypoints.insert(keypoints.end(), oriented.begin(), oriented.end());
    }
    sift::remove_duplicates(keypoints);
    for (const sift::Keypoint& keypoint : keypoints) responses_.push_back(keypoint.response);
    std::sort(responses_.begin(), responses_.end(), std::greater<>());
}

double Explainer::reach(double size) const {
    const double finest =
        space_->octaves.front().lattice.step * params_.sigma * std::exp2(1.0 / params_.layers);
    return std::max({least_reach_px, 1.5 * finest, size / 4});
}

Explainer::Find Explainer::placed(Candidate c, const ExplainPlace& asked, double handicap_px) const {
    Find find;
    find.candidate = find.start = c;
    // A refinement that was given up ends anywhere: what is known is the sample.
    find.solved = sift::has_solution(c.verdict);
    if (!find.solved) c.offset_x = c.offset_y = c.offset_layer = 0;
    const sift::Keypoint keypoint = sift::unoriented_keypoint(space_->octave(c.octave), c, params_);
    find.place = {keypoint.x, keypoint.y};
    find.size = keypoint.size;
    find.distance_px = std::hypot(keypoint.x - asked.at.x, keypoint.y - asked.at.y);
    find.rank = find.distance_px + handicap_px;
    if (asked.size) find.rank += octave_handicap_px * std::abs(std::log2(keypoint.size / *asked.size));
    return find;
}

void Explainer::look_among_candidates(const ExplainPlace& asked, std::optional<Find>& best) const {
    for (const Candidate& c : candidates_) {
        // The better one of the two lies within half a sample.
        if (c.verdict == Verdict::duplicate) continue;
        Find find = placed(c, asked, c.verdict == Verdict::keypoint ? 0 : rejected_handicap_px);
        // Along an edge there is no extremum to settle at: that the refinement went astray is no more than
        // how the edge shows.
        if (!find.solved && sift::edge_ratio_at(space_->octave(c.octave), c) >= 2 * params_.edge_threshold)
            find.candidate.verdict = Verdict::edge;
        if (find.distance_px > reach(find.size)) continue;
        const bool better =
            !best || find.rank < best->rank ||
            (find.rank == best->rank && std::abs(c.contrast) > std::abs(best->candidate.contrast));
        if (better) best = find;
    }
}

bool Explainer::is_known_keypoint(const Find& find) const {
    const double step = space_->octave(find.candidate.octave).lattice.step;
    return std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& c) {
        if (c.verdict != Verdict::keypoint) return false;
        const Find known = placed(c, {find.place, {}, {}}, 0);
        return known.distance_px < step && std::abs(std::log2(known.size / find.size)) < 0.5;
    });
}

void Explainer::look_among_samples(const ExplainPlace& asked, std::optional<Find>& best) const {
    for (const Octave& octave : space_->octaves) {
        // In coarse octaves an edge has its ridge far away from it.
        const bool finest = octave.index == space_->octaves.front().index;
        const double floor_grey = std::min(noise_floor, sift::preliminary_contrast(octave, params_));
        for (int layer = 1; layer <= params_.layers; ++layer) {
            const double size = 2 * octave.lattice.step * params_.sigma *
                                std::exp2(static_cast<double>(layer) / params_.layers);
            const int radius = static_cast<int>(std::ceil(reach(size) / octave.lattice.step)) + 1;
            const Candidate middle = sample_near(octave, asked.at, layer);
            for (int dy = -radius; dy <= radius; ++dy)
                for (int dx = -radius; dx <= radius; ++dx) {
                    Candidate sample = middle;
                    sample.column += dx;
                    sample.row += dy;
                    Verdict verdict = sift::judge_sample(octave, sample, params_);
                    if (verdict == Verdict::not_extremum && finest && is_ridge(octave, sample, params_))
                        verdict = Verdict::edge;
                    if (verdict != Verdict::low_contrast && verdict != Verdict::edge) continue;
                    if (std::abs(difference_at(octave, sample)) < floor_grey) continue;
                    const Candidate refined = sift::localize_candidate(octave, sample, params_);
                    const bool solved = sift::has_solution(refined.verdict);
                    Find find = placed(solved ? refined : sample, asked, refused_handicap_px);
                    find.candidate.verdict = verdict;
                    find.start = sample;
                    find.refused = true;
                    find.solved = solved;
                    if (find.distance_px > reach(find.size) || (best && find.rank >= best->rank) ||
                        is_known_keypoint(find))
                        continue;
                    best = find;
                }
        }
    }
}

Explanation Explainer::explain(const ExplainPlace& asked) const {
    std::optional<Find> best;
    const bool inside = asked.at.x >= -0.5 && asked.at.x <= space_->width - 0.5 && asked.at.y >= -0.5 &&
                        asked.at.y <= space_->height - 0.5;
    if (inside && !space_->octaves.empty()) {
        look_among_candidates(asked, best);
        look_among_samples(asked, best);
    }
    Explanation story;
    if (best)
        story = story_of(*best);
    else if (inside)
        story = story_of_no_extremum(asked.at);
    story.asked = asked;
    if (asked.angle) {
        const auto turn = [&](const sift::Keypoint& k) {
            return std::abs(std::remainder(k.angle - *asked.angle, 360.0));
        };
        const auto nearest = std::min_element(
            story.keypoints.begin(), story.keypoints.end(),
            [&](const sift::Keypoint& a, const sift::Keypoint& b) { return turn(a) < turn(b); });
        story.chosen = static_cast<std::size_t>(nearest - story.keypoints.begin());
    }
    if (!story.sample)
        story.why =
            inside ? words_for_border(asked.at) : words_for_outside(asked.at, space_->width, space_->height);
    return story;
}

Explanation Explainer::story_of(const Find& find) const {
    const Candidate& c = find.candidate;
    const Octave& octave = space_->octave(c.octave);
    Explanation story;
    story.params = params_;
    story.verdict = c.verdict;
    story.sample = c;
    story.neighbourhood = sift::neighbourhood_of(octave, c);
    story.place = find.place;
    story.size = find.size;
    if (find.solved) story.offset = {{c.offset_x, c.offset_y, c.offset_layer}};

    const bool to_contrast =
        c.verdict == Verdict::keypoint || c.verdict == Verdict::low_contrast || c.verdict == Verdict::edge;
    if (to_contrast) {
        story.contrast = std::abs(c.contrast);
        // The scan refuses a sample for what it is, whatever lies between the samples.
        const bool by_sample = !find.solved || (find.refused && c.verdict == Verdict::low_contrast &&
                                                *story.contrast >= story.contrast_threshold());
        if (by_sample) story.contrast = std::abs(difference_at(octave, find.start)) / 255;
    }
    if (c.verdict == Verdict::keypoint || c.verdict == Verdict::edge) {
        story.edge_ratio = c.edge_ratio;
        if (!find.solved || (find.refused && *story.edge_ratio < params_.edge_threshold))
            story.edge_ratio = sift::edge_ratio_at(octave, find.start);
    }
    if (c.verdict == Verdict::keypoint) add_keypoints(story);
    if (c.verdict == Verdict::low_contrast || c.verdict == Verdict::edge)
        story.remedy = remedy_for(octave, find.start, find.refused, params_);
    story.why = words_for(story);
    return story;
}

void Explainer::add_keypoints(Explanation& story) const {
    const Octave& octave = space_->octave(story.sample->octave);
    story.orientation_bins = sift::orientation_bins(octave, *story.sample, params_);
    story.keypoints = sift::oriented_keypoints(octave, *story.sample, params_);
    for (const sift::Keypoint& keypoint : story.keypoints) {
        std::array<float, 128> sums = sift::descriptor_sums(octave, keypoint, params_);
        const sift::Descriptor descriptor = sift::normalize_descriptor(sums);
        story.descriptors.push_back(params_.root ? sift::root_sift(descriptor) : descriptor);
        double squares = 0;
        for (const float sum : sums) squares += static_cast<double>(sum) * static_cast<double>(sum);
        const auto length = static_cast<float>(std::sqrt(squares));
        for (float& sum : sums) sum = length > 0 ? sum / length : 0.0F;
        story.shares.push_back(sums);
    }
    const auto most = static_cast<std::size_t>(params_.max_features);
    const double response = std::abs(story.sample->contrast);
    story.kept = most == 0 || responses_.size() <= most || response >= responses_[most - 1];
    if (!story.kept) {
        const auto weaker =
            std::upper_bound(responses_.begin(), responses_.end(), response, std::greater<>());
        story.remedy = Remedy{{}, {}, static_cast<int>(weaker - responses_.begin())};
    }
}

Explanation Explainer::story_of_no_extremum(sift::Point at) const {
    Explanation story;
    story.params = params_;
    double largest = -1;
    for (const Octave& octave : space_->octaves)
        for (int layer = 1; layer <= params_.layers; ++layer) {
            const Candidate sample = sample_near(octave, at, layer);
            if (sift::judge_sample(octave, sample, params_) == Verdict::outside) continue;
            const double here = std::abs(difference_at(octave, sample));
            if (here <= largest) continue;
            largest = here;
            story.sample = sample;
        }
    if (!story.sample) return story;
    const Octave& octave = space_->octave(story.sample->octave);
    story.verdict = story.sample->verdict = Verdict::not_extremum;
    story.neighbourhood = sift::neighbourhood_of(octave, *story.sample);
    const Find find = placed(*story.sample, {at, {}, {}}, 0);
    story.place = find.place;
    story.size = find.size;

    std::optional<Find> nearest;
    for (const Candidate& c : candidates_) {
        if (c.verdict != Verdict::keypoint) continue;
        const Find keypoint = placed(c, {at, {}, {}}, 0);
        if (!nearest || keypoint.distance_px < nearest->distance_px) nearest = keypoint;
    }
    story.why = words_for_no_extremum(story, at, largest < noise_floor,
                                      nearest ? std::optional(nearest->place) : std::nullopt);
    return story;
}

}  // namespace siftscope
