#pragma once

#include <string>

#include <opencv2/core/mat.hpp>

#include "app/model/match_result.h"

namespace siftscope {

/// The match picture: both pictures side by side at full resolution (8-bit BGR), kept matches as lines scaled
/// to the picture's size, wrong ones strong and right ones light in a palette that colour-blind people can
/// tell apart, with a legend inside. A pure function of the result: the window and the command line write the
/// same bytes.
///
///   stage   room that the second picture takes at least, in the middle of which it stands: frames of an
///           animation have the same places
[[nodiscard]] cv::Mat draw_match_picture(const MatchResult& result, cv::Size stage = {});

/// The same picture as SVG text: the pictures embedded as PNG, lines and circles as vectors.
[[nodiscard]] std::string match_picture_svg(const MatchResult& result);

/// The bytes of the match picture in the format that `extension` (".png", ".jpg", ".webp", ".tif", ".svg")
/// names. Throws UserError for an extension that is not offered, naming those that are.
[[nodiscard]] std::string encode_match_picture(const MatchResult& result, const std::string& extension);

}  // namespace siftscope
