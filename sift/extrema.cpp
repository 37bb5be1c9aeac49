#include "sift/extrema.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <tuple>

#include "sift/kernels/difference.h"
#include "sift/kernels/extrema.h"
#include "sift/parallel.h"

namespace sift {
namespace {

/// Rows searched by one task; it forms the DoG of one row more on either side.
constexpr int band_rows = 32;

/// Columns that are searched in all rows before the next ones, the last time up to half as many more: the DoG
/// of five layers and what the search needs beside it fill the first cache by half.
constexpr int chunk = 256;
constexpr int widest_chunk = chunk * 3 / 2;

constexpr int line = pixels_in_line<float>;

/// So many rows of their own, each on a line of the cache and with a vector's width behind its end.
Image aligned_rows(int width, int rows) {
    return Image::ring(width, rows, static_cast<int>(std::bit_ceil(static_cast<unsigned>(rows))), 0,
                       width + 1);
}

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

ExtremaRows::ExtremaRows(const Octave& octave, const DetectParams& params, ColumnWindow held,
                         ColumnWindow searched)
    : octave_(octave),
      params_(params),
      held_(held),
      searched_{std::max(searched.left, border), std::min(searched.right, octave.width() - border)},
      dog_layers_(static_cast<int>(octave.gaussian.size()) - 1),
      differences_(aligned_rows(widest_chunk + 2 * line, 3 * dog_layers_)),
      work_(aligned_rows(widest_chunk + 2 * line, 2 * params.layers)),
      gaussian_rows_(octave.gaussian.size()),
      columns_(static_cast<std::size_t>(params.layers)) {}

void ExtremaRows::search(int begin, int end, std::vector<Candidate>& found) {
    const auto already_found = static_cast<std::ptrdiff_t>(found.size());
    for (int left = searched_.left, right = 0; left < searched_.right; left = right) {
        right = searched_.right - left <= widest_chunk ? searched_.right : left + chunk;
        search_columns({left, right}, begin, end, found);
    }
    std::sort(found.begin() + already_found, found.end(), [](const Candidate& a, const Candidate& b) {
        return std::tie(a.row, a.layer, a.column) < std::tie(b.row, b.layer, b.column);
    });
}

void ExtremaRows::search_columns(ColumnWindow columns, int begin, int end, std::vector<Candidate>& found) {
    // One more on either side; from the beginning of a line on.
    const int from = columns.left - 1 - (columns.left - 1 - held_.left) % line;
    const int width = columns.right + 1 - from;
    const auto layer_row = [&](std::size_t i, int y) { return octave_.gaussian[i].row(y) + from; };
    for (int y = begin - 1; y <= begin; ++y)
        for (int layer = 0; layer < dog_layers_; ++layer) {
            const auto i = static_cast<std::size_t>(layer);
            kernels::difference(layer_row(i + 1, y), layer_row(i, y),
                                differences_.row((y % 3) * dog_layers_ + layer),
                                static_cast<std::size_t>(width));
        }
    for (int y = begin; y < end; ++y) {
        for (std::size_t i = 0; i < gaussian_rows_.size(); ++i) gaussian_rows_[i] = layer_row(i, y + 1);
        kernels::form_and_search(
            {gaussian_rows_, difference_row(y - 1), difference_row(y), difference_row(y + 1), work_.row(0),
             differences_.row(1) - differences_.row(0), width},
            columns.left - from, columns.right - from, preliminary_threshold(params_), columns_);
        for (int layer = 1; layer <= params_.layers; ++layer)
            for (const int column : columns_[static_cast<std::size_t>(layer - 1)]) {
                Candidate candidate;
                candidate.octave = octave_.index;
                candidate.layer = layer;
                candidate.row = y;
                candidate.column = from + column;
                found.push_back(candidate);
            }
    }
}

std::vector<Candidate> find_extrema(const Octave& octave, const DetectParams& params, const RunOptions& run) {
    const int rows = octave.height() - 2 * border;
    if (rows <= 0 || octave.width() <= 2 * border) return {};
    const int bands = (rows + band_rows - 1) / band_rows;
    const ColumnWindow whole{0, octave.width()};
    std::vector<std::vector<Candidate>> found(static_cast<std::size_t>(bands));
    parallel_for(bands, 1, run, [&](int first, int last) {
        for (int band = first; band < last; ++band) {
            const int begin = border + band * band_rows;
            const int end = std::min(begin + band_rows, octave.height() - border);
            ExtremaRows search(octave, params, whole, whole);
            if (!run.stop.stop_requested()) search.search(begin, end, found[static_cast<std::size_t>(band)]);
        }
    });

    std::vector<Candidate> candidates;
    for (const auto& band : found) candidates.insert(candidates.end(), band.begin(), band.end());
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.layer < b.layer; });
    return candidates;
}

}  // namespace sift
