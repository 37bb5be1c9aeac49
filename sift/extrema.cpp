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

/// Three consecutive rows of every DoG layer; row y lies in slot y mod 3.
class DogRows {
  public:
    explicit DogRows(const Octave& octave)
        : octave_(octave),
          layers_(octave.gaussian.size() - 1),
          rows_(Image::uninitialized(octave.width(), 3 * static_cast<int>(layers_))) {}

    void form(int y) {
        for (std::size_t layer = 0; layer < layers_; ++layer)
            kernels::difference(octave_.gaussian[layer + 1].row(y), octave_.gaussian[layer].row(y),
                                rows_.row(slot(static_cast<int>(layer), y)),
                                static_cast<std::size_t>(octave_.width()));
    }

    [[nodiscard]] kernels::DogNeighbourhood around(int layer, int y) const {
        kernels::DogNeighbourhood dog{};
        for (int l = 0; l < 3; ++l)
            for (int r = 0; r < 3; ++r) dog.rows[l][r] = rows_.row(slot(layer - 1 + l, y - 1 + r));
        return dog;
    }

  private:
    [[nodiscard]] static int slot(int layer, int y) { return 3 * layer + y % 3; }

    const Octave& octave_;
    std::size_t layers_;
    Image rows_;
};

/// |D| of the preliminary test in grey levels 0..255, cut to a whole number as cv::SIFT does.
float preliminary_threshold(const DetectParams& params) {
    return static_cast<float>(std::floor(0.5 * params.contrast_threshold / params.layers * 255));
}

using LayerCandidates = std::vector<std::vector<Candidate>>;

/// Extrema in rows [begin, end), a list for each layer.
LayerCandidates search_band(const Octave& octave, const DetectParams& params, int begin, int end,
                            const RunOptions& run) {
    const float threshold = preliminary_threshold(params);
    LayerCandidates found(static_cast<std::size_t>(params.layers));
    std::vector<int> columns(static_cast<std::size_t>(octave.width()));
    DogRows dog(octave);
    dog.form(begin - 1);
    dog.form(begin);
    for (int y = begin; y < end && !run.stop.stop_requested(); ++y) {
        dog.form(y + 1);
        for (int layer = 1; layer <= params.layers; ++layer) {
            const std::size_t count = kernels::find_extrema(
                dog.around(layer, y), border, octave.width() - border, threshold, columns.data());
            for (std::size_t i = 0; i < count; ++i) {
                Candidate candidate;
                candidate.octave = octave.index;
                candidate.layer = layer;
                candidate.row = y;
                candidate.column = columns[i];
                found[static_cast<std::size_t>(layer - 1)].push_back(candidate);
            }
        }
    }
    return found;
}

}  // namespace

std::vector<Candidate> find_extrema(const Octave& octave, const DetectParams& params, const RunOptions& run) {
    const int rows = octave.height() - 2 * border;
    if (rows <= 0 || octave.width() <= 2 * border) return {};
    const int bands = (rows + band_rows - 1) / band_rows;
    std::vector<LayerCandidates> found(static_cast<std::size_t>(bands));
    parallel_for(bands, 1, run, [&](int first, int last) {
        for (int band = first; band < last; ++band) {
            const int begin = border + band * band_rows;
            const int end = std::min(begin + band_rows, octave.height() - border);
            found[static_cast<std::size_t>(band)] = search_band(octave, params, begin, end, run);
        }
    });

    std::vector<Candidate> candidates;
    for (std::size_t layer = 0; layer < static_cast<std::size_t>(params.layers); ++layer)
        for (const LayerCandidates& band : found)
            if (!band.empty()) candidates.insert(candidates.end(), band[layer].begin(), band[layer].end());
    return candidates;
}

}  // namespace sift
