#include "sift/localization.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

#include "sift/curvature_ratio.h"
#include "sift/extrema.h"

namespace sift {
namespace {

constexpr int max_steps = 5;
constexpr float grey_to_unit = 1.0F / 255;

/// An offset past which a step would leave any picture; it comes from a nearly singular Hessian.
constexpr float absurd_offset = static_cast<float>(std::numeric_limits<int>::max()) / 3;

/// Value, gradient and Hessian of D at a sample by central differences, grey levels 0..1.
struct Derivatives {
    float value;
    float dx, dy, ds;
    float dxx, dyy, dss, dxy, dxs, dys;
};

/// D at the 27 samples around one: [layer][row][column].
using Cube = std::array<std::array<std::array<float, 3>, 3>, 3>;

Cube samples_around(const Octave& octave, int layer, int column, int row) {
    Cube cube{};
    for (int l = 0; l < 3; ++l)
        for (int y = 0; y < 3; ++y) {
            const auto i = static_cast<std::size_t>(layer - 1 + l);
            auto& to = cube[static_cast<std::size_t>(l)][static_cast<std::size_t>(y)];
            if (octave.gaussian.empty()) {
                for (int x = 0; x < 3; ++x)
                    to[static_cast<std::size_t>(x)] =
                        octave.difference(layer - 1 + l, column - 1 + x, row - 1 + y);
                continue;
            }
            const float* coarser = octave.gaussian[i + 1].row(row - 1 + y) + column - 1;
            const float* finer = octave.gaussian[i].row(row - 1 + y) + column - 1;
            for (std::size_t x = 0; x < 3; ++x) to[x] = coarser[x] - finer[x];
        }
    return cube;
}

Derivatives derivatives_at(const Octave& octave, int layer, int column, int row) {
    const Cube cube = samples_around(octave, layer, column, row);
    const auto d = [&](int l, int y, int x) {
        return cube[static_cast<std::size_t>(l + 1)][static_cast<std::size_t>(y + 1)]
                   [static_cast<std::size_t>(x + 1)];
    };
    const float first = grey_to_unit * 0.5F;
    const float second = grey_to_unit;
    const float cross = grey_to_unit * 0.25F;
    const float twice = d(0, 0, 0) * 2;
    return {
        d(0, 0, 0) * grey_to_unit,
        (d(0, 0, 1) - d(0, 0, -1)) * first,
        (d(0, 1, 0) - d(0, -1, 0)) * first,
        (d(1, 0, 0) - d(-1, 0, 0)) * first,
        (d(0, 0, 1) + d(0, 0, -1) - twice) * second,
        (d(0, 1, 0) + d(0, -1, 0) - twice) * second,
        (d(1, 0, 0) + d(-1, 0, 0) - twice) * second,
        (d(0, 1, 1) - d(0, 1, -1) - d(0, -1, 1) + d(0, -1, -1)) * cross,
        (d(1, 0, 1) - d(1, 0, -1) - d(-1, 0, 1) + d(-1, 0, -1)) * cross,
        (d(1, 1, 0) - d(1, -1, 0) - d(-1, 1, 0) + d(-1, -1, 0)) * cross,
    };
}

struct Offset {
    float x = 0, y = 0, layer = 0;
};

/// The extremum of the quadratic, -H^-1 gradient (equation 3), by Cramer's rule; zero for a singular H.
Offset extremum_of_quadratic(const Derivatives& d) {
    const float minor_x = d.dyy * d.dss - d.dys * d.dys;
    const float minor_y = d.dxy * d.dss - d.dys * d.dxs;
    const float minor_s = d.dxy * d.dys - d.dyy * d.dxs;
    const float determinant = d.dxx * minor_x - d.dxy * minor_y + d.dxs * minor_s;
    if (determinant == 0) return {};
    const float inverse = 1 / determinant;
    const float y_s = d.dy * d.dss - d.dys * d.ds;
    const float y_x = d.dy * d.dys - d.dyy * d.ds;
    const float x_y = d.dxy * d.ds - d.dy * d.dxs;
    return {
        -(inverse * (d.dx * minor_x - d.dxy * y_s + d.dxs * y_x)),
        -(inverse * (d.dxx * y_s - d.dx * minor_y + d.dxs * x_y)),
        -(inverse * (d.dxx * (d.dyy * d.ds - d.dy * d.dys) - d.dxy * x_y + d.dx * minor_s)),
    };
}

bool within_half_a_sample(const Offset& o) {
    return std::abs(o.x) < 0.5F && std::abs(o.y) < 0.5F && std::abs(o.layer) < 0.5F;
}

/// Also false for an offset that is not a number.
bool is_sane(const Offset& o) {
    return std::abs(o.x) <= absurd_offset && std::abs(o.y) <= absurd_offset &&
           std::abs(o.layer) <= absurd_offset;
}

bool is_inside(const Octave& octave, const Candidate& c, const DetectParams& params) {
    return c.layer >= 1 && c.layer <= params.layers && c.column >= border &&
           c.column < octave.width() - border && c.row >= border && c.row < octave.height() - border;
}

bool holds_neighbours(const SampleWindow& window, const Candidate& c) {
    return c.column > window.left && c.column + 1 < window.right && c.row > window.top &&
           c.row + 1 < window.bottom;
}

int round_to_int(float value) {
    return static_cast<int>(std::nearbyint(value));
}

}  // namespace

Candidate localize(const Octave& octave, Candidate c, const DetectParams& params) {
    c.steps = 0;
    return *localize_within(octave, c, params, {0, octave.width(), 0, octave.height()});
}

std::optional<Candidate> localize_within(const Octave& octave, Candidate& c, const DetectParams& params,
                                         const SampleWindow& window) {
    Derivatives d{};
    Offset offset;
    for (;; ++c.steps) {
        if (c.steps == max_steps) {
            c.verdict = Verdict::no_convergence;
            return c;
        }
        if (!holds_neighbours(window, c)) return std::nullopt;
        d = derivatives_at(octave, c.layer, c.column, c.row);
        offset = extremum_of_quadratic(d);
        c.offset_x = offset.x;
        c.offset_y = offset.y;
        c.offset_layer = offset.layer;
        if (within_half_a_sample(offset)) break;
        if (!is_sane(offset)) {
            c.verdict = Verdict::outside;
            return c;
        }
        Candidate moved = c;
        moved.column += round_to_int(offset.x);
        moved.row += round_to_int(offset.y);
        moved.layer += round_to_int(offset.layer);
        if (!is_inside(octave, moved, params)) {
            c.verdict = Verdict::outside;
            return c;
        }
        c.column = moved.column;
        c.row = moved.row;
        c.layer = moved.layer;
    }

    // D at the solution, equation 3 put into equation 2.
    const float contrast = d.value + (d.dx * offset.x + d.dy * offset.y + d.ds * offset.layer) * 0.5F;
    c.contrast = contrast;
    if (std::abs(contrast) * static_cast<float>(params.layers) <
        static_cast<float>(params.contrast_threshold)) {
        c.verdict = Verdict::low_contrast;
        return c;
    }

    const float trace = d.dxx + d.dyy;
    const float determinant = d.dxx * d.dyy - d.dxy * d.dxy;
    const auto limit = static_cast<float>(params.edge_threshold);
    c.edge_ratio = curvature_ratio(static_cast<double>(trace), static_cast<double>(determinant));
    const bool on_edge = determinant <= 0 || trace * trace * limit >= (limit + 1) * (limit + 1) * determinant;
    c.verdict = on_edge ? Verdict::edge : Verdict::keypoint;
    return c;
}

}  // namespace sift
