#pragma once

#include <array>
#include <memory>
#include <vector>

#include "app/jobs/explain_worker.h"
#include "app/model/match_story.h"
#include "app/window/texture.h"

namespace siftscope {

/// The pictures of the explain screen on the graphics card, made again only when they are others. Lives and
/// dies with the window's GL context.
class ExplainTextures {
  public:
    /// The layer that is shown large. Call it only when `result` has one.
    [[nodiscard]] Texture& layer(const std::shared_ptr<const ExplainResult>& result);

    struct Strip {
        std::vector<Texture> gaussians;
        std::vector<Texture> dogs;
    };
    [[nodiscard]] const Strip& strip(const std::shared_ptr<const OctaveStrip>& strip);

    /// Both patches of a match, turned upright.
    [[nodiscard]] std::array<const Texture*, 2> patches(const std::shared_ptr<const MatchResult>& result,
                                                        const MatchStory& story);

  private:
    cv::Mat shown_;  ///< shares its pixels with the result that they came from
    Texture layer_;
    std::shared_ptr<const OctaveStrip> strip_of_;
    Strip strip_;
    std::shared_ptr<const MatchResult> patches_of_;
    std::size_t patches_match_ = 0;
    std::array<Texture, 2> patches_;
};

}  // namespace siftscope
