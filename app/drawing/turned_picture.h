#pragma once

#include <string>

#include <opencv2/core/mat.hpp>

#include "app/model/match_result.h"

namespace siftscope {

/// The picture of `result` turned and distorted by its settings, as a picture of its own, 8-bit BGR: each
/// channel by settings.interpolation and the steps of distort_picture.h. Of a picture without colours it is
/// the very picture in which the keypoints were found, when that has 8 bits. The result is that of a
/// rotation.
[[nodiscard]] cv::Mat turned_picture(const MatchResult& result);

/// Its bytes, with the notes of the match, in the format that `extension` (".png", ".jpg", ".webp", ".tif")
/// names. Throws UserError for another one.
[[nodiscard]] std::string encode_turned_picture(const MatchResult& result, const std::string& extension);

}  // namespace siftscope
