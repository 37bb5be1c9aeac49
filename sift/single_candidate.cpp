#include "sift/single_candidate.h"

#include <cmath>
#include <cstddef>

#include "sift/continuous_localization.h"
#include "sift/curvature_ratio.h"
#include "sift/extrema.h"
#include "sift/localization.h"
#include "sift/plane_extrema.h"

namespace sift {
namespace {

bool is_searched(const Octave& octave, const Candidate& c, const DetectParams& params) {
    return c.layer >= 1 && c.layer <= params.layers && c.column >= border &&
           c.column < octave.width() - border && c.row >= border && c.row < octave.height() - border;
}

bool is_integer(const Octave& octave) {
    return !octave.levels.empty();
}

}  // namespace

Verdict judge_sample(const Octave& octave, const Candidate& c, const DetectParams& params) {
    if (!is_searched(octave, c, params)) return Verdict::outside;
    // Where D is none at all every neighbour is its equal: that is no extremum.
    if (octave.difference(c.layer, c.column, c.row) == 0) return Verdict::not_extremum;
    return is_integer(octave) ? judge_plane_sample(octave, c, params) : judge_sample_of_27(octave, c, params);
}

Candidate localize_candidate(const Octave& octave, const Candidate& sample, const DetectParams& params) {
    return params.refinement == Refinement::interpolant ? localize_on_interpolant(octave, sample, params)
                                                        : localize(octave, sample, params);
}

double preliminary_contrast(const Octave& octave, const DetectParams& params) {
    if (!is_integer(octave)) return static_cast<double>(preliminary_threshold(params));
    return static_cast<double>(plane_threshold(octave, params)) / (1 << octave.difference_bits);
}

double edge_ratio_at(const Octave& octave, const Candidate& c) {
    const auto d = [&](int row, int column) {
        return static_cast<double>(octave.difference(c.layer, c.column + column, c.row + row));
    };
    const double dxx = d(0, 1) + d(0, -1) - 2 * d(0, 0);
    const double dyy = d(1, 0) + d(-1, 0) - 2 * d(0, 0);
    const double dxy = (d(1, 1) + d(-1, -1) - (d(1, -1) + d(-1, 1))) / 4;
    return curvature_ratio(dxx + dyy, dxx * dyy - dxy * dxy);
}

std::array<std::array<std::array<double, 3>, 3>, 3> neighbourhood_of(const Octave& octave,
                                                                     const Candidate& c) {
    std::array<std::array<std::array<double, 3>, 3>, 3> around{};
    for (int layer = 0; layer < 3; ++layer)
        for (int row = 0; row < 3; ++row)
            for (int column = 0; column < 3; ++column)
                around[static_cast<std::size_t>(layer)][static_cast<std::size_t>(row)]
                      [static_cast<std::size_t>(column)] =
                          static_cast<double>(octave.difference(c.layer - 1 + layer, c.column - 1 + column,
                                                                c.row - 1 + row)) /
                          255;
    return around;
}

}  // namespace sift
