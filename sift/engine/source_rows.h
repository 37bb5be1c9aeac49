#pragma once

#include <array>
#include <vector>

#include "sift/image.h"

namespace sift {

/// The rows of the first octave's input: those of the picture, or of the picture doubled as double_size does
/// it, made when they are asked for.
class SourceRows {
  public:
    SourceRows(ImageView image, bool doubled, int margin);

    /// Row `y`, with `margin` mirrored samples beyond either end, valid until the next call. Cheapest in
    /// ascending order.
    [[nodiscard]] const float* row(int y);

  private:
    /// Row `y` of the picture, tamed and, if asked for, twice as wide; edges repeated.
    const std::vector<float>& wide_row(int y);

    ImageView image_;
    bool doubled_;
    std::array<std::vector<float>, 4> wide_;  ///< row y lies at y mod 4
    std::array<int, 4> wide_row_of_{-1, -1, -1, -1};
    std::vector<float> tame_;
    int width_;
    int margin_;
    std::vector<float> out_;  ///< margin, row, margin
};

}  // namespace sift
