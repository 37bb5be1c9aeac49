#include "app/model/picture.h"

#include <algorithm>
#include <cmath>

namespace siftscope {

void round_to_depth(sift::Image& grey, Depth depth) {
    if (depth == Depth::floating) return;
    const float steps = depth == Depth::eight_bit ? 1.0F : 257.0F;
    for (int y = 0; y < grey.height(); ++y) {
        float* row = grey.row(y);
        for (int x = 0; x < grey.width(); ++x)
            row[x] = std::nearbyint(std::clamp(row[x], 0.0F, 255.0F) * steps) / steps;
    }
}

}  // namespace siftscope
