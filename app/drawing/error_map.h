#pragma once

#include <string>

#include <opencv2/core/mat.hpp>

#include "app/model/match_result.h"
#include "app/model/resampling_error.h"

namespace siftscope {

/// Grey levels at the bright end of the map's colours: the power of two, 1 at least, that 99 per cent of the
/// pixels do not exceed.
[[nodiscard]] double error_map_top(const ResamplingError& error);

/// The size of the difference at each pixel of the original, 8-bit BGR: from dark violet for 0 to yellow for
/// error_map_top and more (the colours of matplotlib's viridis, which colour-blind people can tell apart).
/// Grey where it is not judged.
[[nodiscard]] cv::Mat error_map(const ResamplingError& error);

/// The colours alone, from 0 on the left to the top on the right, one pixel high.
[[nodiscard]] cv::Mat error_map_scale(int width);

/// "rms 0.48, 99 % within 1.3, at most 4.0 grey levels"
[[nodiscard]] std::string error_map_words(const ResamplingError& error);

/// The map of a match's pictures, with the notes of the match and what its colours stand for, in the format
/// that `extension` (".png", ".jpg", ".webp", ".tif") names. `error` is that of the result's pictures.
[[nodiscard]] std::string encode_error_map(const ResamplingError& error, const MatchResult& result,
                                           const std::string& extension);

}  // namespace siftscope
