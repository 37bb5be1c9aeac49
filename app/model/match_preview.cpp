#include "app/model/match_preview.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <opencv2/imgproc.hpp>

#include "app/model/judge_match.h"
#include "sift/geometry/rotation.h"

namespace siftscope {
namespace {

/// The same keypoints where picture pixels are 1 / `scale` times as large; both centres stay centres.
std::vector<sift::Keypoint> enlarged(std::vector<sift::Keypoint> keypoints, double scale, sift::Point from,
                                     sift::Point to) {
    for (sift::Keypoint& keypoint : keypoints) {
        keypoint.x = static_cast<float>(to.x + (keypoint.x - from.x) / scale);
        keypoint.y = static_cast<float>(to.y + (keypoint.y - from.y) / scale);
        keypoint.size = static_cast<float>(keypoint.size / scale);
    }
    return keypoints;
}

sift::Point centre_of(int width, int height) {
    return {(width - 1) / 2.0, (height - 1) / 2.0};
}

std::shared_ptr<const MatchSide> enlarged_side(const MatchSide& side, double scale, sift::Point from,
                                               sift::Point to) {
    auto large = std::make_shared<MatchSide>(side);
    large->keypoints = enlarged(std::move(large->keypoints), scale, from, to);
    large->not_visible = enlarged(std::move(large->not_visible), scale, from, to);
    return large;
}

}  // namespace

std::shared_ptr<const Picture> reduced_picture(const Picture& picture, double pixels) {
    const double scale = std::min(1.0, std::sqrt(pixels / picture.width / picture.height));
    const cv::Size size(std::max(1, static_cast<int>(std::lround(picture.width * scale))),
                        std::max(1, static_cast<int>(std::lround(picture.height * scale))));
    auto copy = std::make_shared<Picture>();
    copy->path = picture.path;
    copy->width = size.width;
    copy->height = size.height;
    copy->depth = picture.depth;
    copy->grey = sift::Image(size.width, size.height, 0.0F);
    const sift::ImageView view = picture.grey.view();
    // Not written to: cv::Mat knows no const pixels.
    const cv::Mat from(view.height, view.width, CV_32FC1, const_cast<float*>(view.row(0)),
                       static_cast<std::size_t>(view.stride) * sizeof(float));
    cv::Mat to;
    cv::resize(from, to, size, 0, 0, cv::INTER_AREA);
    for (int y = 0; y < size.height; ++y) std::copy_n(to.ptr<float>(y), size.width, &copy->grey.at(0, y));
    round_to_depth(copy->grey, picture.depth);
    if (!picture.colour.empty()) cv::resize(picture.colour, copy->colour, size, 0, 0, cv::INTER_AREA);
    return copy;
}

std::shared_ptr<const MatchResult> MatchPreview::run(const MatchInput& input, const Settings& settings,
                                                     std::stop_token stop) {
    const Picture& picture = *input.first;
    if (input.other || static_cast<double>(picture.width) * picture.height <= least_pixels) return nullptr;
    // In pixels of the whole picture: a smaller copy would have others.
    if (settings.distortion != Distortion{} || settings.filter != KeypointFilter{}) return nullptr;
    if (original_ != input.first) {
        copy_ = reduced_picture(picture, copy_pixels);
        original_ = input.first;
    }
    const double scale = static_cast<double>(copy_->width) / picture.width;
    const auto coarse = pipeline_.run({copy_, nullptr, std::nullopt, input.load_ms}, settings, stop);
    if (!coarse) return nullptr;

    const sift::Rotation& turned = *coarse->second->rotation;
    auto second = std::make_shared<SecondPicture>();
    second->rotation = settings.rotation_of(picture.width, picture.height);
    second->truth = second->rotation->homography();
    auto result = std::make_shared<MatchResult>();
    result->settings = settings;
    result->first = input.first;
    result->side_1 = enlarged_side(*coarse->side_1, scale, centre_of(copy_->width, copy_->height),
                                   centre_of(picture.width, picture.height));
    result->side_2 = enlarged_side(*coarse->side_2, scale, centre_of(turned.width, turned.height),
                                   centre_of(second->rotation->width, second->rotation->height));
    result->second = std::move(second);
    result->matches = coarse->matches;
    result->repeatability = coarse->repeatability;
    result->timings = coarse->timings;
    judge_match(*result);
    return result;
}

}  // namespace siftscope
