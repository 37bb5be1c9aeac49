#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "sift/gaussian_blur.h"
#include "sift/scale_space.h"
#include "tests/sift/random_values.h"
#include "tests/support/catch.h"

namespace {

/// OpenCV's view of our pixels.
cv::Mat as_mat(const sift::Image& image) {
    return {image.height(), image.width(), CV_32FC1, const_cast<float*>(image.row(0))};
}

double largest_difference(const sift::Image& ours, const cv::Mat& theirs) {
    REQUIRE(theirs.cols == ours.width());
    REQUIRE(theirs.rows == ours.height());
    return cv::norm(as_mat(ours), theirs, cv::NORM_INF);
}

/// The variance in x of a blob on a zero background, in squared samples.
double variance_in_x(const sift::Image& blob) {
    double sum = 0;
    double first = 0;
    double second = 0;
    for (int y = 0; y < blob.height(); ++y)
        for (int x = 0; x < blob.width(); ++x) {
            sum += blob.at(x, y);
            first += static_cast<double>(x) * blob.at(x, y);
            second += static_cast<double>(x) * x * blob.at(x, y);
        }
    return second / sum - (first / sum) * (first / sum);
}

sift::Image gaussian_blob(int side, double sigma) {
    sift::Image blob(side, side);
    const double centre = (side - 1) / 2.0;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            blob.at(x, y) = static_cast<float>(
                200 *
                std::exp(-((x - centre) * (x - centre) + (y - centre) * (y - centre)) / (2 * sigma * sigma)));
    return blob;
}

}  // namespace

TEST_CASE("blur: agrees with cv::GaussianBlur, on pictures narrower than the kernel as well", "[sift]") {
    const auto [width, height] =
        GENERATE(std::pair{1, 1}, std::pair{1, 40}, std::pair{40, 1}, std::pair{2, 3}, std::pair{7, 9},
                 std::pair{33, 300}, std::pair{515, 31}, std::pair{300, 270});
    const double sigma = GENERATE(0.1, 0.7, 1.6, 3.09, 12.0);
    CAPTURE(width, height, sigma);
    const sift::Image image = noise_picture(width, height, 7);
    cv::Mat expected;
    cv::GaussianBlur(as_mat(image), expected, cv::Size(), sigma, sigma);
    // Two passes of at most 99 rounded sums of values up to 255: a few units in the last place of 255.
    CHECK(largest_difference(sift::gaussian_blur(image, sigma, {}), expected) < 1.2e-4);
}

TEST_CASE("blur: the taps are the Gaussian's, cut as cv::getGaussianKernel cuts them", "[sift]") {
    for (const double sigma : {0.1, 0.5, 1.249, 1.6, 2.45, 3.09, 9.9}) {
        const sift::SymmetricTaps taps = sift::gaussian_taps(sigma);
        const int length = 2 * static_cast<int>(taps.size()) - 1;
        CAPTURE(sigma, length);
        CHECK(length == (cvRound(sigma * 8 + 1) | 1));
        const cv::Mat kernel = cv::getGaussianKernel(length, sigma, CV_32F);
        for (int j = 0; j < static_cast<int>(taps.size()); ++j)
            CHECK(taps[static_cast<std::size_t>(j)] == kernel.at<float>(length / 2 + j));
    }
}

TEST_CASE("blur: mirroring folds any distance back into the row", "[sift]") {
    for (const int n : {1, 2, 3, 10})
        for (int i = -35; i <= 35; ++i) {
            CAPTURE(n, i);
            CHECK(sift::reflect(i, n) == cv::borderInterpolate(i, n, cv::BORDER_REFLECT_101));
        }
}

TEST_CASE("blur: mirrored ends are those of cv::copyMakeBorder, in rows shorter than the ends as well",
          "[sift]") {
    for (const int width : {1, 2, 3, 5, 13, 14, 100})
        for (const int count : {0, 1, 5, 13, 40}) {
            CAPTURE(width, count);
            std::vector<float> row(static_cast<std::size_t>(width));
            std::iota(row.begin(), row.end(), 1.0F);
            std::vector<float> ended(static_cast<std::size_t>(width + 2 * count));
            std::copy(row.begin(), row.end(), ended.begin() + count);
            sift::mirror_ends(ended.data() + count, width, count);
            cv::Mat expected;
            cv::copyMakeBorder(cv::Mat(1, width, CV_32FC1, row.data()), expected, 0, 0, count, count,
                               cv::BORDER_REFLECT_101);
            CHECK(ended == std::vector<float>(expected.begin<float>(), expected.end<float>()));
        }
}

