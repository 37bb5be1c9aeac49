#pragma once

#include <opencv2/core/mat.hpp>

#include "app/drawing/scene.h"

namespace siftscope {

/// The scene as pixels (8-bit BGR), edges smoothed by the exact distance to each stroke. The same scene gives
/// the same bytes everywhere.
[[nodiscard]] cv::Mat rasterize(const scene::Scene& scene);

}  // namespace siftscope
