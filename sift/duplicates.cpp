#include "sift/duplicates.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <tuple>
#include <utility>

namespace sift {
namespace {

struct Contender {
    std::size_t index;  ///< among the candidates
    int octave;
    ScalePlace place;
};

bool are_near(const ScalePlace& a, const ScalePlace& b) {
    const double limit = 0.5 * std::max(a.step, b.step);
    return std::abs(a.layer - b.layer) < 0.5 && std::abs(a.x - b.x) < limit && std::abs(a.y - b.y) < limit;
}

bool is_better(const ScalePlace& a, const ScalePlace& b) {
    if (a.from_layer != b.from_layer) return a.from_layer < b.from_layer;
    if (a.from_sample_far != b.from_sample_far) return a.from_sample_far < b.from_sample_far;
    return a.from_sample_near < b.from_sample_near;
}

}  // namespace

ScalePlace scale_place(const Candidate& c, const Lattice& lattice, const DetectParams& params) {
    const double off_x = std::abs(c.offset_x);
    const double off_y = std::abs(c.offset_y);
    return {lattice.x0 + (c.column + c.offset_x) * lattice.step,
            lattice.y0 + (c.row + c.offset_y) * lattice.step,
            c.octave * params.layers + c.layer + c.offset_layer,
            lattice.step,
            std::abs(c.offset_layer),
            std::max(off_x, off_y),
            std::min(off_x, off_y),
            std::abs(c.contrast)};
}

Dropped dropped_of(const ScalePlace& first, const ScalePlace& second) {
    if (!are_near(first, second)) return Dropped::neither;
    if (is_better(first, second)) return Dropped::second;
    if (is_better(second, first)) return Dropped::first;
    if (first.x != second.x || first.y != second.y || first.layer != second.layer) return Dropped::neither;
    // Halfway between two samples, whose polynomials differ.
    if (first.contrast != second.contrast)
        return first.contrast < second.contrast ? Dropped::first : Dropped::second;
    return Dropped::either;
}

void mark_duplicates(std::vector<Candidate>& candidates, const std::map<int, Lattice>& lattices,
                     const DetectParams& params) {
    std::vector<Contender> contenders;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const Candidate& c = candidates[i];
        if (c.verdict == Verdict::keypoint)
            contenders.push_back({i, c.octave, scale_place(c, lattices.at(c.octave), params)});
    }
    std::sort(contenders.begin(), contenders.end(), [](const Contender& a, const Contender& b) {
        return std::tie(a.octave, a.place.x, a.index) < std::tie(b.octave, b.place.x, b.index);
    });
    std::vector<bool> dropped(contenders.size());
    const auto judge = [&](std::size_t a, std::size_t b) {
        const Dropped which = dropped_of(contenders[a].place, contenders[b].place);
        if (which == Dropped::first) dropped[a] = true;
        if (which == Dropped::second || (which == Dropped::either && !dropped[a])) dropped[b] = true;
    };
    // Near ones lie in the same octave, further on in the order, or in the next one.
    for (std::size_t a = 0; a < contenders.size(); ++a) {
        const int octave = contenders[a].octave;
        const double x = contenders[a].place.x;
        const double step = contenders[a].place.step;
        for (std::size_t b = a + 1; b < contenders.size() && contenders[b].octave == octave &&
                                    contenders[b].place.x - x < 0.5 * step;
             ++b)
            judge(a, b);
        const auto next = std::lower_bound(contenders.begin() + static_cast<std::ptrdiff_t>(a),
                                           contenders.end(), std::pair(octave + 1, x - step),
                                           [](const Contender& c, const std::pair<int, double>& place) {
                                               return std::pair(c.octave, c.place.x) < place;
                                           });
        for (auto b = static_cast<std::size_t>(next - contenders.begin());
             b < contenders.size() && contenders[b].octave == octave + 1 && contenders[b].place.x - x < step;
             ++b)
            judge(a, b);
    }
    for (std::size_t i = 0; i < contenders.size(); ++i)
        if (dropped[i]) candidates[contenders[i].index].verdict = Verdict::duplicate;
}

}  // namespace sift
