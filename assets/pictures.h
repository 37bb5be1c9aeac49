#pragma once

#include "assets/canvas.h"

namespace assets {

/// A poster with letters, arcs and a dial of degrees: corners and blobs of every size.
[[nodiscard]] Canvas poster();

/// A mountain lake at first light: natural texture at every scale, half of it mirrored in the water.
[[nodiscard]] Canvas landscape();

/// A strapwork tiling: every point has many twins, so that matching is honestly hard.
[[nodiscard]] Canvas tiling();

/// A boat under a pale moon in the mist: almost nothing to hold on to.
[[nodiscard]] Canvas mist();

}  // namespace assets
