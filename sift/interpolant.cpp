#include "sift/interpolant.h"

#include <cstddef>

namespace sift {
namespace {

kernels::InterpolatedSamples samples_around(const Octave& octave, int layer, int column, int row) {
    kernels::InterpolatedSamples samples{};
    for (int l = 0; l < 3; ++l)
        for (int y = 0; y < 5; ++y)
            samples.layers[l][y] =
                octave.differences[static_cast<std::size_t>(layer - 1 + l)].row(row + y - 2) + column - 2;
    return samples;
}

}  // namespace

void Interpolant::move_to(const Octave& octave, int layer, int column, int row) {
    kernels::find_interpolant(samples_around(octave, layer, column, row), coefficients_);
}

}  // namespace sift
