#include "sift/continuous_localization.h"

#include <algorithm>
#include <cmath>

#include "sift/curvature_ratio.h"
#include "sift/extrema.h"
#include "sift/interpolant.h"

namespace sift {
namespace {

using Place = Interpolant::Place;
using Derivatives = Interpolant::Derivatives;

constexpr int max_steps = 16;
/// Newton's method doubles the number of right digits: after a step below this what is wrong is far below
/// `snap`.
constexpr double settled = 1e-5;
/// Solutions that two samples send to one another: each polynomial has its own a little beyond the other's.
constexpr int most_returns = 1;
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

bool is_same_sample(const Candidate& a, const Candidate& b) {
    return a.layer == b.layer && a.column == b.column && a.row == b.row;
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
    const Candidate start = c;
    Candidate before = c;  // at the sample before this one
    int returns = 0;
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
            const bool other = !is_same_sample(moved, c);
            if (other && is_same_sample(moved, before) && ++returns > most_returns)
                return rejected(Verdict::no_convergence);
            if (other) before = c;
            c = moved;
            place = from_there;
            if (std::max(std::abs(c.column - start.column), std::abs(c.row - start.row)) > farthest_move)
                return rejected(Verdict::no_convergence);
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

}  // namespace sift
