#pragma once

#include <vector>

#include <opencv2/core/mat.hpp>
#include <opencv2/core/types.hpp>

#include "sift/image.h"
#include "sift/keypoint.h"
#include "sift/params.h"

namespace siftscope {

/// What cv::SIFT gives: a row of 128 floats for each keypoint.
struct OpencvFeatures {
    std::vector<cv::KeyPoint> keypoints;
    cv::Mat descriptors;
};

/// `grey` rounded to 8 bits, as cv::SIFT takes it.
[[nodiscard]] cv::Mat eight_bit(const sift::Image& grey);

/// cv::SIFT::detectAndCompute and nothing else, for timing: with OpenCV's present number of threads.
[[nodiscard]] OpencvFeatures opencv_features(const cv::Mat& eight_bit, const sift::DetectParams& params);

/// cv::BFMatcher's two nearest of each row of `query`, and nothing else.
[[nodiscard]] std::vector<std::vector<cv::DMatch>> opencv_two_nearest(const cv::Mat& query,
                                                                      const cv::Mat& train);

/// OpenCV's features in our conventions, see below.
[[nodiscard]] sift::Features to_features(const OpencvFeatures& found, const sift::DetectParams& params);

/// cv::SIFT itself on `grey` rounded to 8 bits, in our conventions: octave and layer unpacked, angles in [0,
/// 360), descriptors as bytes (RootSIFT applied when asked for). Upsampling off and an assumed blur other
/// than 0.5 are not offered by cv::SIFT: std::invalid_argument names the option. `threads`: see
/// set_opencv_threads.
[[nodiscard]] sift::Features opencv_detect_and_describe(const sift::Image& grey,
                                                        const sift::DetectParams& params, int threads);

}  // namespace siftscope
