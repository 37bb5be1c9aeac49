#include "app/reference/opencv_sift.h"

#include <cmath>
#include <stdexcept>
#include <vector>

#include <opencv2/core.hpp>
#include <opencv2/features2d.hpp>

#include "app/reference/opencv_threads.h"
#include "sift/root_sift.h"

namespace siftscope {
namespace {

// cv::SIFT packs octave, layer and the sub-layer offset into one int: byte 0 is the octave as a signed byte,
// byte 1 the layer (OpenCV's sift.dispatch.cpp, unpackOctave).
sift::Keypoint from_opencv(const cv::KeyPoint& packed) {
    sift::Keypoint keypoint;
    keypoint.x = packed.pt.x;
    keypoint.y = packed.pt.y;
    keypoint.size = packed.size;
    keypoint.angle = packed.angle >= 360.0F ? packed.angle - 360.0F : packed.angle;
    keypoint.response = packed.response;
    const int octave = packed.octave & 255;
    keypoint.octave = octave < 128 ? octave : octave - 256;
    keypoint.layer = (packed.octave >> 8) & 255;
    return keypoint;
}

}  // namespace

cv::Mat eight_bit(const sift::Image& grey) {
    cv::Mat bytes(grey.height(), grey.width(), CV_8UC1);
    for (int y = 0; y < grey.height(); ++y)
        for (int x = 0; x < grey.width(); ++x)
            bytes.at<uchar>(y, x) = cv::saturate_cast<uchar>(grey.at(x, y));
    return bytes;
}

OpencvFeatures opencv_features(const cv::Mat& eight_bit, const sift::DetectParams& params) {
    const auto reference = cv::SIFT::create(params.max_features, params.layers, params.contrast_threshold,
                                            params.edge_threshold, params.sigma);
    OpencvFeatures found;
    reference->detectAndCompute(eight_bit, cv::noArray(), found.keypoints, found.descriptors);
    return found;
}

std::vector<std::vector<cv::DMatch>> opencv_two_nearest(const cv::Mat& query, const cv::Mat& train) {
    std::vector<std::vector<cv::DMatch>> nearest;
    if (!query.empty() && !train.empty()) cv::BFMatcher(cv::NORM_L2).knnMatch(query, train, nearest, 2);
    return nearest;
}

sift::Features to_features(const OpencvFeatures& found, const sift::DetectParams& params) {
    sift::Features features;
    features.keypoints.reserve(found.keypoints.size());
    features.descriptors.reserve(found.keypoints.size());
    for (std::size_t i = 0; i < found.keypoints.size(); ++i) {
        features.keypoints.push_back(from_opencv(found.keypoints[i]));
        sift::Descriptor descriptor{};
        const float* row = found.descriptors.ptr<float>(static_cast<int>(i));
        for (std::size_t k = 0; k < descriptor.size(); ++k) descriptor[k] = cv::saturate_cast<uchar>(row[k]);
        features.descriptors.push_back(params.root ? sift::root_sift(descriptor) : descriptor);
    }
    return features;
}

sift::Features opencv_detect_and_describe(const sift::Image& grey, const sift::DetectParams& params,
                                          int threads) {
    params.validate();
    if (!params.upsample)
        throw std::invalid_argument(
            "cv::SIFT always doubles the picture; choose the engine siftscope for --no-upsample");
    if (params.assumed_blur != 0.5)
        throw std::invalid_argument(
            "cv::SIFT always assumes an input blur of 0.5 px; choose the engine siftscope");
    if (grey.empty()) return {};

    const OpencvUse use(threads);
    return to_features(opencv_features(eight_bit(grey), params), params);
}

}  // namespace siftscope
