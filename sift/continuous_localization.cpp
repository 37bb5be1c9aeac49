#include "sift/continuous_localization.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "sift/curvature_ratio.h"
#include "sift/extrema.h"
#include "sift/interpolant.h"

namespace sift {
namespace {

using Place = Interpolant::Place;
using Derivatives = Interpolant::Derivatives;

constexpr int max_steps = 16;
/// Newton's method doubles the number of right digits: the step after one below this changes nothing.
constexpr double settled = 1e-7;
/// A sample's interpolant serves a little beyond half the way to the next one, or solutions halfway between
/// two samples would be sent to and fro for ever.
constexpr double reach = 0.6;
/// The last layer's extrema reach as far as the next octave's first ones, so that none falls between; what is
/// found in both is a duplicate.
constexpr double largest_step = 1.0;
constexpr double snap = 1 << 20;

/// -H^-1 gradient by Cramer's rule, symmetric in u and v; false for a singular H.
bool newton_step(const Derivatives& d, Place& step) {
    const double minor_uu = d.dvv * d.dss - d.dvs * d.dvs;
    const double minor_vv = d.duu * d.dss - d.dus * d.dus;
    const double minor_ss = d.duu * d.dvv - d.duv * d.duv;
    const double minor_uv = d.duv * d.dss - d.dus * d.dvs;
    const double minor_us = d.duv * d.dvs - d.dvv * d.dus;
    const double minor_vs = d.duv * d.dus - d.duu * d.dvs;
    const double determinant = (d.dss * minor_ss - (d.duu * (d.dvs * d.dvs) + d.dvv * (d.dus * d.dus))) +
                               2 * (d.duv * (d.dus * d.dvs));
    if (determinant == 0) return false;
    step.u = -((d.du * minor_uu - d.dv * minor_uv) + d.ds * minor_us) / determinant;
    step.v = -((d.dv * minor_vv - d.du * minor_uv) + d.ds * minor_vs) / determinant;
    step.s = -((d.du * minor_us + d.dv * minor_vs) + d.ds * minor_ss) / determinant;
    return true;
}

/// Negative definite at a maximum, positive definite at a minimum, by the sign of D itself.
bool is_extremum(const Derivatives& d) {
    const double sign = d.value < 0 ? -1 : 1;
    const double minor = d.duu * d.dvv - d.duv * d.duv;
    const double determinant =
        (d.dss * minor - (d.duu * (d.dvs * d.dvs) + d.dvv * (d.dus * d.dus))) + 2 * (d.duv * (d.dus * d.dvs));
    return minor > 0 && sign * (d.duu + d.dvv) < 0 && sign * determinant < 0;
}

double limited(double step) {
    return std::clamp(step, -largest_step, largest_step);
}

double snapped(double offset) {
    return std::nearbyint(offset * snap) / snap;
}

bool is_inside(const Octave& octave, const Candidate& c, const DetectParams& params) {
    return c.layer >= 1 && c.layer <= params.layers && c.column >= border &&
           c.column < octave.width() - border && c.row >= border && c.row < octave.height() - border;
}

/// Moves to the sample nearest to the place, if that is far enough; true when it moved.
bool move_to_nearest(Candidate& c, Place& place) {
    const auto whole = [](double offset) { return std::abs(offset) <= reach ? 0.0 : std::nearbyint(offset); };
    const double du = whole(place.u);
    const double dv = whole(place.v);
    const double ds = whole(place.s);
    c.column += static_cast<int>(du);
    c.row += static_cast<int>(dv);
    c.layer += static_cast<int>(ds);
    place = {place.u - du, place.v - dv, place.s - ds};
    return du != 0 || dv != 0 || ds != 0;
}

}  // namespace

Candidate localize_on_interpolant(const Octave& octave, Candidate c, const DetectParams& params) {
    Place place;
    Interpolant interpolant(octave, c.layer, c.column, c.row);
    const auto rejected = [&](Verdict verdict) {
        c.offset_x = place.u;
        c.offset_y = place.v;
        c.offset_layer = place.s;
        c.verdict = verdict;
        return c;
    };
    for (c.steps = 0;; ++c.steps) {
        if (c.steps == max_steps) return rejected(Verdict::no_convergence);
        Place step;
        if (!newton_step(interpolant.at(place), step)) return rejected(Verdict::no_convergence);
        place = {place.u + limited(step.u), place.v + limited(step.v), place.s + limited(step.s)};
        if (!std::isfinite(place.u + place.v + place.s)) return rejected(Verdict::no_convergence);
        Candidate moved = c;
        Place from_there = place;
        if (move_to_nearest(moved, from_there)) {
            // At the outermost layers a place up to a layer beyond may still come back.
            if (!is_inside(octave, moved, params)) {
                moved.layer = std::clamp(moved.layer, 1, params.layers);
                if (std::abs(place.s) > 1.0 || !is_inside(octave, moved, params))
                    return rejected(Verdict::outside);
                from_there.s = place.s - (moved.layer - c.layer);
            }
            const bool other = moved.layer != c.layer || moved.column != c.column || moved.row != c.row;
            c = moved;
            place = from_there;
            if (other) {
                interpolant.move_to(octave, c.layer, c.column, c.row);
                continue;
            }
        }
        if (std::max({std::abs(step.u), std::abs(step.v), std::abs(step.s)}) < settled) break;
    }
    if (std::abs(place.s) > reach) return rejected(Verdict::outside);

    place = {snapped(place.u), snapped(place.v), snapped(place.s)};
    const Derivatives d = interpolant.at(place);
    c.offset_x = place.u;
    c.offset_y = place.v;
    c.offset_layer = place.s;
    c.contrast = d.value / (255.0 * (1 << octave.difference_bits));
    c.edge_ratio = curvature_ratio(d.duu + d.dvv, d.duu * d.dvv - d.duv * d.duv);
    if (!is_extremum(d))
        c.verdict = Verdict::not_extremum;
    else if (std::abs(c.contrast) * params.layers < params.contrast_threshold)
        c.verdict = Verdict::low_contrast;
    else
        c.verdict = c.edge_ratio < params.edge_threshold ? Verdict::keypoint : Verdict::edge;
    return c;
}

namespace {

/// What decides between two candidates for the same point.
struct Contender {
    std::size_t index;
    int octave;
    double x, y;   ///< input pixels
    double layer;  ///< above the first one of octave 0, in layers
    double step;   ///< of its lattice
    double from_layer, from_sample_far, from_sample_near;

