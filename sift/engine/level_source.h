#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sift/engine/column_window.h"
#include "sift/image.h"
#include "sift/params.h"

namespace sift {

/// The rows of the first octave's input as levels: those of the picture, or of the picture doubled, made when
/// they are asked for.
class LevelSource {
  public:
    /// `columns` are those wanted, the first one even.
    LevelSource(ImageView image, const DetectParams& params, ColumnWindow columns);

    /// Row `y`, at `out`. Cheapest in ascending order.
    void row(int y, std::int16_t* out);

  private:
    /// Row `y` of the picture, as far as it is needed.
    const std::int16_t* levels_of_row(int y);

    ImageView image_;
    DetectParams params_;
    ColumnWindow columns_;
    ColumnWindow pixels_;                            ///< the columns of the picture that they are made of
    std::array<std::vector<std::int16_t>, 4> rows_;  ///< row y lies at y mod 4
    std::array<int, 4> row_of_{-1, -1, -1, -1};
};

}  // namespace sift
