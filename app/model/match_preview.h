#pragma once

#include <memory>
#include <stop_token>

#include "app/model/match_pipeline.h"

namespace siftscope {

/// A coarse match of a large picture, long before the exact one: detected on a reduced copy, its keypoints
/// enlarged to the places and sizes that they have in the picture, and judged there by the true map. Fine
/// keypoints are missing, and places are as inexact as the copy is small; nothing of it goes into a report.
/// Not for use by two threads at once.
class MatchPreview {
  public:
    /// Pictures with more pixels are always worth a preview.
    static constexpr double large_pixels = 4e6;
    /// Those of the copy, about: few enough for several matches a second.
    static constexpr double copy_pixels = 0.25e6;
    /// Pictures with fewer pixels are matched nearly as soon as a copy.
    static constexpr double least_pixels = 2 * copy_pixels;

    /// The match of input.first with itself turned; `second->picture` is null. Null for pictures of no more
    /// than least_pixels, for two pictures, and when a stop was requested.
    [[nodiscard]] std::shared_ptr<const MatchResult> run(const MatchInput& input, const Settings& settings,
                                                         std::stop_token stop = {});

  private:
    std::shared_ptr<const Picture> original_;
    std::shared_ptr<const Picture> copy_;  ///< of original_
    MatchPipeline pipeline_;
};

/// `picture` reduced to about `pixels` pixels, each the mean of the area that it stands for.
[[nodiscard]] std::shared_ptr<const Picture> reduced_picture(const Picture& picture, double pixels);

}  // namespace siftscope