TEST_CASE("scale space: doubling is cv::resize with linear interpolation, to the bit on whole grey levels",
          "[sift]") {
    const auto [width, height] =
        GENERATE(std::pair{1, 1}, std::pair{1, 5}, std::pair{2, 1}, std::pair{33, 70}, std::pair{128, 65});
    CAPTURE(width, height);
    const sift::Image image = noise_picture(width, height, 11);
    cv::Mat expected;
    cv::resize(as_mat(image), expected, cv::Size(2 * width, 2 * height), 0, 0, cv::INTER_LINEAR);
    CHECK(largest_difference(sift::double_size(image.view(), {}), expected) == 0);
}

TEST_CASE("scale space: halving is cv::resize with the nearest sample", "[sift]") {
    const auto [width, height] = GENERATE(std::pair{2, 2}, std::pair{33, 70}, std::pair{128, 65});
    const sift::Image image = noise_picture(width, height, 13);
    cv::Mat expected;
    cv::resize(as_mat(image), expected, cv::Size(width / 2, height / 2), 0, 0, cv::INTER_NEAREST);
    CHECK(largest_difference(sift::halve(image), expected) == 0);
}

TEST_CASE("scale space: layer i of every octave has blur sigma 2^(i / layers), measured on a Gaussian blob",
          "[sift]") {
    sift::DetectParams params = sift::DetectParams::classic();
    params.layers = GENERATE(2, 3, 5);
    params.sigma = GENERATE(1.2, 1.6);
    params.upsample = false;
    const double blob_sigma = 3;
    const auto space = sift::build_scale_space(gaussian_blob(160, blob_sigma).view(), params, {});
    REQUIRE(space.size() == 5);  // round(log2(160) - 2)
    for (std::size_t o = 0; o < 3; ++o) {
        const double step = std::ldexp(1.0, static_cast<int>(o));
        CHECK(space[o].index == static_cast<int>(o));
        CHECK(space[o].width() == 160 >> o);
        REQUIRE(space[o].gaussian.size() == static_cast<std::size_t>(params.layers + 3));
        for (std::size_t i = 0; i < space[o].gaussian.size(); ++i) {
            CAPTURE(o, i, params.layers, params.sigma);
            const double blur = params.sigma * std::pow(2.0, static_cast<double>(i) / params.layers) * step;
            const double expected = blob_sigma * blob_sigma + blur * blur - 0.25;
            const double measured = variance_in_x(space[o].gaussian[i]) * step * step;
            // A Gaussian cut at 4 sigma lacks 0.11 % of its variance; the picture's edge cuts the widest
            // blobs.
            if (expected < 200) CHECK(measured == Approx(expected).epsilon(0.005));
        }
    }
}

TEST_CASE("scale space: the number of octaves is cv::SIFT's, none for pictures too small for one", "[sift]") {
    for (const int side : {1, 2, 3, 4, 5, 6, 7, 11, 12, 23, 64, 90, 91, 200}) {
        const sift::Image image(side + 13, side, 100);
        const auto space = sift::build_scale_space(image.view(), {}, {});
        CAPTURE(side);
        CHECK(static_cast<int>(space.size()) ==
              std::max(0, cvRound(std::log(2.0 * side) / std::log(2.0) - 2) + 1));
        if (!space.empty()) CHECK(space.front().index == -1);
    }
    CHECK(sift::build_scale_space({}, {}, {}).empty());
}

TEST_CASE("scale space: the difference is the coarser picture minus the finer one", "[sift]") {
    sift::Octave octave;
    octave.gaussian = {sift::Image(3, 2, 5.0F), sift::Image(3, 2, 7.5F)};
    CHECK(octave.difference(0, 2, 1) == 2.5F);
}