    [[nodiscard]] bool is_better_than(const Contender& other) const {
        if (from_layer != other.from_layer) return from_layer < other.from_layer;
        if (from_sample_far != other.from_sample_far) return from_sample_far < other.from_sample_far;
        return from_sample_near < other.from_sample_near;
    }
    [[nodiscard]] bool is_near(const Contender& other) const {
        const double limit = 0.5 * std::max(step, other.step);
        return std::abs(layer - other.layer) < 0.5 && std::abs(x - other.x) < limit &&
               std::abs(y - other.y) < limit;
    }
};

}  // namespace

void mark_duplicates(std::vector<Candidate>& candidates, const std::vector<Octave>& octaves,
                     const DetectParams& params) {
    std::vector<Contender> contenders;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const Candidate& c = candidates[i];
        if (c.verdict != Verdict::keypoint) continue;
        const Lattice& lattice = octaves[static_cast<std::size_t>(c.octave - octaves.front().index)].lattice;
        const double off_x = std::abs(c.offset_x);
        const double off_y = std::abs(c.offset_y);
        contenders.push_back({i, c.octave, lattice.x0 + (c.column + c.offset_x) * lattice.step,
                              lattice.y0 + (c.row + c.offset_y) * lattice.step,
                              c.octave * params.layers + c.layer + c.offset_layer, lattice.step,
                              std::abs(c.offset_layer), std::max(off_x, off_y), std::min(off_x, off_y)});
    }
    std::sort(contenders.begin(), contenders.end(), [](const Contender& a, const Contender& b) {
        return std::tie(a.octave, a.x, a.index) < std::tie(b.octave, b.x, b.index);
    });
    std::vector<bool> dropped(contenders.size());
    const auto judge = [&](std::size_t a, std::size_t b) {
        if (!contenders[a].is_near(contenders[b])) return;
        const bool same_point = contenders[a].x == contenders[b].x && contenders[a].y == contenders[b].y &&
                                contenders[a].layer == contenders[b].layer;
        if (contenders[a].is_better_than(contenders[b]) || same_point)
            dropped[b] = true;
        else if (contenders[b].is_better_than(contenders[a]))
            dropped[a] = true;
    };
    // Near ones lie in the same octave, further on in the order, or in the next one.
    for (std::size_t a = 0; a < contenders.size(); ++a) {
        const Contender& here = contenders[a];
        for (std::size_t b = a + 1; b < contenders.size() && contenders[b].octave == here.octave &&
                                    contenders[b].x - here.x < 0.5 * here.step;
             ++b)
            judge(a, b);
        const auto next = std::lower_bound(contenders.begin() + static_cast<std::ptrdiff_t>(a),
                                           contenders.end(), std::pair(here.octave + 1, here.x - here.step),
                                           [](const Contender& c, const std::pair<int, double>& place) {
                                               return std::pair(c.octave, c.x) < place;
                                           });
        for (auto b = static_cast<std::size_t>(next - contenders.begin());
             b < contenders.size() && contenders[b].octave == here.octave + 1 &&
             contenders[b].x - here.x < here.step;
             ++b)
            judge(a, b);
    }
    for (std::size_t i = 0; i < contenders.size(); ++i)
        if (dropped[i]) candidates[contenders[i].index].verdict = Verdict::duplicate;
}

}  // namespace sift
