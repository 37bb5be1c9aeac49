#pragma once

#include <cstddef>

#include "sift/scale_space.h"

/// An octave whose DoG layers are dog(layer, x, y) in grey levels 0..255, up to rounding.
template <class Dog>
sift::Octave octave_of(int width, int height, int layers, const Dog& dog) {
    sift::Octave octave;
    octave.gaussian.emplace_back(width, height);
    for (int layer = 0; layer < layers + 2; ++layer) {
        sift::Image next = octave.gaussian.back();
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x) next.at(x, y) += static_cast<float>(dog(layer, x, y));
        octave.gaussian.push_back(next);
    }
    return octave;
}
