#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>

#include <opencv2/core/mat.hpp>

#include "app/model/match_result.h"
#include "sift/geometry/point.h"

namespace siftscope {

/// Why a putative match is what it is.
struct MatchStory {
    std::size_t index = 0;  ///< of result.matches
    sift::Keypoint first;
    sift::Keypoint second;                    ///< its nearest neighbour
    std::optional<sift::Keypoint> runner_up;  ///< the second nearest
    sift::Descriptor first_bins{};
    sift::Descriptor second_bins{};
    std::array<int, 128> difference{};  ///< second less first: the root of its squares' sum is the distance

    double distance = 0;
    std::optional<double> second_distance;  ///< to the runner-up
    std::optional<double> ratio;            ///< distance / second_distance
    bool kept = false;
    std::optional<bool> right;
    std::optional<sift::Point> predicted;  ///< where the truth puts the first one in the second picture
    std::optional<double> error_px;        ///< from there to the second one

    /// "83.2 / 210.5 = 0.395, below the ratio 0.8": the division, and what the threshold says of it.
    std::string division;
};

[[nodiscard]] MatchStory match_story(const MatchResult& result, std::size_t match);

/// The square of a keypoint's descriptor, 12 sigma wide, turned upright and `side` pixels wide: of `colour`,
/// 8 bits, whatever lies outside it grey.
[[nodiscard]] cv::Mat upright_patch(const cv::Mat& colour, const sift::Keypoint& keypoint, int side);

}  // namespace siftscope
