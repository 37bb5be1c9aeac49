#pragma once

#include <vector>

#include "sift/candidate.h"
#include "sift/engine/column_window.h"
#include "sift/params.h"
#include "sift/run_options.h"
#include "sift/scale_space.h"

namespace sift {

/// Samples next to the border in which no extremum is looked for, nor may refinement end there.
inline constexpr int border = 5;

/// The lattice extrema of the octave's DoG: samples of layers 1..layers not exceeded by any of their 26
/// neighbours and with |D| above half the contrast threshold (Lowe 2004, section 3.1). Ordered by layer, row
/// and column; nothing but octave, layer, row and column is filled in.
[[nodiscard]] std::vector<Candidate> find_extrema(const Octave& octave, const DetectParams& params,
                                                  const RunOptions& run);

/// |D| of the preliminary test in grey levels 0..255, cut to a whole number as cv::SIFT does.
[[nodiscard]] float preliminary_threshold(const DetectParams& params);

/// What find_extrema thinks of one sample that is not on the border: keypoint (a candidate), not_extremum or
/// low_contrast.
[[nodiscard]] Verdict judge_sample_of_27(const Octave& octave, const Candidate& sample,
                                         const DetectParams& params);

/// Searches an octave, some rows at a time: keeps three rows of every layer of its DoG, and of those only so
/// many columns as stay in the first cache.
class ExtremaRows {
  public:
    /// Looks for extrema in the columns `searched`, without those of the border. Only the columns `held`, one
    /// more on either side at least, are read.
    ExtremaRows(const Octave& octave, const DetectParams& params, ColumnWindow held, ColumnWindow searched);

    /// The extrema of the rows [begin, end), `border` <= begin and end <= height - border, appended to
    /// `found`, ordered by row, layer and column. Rows begin - 1 to `end` are read.
    void search(int begin, int end, std::vector<Candidate>& found);

  private:
    void search_columns(ColumnWindow columns, int begin, int end, std::vector<Candidate>& found);
    [[nodiscard]] float* difference_row(int y) { return differences_.row((y % 3) * dog_layers_); }

    const Octave& octave_;
    DetectParams params_;
    ColumnWindow held_, searched_;
    int dog_layers_;
    Image differences_;  ///< row y of a layer lies in row (y mod 3) dog_layers_ + layer
    Image work_;
    std::vector<const float*> gaussian_rows_;
    std::vector<std::vector<int>> columns_;  ///< found, for each layer searched
};

}  // namespace sift
