#include "sift/extrema.h"

#include <algorithm>
#include <cmath>

#include "sift/kernels/difference.h"
#include "sift/kernels/extrema.h"
#include "sift/parallel.h"

namespace sift {
namespace {

/// Rows searched by one task; it forms the DoG of one row more on either side.
constexpr int band_rows = 32;

}  // namespace

float preliminary_threshold(const DetectParams& params) {
    return static_cast<float>(std::floor(0.5 * params.contrast_threshold / params.layers * 255));
}

Verdict judge_sample_of_27(const Octave& octave, const Candidate& c, const DetectParams& params) {
    const float value = octave.difference(c.layer, c.column, c.row);
    const float sign = value > 0 ? 1.0F : -1.0F;
    for (int layer = -1; layer <= 1; ++layer)
        for (int row = -1; row <= 1; ++row)
            for (int column = -1; column <= 1; ++column)
                if (sign * octave.difference(c.layer + layer, c.column + column, c.row + row) > sign * value)
                    return Verdict::not_extremum;
    return std::abs(value) > preliminary_threshold(params) ? Verdict::keypoint : Verdict::low_contrast;
}

ExtremaRows::ExtremaRows(const Octave& octave, const DetectParams& params)
    : octave_(octave),
      params_(params),
      differences_(Image::uninitialized(octave.width(), 3 * static_cast<int>(octave.gaussian.size() - 1))),
      columns_(static_cast<std::size_t>(octave.width())) {}

void ExtremaRows::form(int y) {
    for (std::size_t layer = 0; layer + 1 < octave_.gaussian.size(); ++layer)
        kernels::difference(octave_.gaussian[layer + 1].row(y), octave_.gaussian[layer].row(y),
                            difference_row(static_cast<int>(layer), y),
                            static_cast<std::size_t>(octave_.width()));
}

void ExtremaRows::search(int y, std::vector<Candidate>& found) {
    if (next_ < 0) next_ = y - 1;
    for (; next_ <= y + 1; ++next_) form(next_);
    const float threshold = preliminary_threshold(params_);
    for (int layer = 1; layer <= params_.layers; ++layer) {
        kernels::DogNeighbourhood dog{};
        for (int l = 0; l < 3; ++l)
            for (int r = 0; r < 3; ++r) dog.rows[l][r] = difference_row(layer - 1 + l, y - 1 + r);
        const std::size_t count =
            kernels::find_extrema(dog, border, octave_.width() - border, threshold, columns_.data());
        for (std::size_t i = 0; i < count; ++i) {
            Candidate candidate;
            candidate.octave = octave_.index;
            candidate.layer = layer;
            candidate.row = y;
            candidate.column = columns_[i];
            found.push_back(candidate);
        }
    }
}

std::vector<Candidate> find_extrema(const Octave& octave, const DetectParams& params, const RunOptions& run) {
    const int rows = octave.height() - 2 * border;
    if (rows <= 0 || octave.width() <= 2 * border) return {};
    const int bands = (rows + band_rows - 1) / band_rows;
    std::vector<std::vector<Candidate>> found(static_cast<std::size_t>(bands));
    parallel_for(bands, 1, run, [&](int first, int last) {
        for (int band = first; band < last; ++band) {
            const int begin = border + band * band_rows;
            const int end = std::min(begin + band_rows, octave.height() - border);
            ExtremaRows search(octave, params);
            for (int y = begin; y < end && !run.stop.stop_requested(); ++y)
                search.search(y, found[static_cast<std::size_t>(band)]);
        }
    });

    std::vector<Candidate> candidates;
    for (const auto& band : found) candidates.insert(candidates.end(), band.begin(), band.end());
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.layer < b.layer; });
    return candidates;
}

}  // namespace sift
