#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace sift {

/// An oriented keypoint, in the conventions of cv::KeyPoint as cv::SIFT fills it.
struct Keypoint {
    double x = 0;         ///< input pixels; (0, 0) is the centre of the top-left pixel
    double y = 0;         ///< input pixels, down
    double size = 0;      ///< diameter 2 sigma, input pixels
    double angle = 0;     ///< degrees in [0, 360), from +x towards +y: clockwise on screen
    double response = 0;  ///< |D| at the solution, grey levels 0..1
    int octave = 0;       ///< -1 = doubled image, 0 = input resolution, 1 = half, ...
    int layer = 0;        ///< DoG layer 1..layers

    friend bool operator==(const Keypoint&, const Keypoint&) = default;
};

/// 4 x 4 cells of 8 directions: index (row * 4 + column) * 8 + bin, in the frame turned by `angle`;
/// bin k holds gradients of direction `angle - 45 k` degrees. The layout of cv::SIFT.
using Descriptor = std::array<std::uint8_t, 128>;

/// Keypoints with their descriptors: keypoints[i] is described by descriptors[i].
struct Features {
    std::vector<Keypoint> keypoints;
    std::vector<Descriptor> descriptors;

    friend bool operator==(const Features&, const Features&) = default;
};

}  // namespace sift
