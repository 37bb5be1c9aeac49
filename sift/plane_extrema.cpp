#include "sift/plane_extrema.h"

#include <algorithm>
#include <cmath>

#include "sift/extrema.h"
#include "sift/kernels/plane_extrema.h"
#include "sift/parallel.h"
#include "sift/stage_times.h"

namespace sift {
namespace {

/// Of the contrast threshold, for |D| at the sample: between samples it is larger.
constexpr double preliminary_share = 0.8;

/// The samples around a candidate, negated for a minimum, so that it is a maximum.
class Neighbourhood {
  public:
    Neighbourhood(const Octave& octave, const Candidate& c) : octave_(octave), c_(c) {
        sign_ = sample(0, 0, 0) < 0 ? -1 : 1;
    }
    [[nodiscard]] int at(int layer, int row, int column) const { return sign_ * sample(layer, row, column); }
    [[nodiscard]] int largest_of_layer(int layer) const {
        int largest = at(layer, 0, 0);
        for (int row = -1; row <= 1; ++row)
            for (int column = -1; column <= 1; ++column) largest = std::max(largest, at(layer, row, column));
        return largest;
    }

  private:
    [[nodiscard]] int sample(int layer, int row, int column) const {
        return octave_.differences[static_cast<std::size_t>(c_.layer + layer)].at(c_.column + column,
                                                                                  c_.row + row);
    }
    const Octave& octave_;
    const Candidate& c_;
    int sign_ = 1;
};

bool is_extremum_of_26(const Neighbourhood& around) {
    return around.largest_of_layer(-1) <= around.at(0, 0, 0) &&
           around.largest_of_layer(1) <= around.at(0, 0, 0);
}

/// Whether the refinement may find something in scale; all in integers.
bool is_promising_in_scale(const Neighbourhood& around) {
    const int here = around.at(0, 0, 0);
    const int below = around.at(-1, 0, 0);
    const int above = around.at(1, 0, 0);
    const int curvature =
        2 * here - below - above;  // > 0 at a maximum, which lies at (above - below) / 2 of it
    if (curvature <= 0 || std::abs(above - below) > 3 * curvature) return false;

    return 16 * std::max(around.largest_of_layer(-1), around.largest_of_layer(1)) <= 17 * here;
}

/// Whether the sample is no more than twice as much of an edge as a keypoint may be.
bool is_promising_in_plane(const Neighbourhood& around, double edge_threshold) {
    const int here = around.at(0, 0, 0);
    const int dxx = around.at(0, 0, -1) + around.at(0, 0, 1) - 2 * here;
    const int dyy = around.at(0, -1, 0) + around.at(0, 1, 0) - 2 * here;
    const int four_dxy =
        around.at(0, 1, 1) + around.at(0, -1, -1) - (around.at(0, 1, -1) + around.at(0, -1, 1));
    const double trace = static_cast<double>(dxx) + dyy;
    const double determinant = static_cast<double>(dxx) * dyy - static_cast<double>(four_dxy) * four_dxy / 16;
    const double limit = 2 * edge_threshold;
    return determinant > 0 && trace * trace * limit < (limit + 1) * (limit + 1) * determinant;
}

bool is_candidate(const Octave& octave, const Candidate& c, const DetectParams& params) {
    const Neighbourhood around(octave, c);
    if (params.candidates == CandidateTest::neighbours_26) return is_extremum_of_26(around);
    return is_promising_in_scale(around) && is_promising_in_plane(around, params.edge_threshold);
}

}  // namespace

int plane_threshold(const Octave& octave, const DetectParams& params) {
    const double grey = preliminary_share * params.contrast_threshold / params.layers * 255;
    return static_cast<int>(std::clamp(std::ceil(grey * (1 << octave.difference_bits)), 1.0, 32767.0));
}

Verdict judge_plane_sample(const Octave& octave, const Candidate& c, const DetectParams& params) {
    const Neighbourhood around(octave, c);
    const int here = around.at(0, 0, 0);
    if (around.largest_of_layer(0) > here) return Verdict::not_extremum;
    const bool of_26 = params.candidates == CandidateTest::neighbours_26;
    if (!(of_26 ? is_extremum_of_26(around) : is_promising_in_scale(around))) return Verdict::not_extremum;
    if (here < plane_threshold(octave, params)) return Verdict::low_contrast;
    return of_26 || is_promising_in_plane(around, params.edge_threshold) ? Verdict::keypoint : Verdict::edge;
}

void find_plane_extrema_in_row(const Octave& octave, int layer, int row, ColumnWindow searched,
                               const DetectParams& params, std::vector<int>& columns,
                               std::vector<Candidate>& found) {
    if (searched.left >= searched.right) return;
    columns.resize(static_cast<std::size_t>(searched.right - searched.left));
    const IntegerImage& dog = octave.differences[static_cast<std::size_t>(layer)];
    const std::size_t count =
        kernels::find_plane_extrema({{dog.row(row - 1), dog.row(row), dog.row(row + 1)}}, searched.left,
                                    searched.right, plane_threshold(octave, params), columns.data());
    Candidate c;
    c.octave = octave.index;
    c.layer = layer;
    c.row = row;
    for (std::size_t k = 0; k < count; ++k) {
        c.column = columns[k];
        if (is_candidate(octave, c, params)) found.push_back(c);
    }
}

std::vector<Candidate> find_plane_extrema(const Octave& octave, const DetectParams& params,
                                          const RunOptions& run) {
    const int rows = octave.height() - 2 * border;
    if (rows <= 0 || octave.width() <= 2 * border) return {};

    std::vector<std::vector<Candidate>> found(static_cast<std::size_t>(params.layers * rows));
    parallel_for(static_cast<int>(found.size()), 32, run, [&](int begin, int end) {
        const StageTimer timer(run.times, Stage::scan);
        std::vector<int> columns;
        for (int i = begin; i < end; ++i)
            find_plane_extrema_in_row(octave, 1 + i / rows, border + i % rows,
                                      {border, octave.width() - border}, params, columns,
                                      found[static_cast<std::size_t>(i)]);
    });

    std::vector<Candidate> candidates;
    for (const auto& row : found) candidates.insert(candidates.end(), row.begin(), row.end());
    return candidates;
}

}  // namespace sift
