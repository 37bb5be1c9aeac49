#include "app/views/explain_textures.h"

namespace siftscope {

Texture& ExplainTextures::layer(const std::shared_ptr<const ExplainResult>& result) {
    if (result->layer.data != shown_.data) {
        shown_ = result->layer;
        layer_.update(shown_);
        layer_.set_sharp(true);
    }
    return layer_;
}

std::array<const Texture*, 2> ExplainTextures::patches(const std::shared_ptr<const MatchResult>& result,
                                                       const MatchStory& story) {
    if (patches_of_ != result || patches_match_ != story.index) {
        constexpr int side = 192;  // sharp at twice the size of the usual screen
        patches_[0].update(upright_patch(result->first->colour, story.first, side));
        patches_[1].update(upright_patch(result->second->picture->colour, story.second, side));
        patches_of_ = result;
        patches_match_ = story.index;
    }
    return {&patches_[0], &patches_[1]};
}

const ExplainTextures::Strip& ExplainTextures::strip(const std::shared_ptr<const OctaveStrip>& strip) {
    if (strip == strip_of_) return strip_;
    strip_ = {};
    for (const cv::Mat& picture : strip->gaussians) strip_.gaussians.emplace_back().update(picture);
    for (const cv::Mat& picture : strip->dogs) strip_.dogs.emplace_back().update(picture);
    strip_of_ = strip;
    return strip_;
}

}  // namespace siftscope
