#pragma once

#include <cstddef>
#include <memory>

#include "app/model/match_result.h"
#include "sift/image.h"
#include "sift/run_options.h"

namespace siftscope {

/// What turning has done to a picture: it tells a picture that was changed from a detector that does not
/// follow.
struct ResamplingError {
    std::shared_ptr<const Picture> original;
    std::shared_ptr<const SecondPicture> second;
    sift::Image difference;  ///< second turned back less original, grey levels; NaN where it is not judged
    std::size_t judged = 0;  ///< pixels
    double rms = 0;          ///< of the judged pixels, grey levels; 0 without any
    double p99 = 0;          ///< 99 per cent of them differ by at most this, either way
    double largest = 0;
};

/// `second`, which is `original` rotated, turned back by the same interpolation and compared with it. Pixels
/// whose value the fill around the picture or the edge of the canvas may have touched, the outermost 12, are
/// not judged; after a quarter turn at scale 1 all that the canvas holds are. Null when stopped.
[[nodiscard]] std::shared_ptr<const ResamplingError> resampling_error(
    std::shared_ptr<const Picture> original, std::shared_ptr<const SecondPicture> second,
    sift::Interpolation interpolation, const sift::RunOptions& run = {});

}  // namespace siftscope
