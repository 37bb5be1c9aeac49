#pragma once

#include <memory>

#include "app/model/picture.h"

/// A grey picture of `blobs` soft discs of random place, size and level: many keypoints, no symmetry.
/// The same for the same seed on every machine.
[[nodiscard]] inline std::shared_ptr<const siftscope::Picture> textured_picture(int width, int height,
                                                                                unsigned seed,
                                                                                int blobs = 150);

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <opencv2/imgproc.hpp>

inline std::shared_ptr<const siftscope::Picture> textured_picture(int width, int height, unsigned seed,
                                                                  int blobs) {
    std::uint64_t state = seed * 2654435761ULL + 1;
    const auto uniform = [&state] {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<double>(state >> 40) / 16777216.0;
    };
    auto picture = std::make_shared<siftscope::Picture>();
    picture->path = "textured.png";
    picture->sha256 = "0";
    picture->width = width;
    picture->height = height;
    picture->grey = sift::Image(width, height, 128.0F);
    for (int i = 0; i < blobs; ++i) {
        const double x = uniform() * width, y = uniform() * height, sigma = 1.5 + 6 * uniform() * uniform();
        const double level = (uniform() - 0.5) * 240, stretch = 0.6 + 0.8 * uniform();
        const int reach = static_cast<int>(4 * sigma);
        for (int v = std::max(0, static_cast<int>(y) - reach);
             v < std::min(height, static_cast<int>(y) + reach); ++v)
            for (int u = std::max(0, static_cast<int>(x) - reach);
                 u < std::min(width, static_cast<int>(x) + reach); ++u) {
                const double dx = (u - x) * stretch, dy = v - y;
                picture->grey.at(u, v) +=
                    static_cast<float>(level * std::exp(-(dx * dx + dy * dy) / (2 * sigma * sigma)));
            }
    }
    siftscope::round_to_depth(picture->grey, siftscope::Depth::eight_bit);
    cv::Mat grey(height, width, CV_8UC1);
    for (int v = 0; v < height; ++v)
        for (int u = 0; u < width; ++u)
            grey.at<uchar>(v, u) = cv::saturate_cast<uchar>(picture->grey.at(u, v));
    cv::cvtColor(grey, picture->colour, cv::COLOR_GRAY2BGR);
    return picture;
}
