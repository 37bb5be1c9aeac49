#pragma once

#include <string>

#include <opencv2/core/mat.hpp>

namespace siftscope {

/// `pixels` (8-bit BGR) in the format that `extension` names: ".png", ".jpg", ".webp", ".tif" and their
/// longer forms. Throws UserError when the format cannot hold a picture of this size.
[[nodiscard]] std::string encode_pixels(const cv::Mat& pixels, const std::string& extension);

}  // namespace siftscope
