// `precise` recovers places, scales and orientations that are known from the formula of the picture.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>
#include <vector>

#include "sift/detect.h"
#include "tests/sift/symmetries.h"
#include "tests/support/catch.h"

namespace {

/// A picture of f(x, y), not rounded: `precise` keeps 1/256 of a grey level.
template <class Function>
sift::Image drawn(int width, int height, const Function& f) {
    sift::Image image(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) image.at(x, y) = static_cast<float>(f(x, y));
    return image;
}

std::vector<sift::Keypoint> keypoints_of(const sift::Image& image,
                                         const sift::DetectParams& params = sift::DetectParams::precise()) {
    return sift::detect_and_describe(image.view(), params).keypoints;
}

sift::Keypoint strongest(const std::vector<sift::Keypoint>& keypoints) {
    return *std::max_element(keypoints.begin(), keypoints.end(),
                             [](const auto& a, const auto& b) { return a.response < b.response; });
}

/// An edge blurred by a Gaussian of `sigma`, 0..1.
double soft_edge(double x, double sigma) {
    return 0.5 * (1 + std::erf(x / (sigma * std::numbers::sqrt2)));
}

}  // namespace

TEST_CASE("precise: place, scale, contrast and orientation of blobs on a ramp", "[sift][precise]") {
    std::mt19937 generator(21);
    const auto uniform = [&](double from, double to) {
        return from + (to - from) * static_cast<double>(generator()) / 4294967296.0;
    };
    for (int i = 0; i < 24; ++i) {
        const double x0 = uniform(58, 70);
        const double y0 = uniform(62, 74);
        const double sigma = uniform(1.6, 7);
        const double contrast = i % 2 == 0 ? 12 : -12;
        const double angle = uniform(0, 360);
        const double radians = angle / 180 * std::numbers::pi;
        // The ramp has no difference of Gaussians; the blob has no direction. So one gives the orientation,
        // the other one the rest.
        const sift::Image image = drawn(128, 137, [&](int x, int y) {
            const double dx = x - x0;
            const double dy = y - y0;
            return 128 + contrast * std::exp(-(dx * dx + dy * dy) / (2 * sigma * sigma)) +
                   1.1 * (dx * std::cos(radians) + dy * std::sin(radians));
        });
        sift::DetectParams params = sift::DetectParams::precise();
        params.contrast_threshold = 0.012;
        const std::vector<sift::Keypoint> keypoints = keypoints_of(image, params);
        REQUIRE_FALSE(keypoints.empty());
        const sift::Keypoint found = strongest(keypoints);
        // Blurred to s, the blob's height is proportional to sigma^2 / (sigma^2 + s^2); the difference
        // between the blurs k s and s is largest at s = sigma / sqrt(k). Doubling adds a variance of 1/8
        // px^2: 1/4 to every second sample.
        const double k = std::pow(2.0, 1.0 / 3);
        const double width = std::sqrt(sigma * sigma + 0.125);
        CAPTURE(i, sigma, contrast, x0, y0, angle, found.x, found.y, found.size, found.angle);
        // The DoG, 1.4 grey levels high here, is kept to 1/512.
        CHECK(found.x == Approx(x0).margin(0.01 * sigma));
        CHECK(found.y == Approx(y0).margin(0.01 * sigma));
        CHECK(found.size == Approx(2 * width / std::sqrt(k)).epsilon(0.015));
        const double response = 12 * (k - 1) / (k + 1) * (sigma * sigma) / (width * width) / 255;
        CHECK(found.response == Approx(response).epsilon(0.02));
        CHECK(std::abs(std::remainder(found.angle - angle, 360)) < 0.3);
    }
}

TEST_CASE(
    "precise: corners moved and turned by parts of a pixel and of a degree move and turn their keypoints",
    "[sift][precise]") {
    // A soft bright rectangle: keypoints at its corners, its centre and where its sides meet.
    const auto rectangle = [](double dx, double dy, double angle) {
        const double radians = angle / 180 * std::numbers::pi;
        return drawn(150, 150, [=](int x, int y) {
            const double u = (x - 75 - dx) * std::cos(radians) + (y - 75 - dy) * std::sin(radians);
            const double v = -(x - 75 - dx) * std::sin(radians) + (y - 75 - dy) * std::cos(radians);
            const auto box = [](double t, double half) {
                return soft_edge(t + half, 1.2) - soft_edge(t - half, 1.2);
            };
            // A second, smaller one beside it leaves no symmetry.
            return 60 + 120 * box(u, 17) * box(v, 11) + 70 * box(u - 26, 4) * box(v + 14, 5);
        });
    };
    const std::vector<sift::Keypoint> original = keypoints_of(rectangle(0, 0, 0));
    REQUIRE(original.size() >= 4);
    for (const auto& [dx, dy, angle] : std::vector<std::tuple<double, double, double>>{
             {0.37, -0.21, 0}, {0.5, 0.5, 0}, {0, 0, 17.3}, {-0.4, 0.3, 200.7}}) {
        const double radians = angle / 180 * std::numbers::pi;
        const std::vector<sift::Keypoint> moved = keypoints_of(rectangle(dx, dy, angle));
        for (const sift::Keypoint& k : original) {
            const double x = 75 + dx + (k.x - 75) * std::cos(radians) - (k.y - 75) * std::sin(radians);
            const double y = 75 + dy + (k.x - 75) * std::sin(radians) + (k.y - 75) * std::cos(radians);
            double nearest = std::numeric_limits<double>::infinity();
            for (const sift::Keypoint& m : moved)
                if (std::abs(std::remainder(m.angle - k.angle - angle, 360)) < 4.0 &&
                    std::abs(m.size / k.size - 1) < 0.02)
                    nearest = std::min(nearest, std::hypot(m.x - x, m.y - y));
            CAPTURE(dx, dy, angle, k.x, k.y, k.size, k.angle);
            CHECK(nearest < 0.02 * k.size);
        }
    }
}

TEST_CASE("precise: 16-bit pictures keep what 8 bits lose", "[sift][precise]") {
    // 20 times weaker than its 8-bit form: most of it lies between few grey levels.
    const sift::Image strong = blob_texture(120, 90, 22);
    const sift::Image weak =
        drawn(120, 90, [&](int x, int y) { return 128.3 + (strong.at(x, y) - 128) / 20; });
    sift::DetectParams params = sift::DetectParams::precise();
    params.contrast_threshold /= 20;
    const auto expected = keypoints_of(strong);
    const auto found = keypoints_of(weak, params);
    REQUIRE(expected.size() > 50);
    std::size_t near = 0;
    for (const sift::Keypoint& k : expected)
        near += std::any_of(found.begin(), found.end(),
                            [&](const sift::Keypoint& f) { return std::hypot(f.x - k.x, f.y - k.y) < 0.3; });
    CHECK(static_cast<double>(near) > 0.9 * static_cast<double>(expected.size()));
}

TEST_CASE("precise: pixels that are no numbers, or far from grey levels, harm no others", "[sift][precise]") {
    sift::Image image = blob_texture(60, 50, 23);
    image.at(7, 9) = std::numeric_limits<float>::quiet_NaN();
    image.at(30, 20) = std::numeric_limits<float>::infinity();
    image.at(31, 20) = -1e30F;
    sift::Image cleaned = image;
    cleaned.at(7, 9) = cleaned.at(30, 20) = cleaned.at(31, 20) = 0;
    CHECK((keypoints_of(image) == keypoints_of(cleaned)));
}

TEST_CASE("precise: choices that floats do not offer are refused, on integers all of them work",
          "[sift][precise]") {
    const sift::Image image = blob_texture(80, 70, 24);
    const auto changed = [](void (*change)(sift::DetectParams&), sift::DetectParams params) {
        change(params);
        return params;
    };
    const std::vector<void (*)(sift::DetectParams&)> to_precise = {
        [](sift::DetectParams& p) { p.upsampling = sift::Upsampling::node_aligned; },
        [](sift::DetectParams& p) { p.decimation = sift::Decimation::centred; },
        [](sift::DetectParams& p) { p.candidates = sift::CandidateTest::neighbours_8; },
        [](sift::DetectParams& p) { p.refinement = sift::Refinement::interpolant; },
        [](sift::DetectParams& p) { p.orientation = sift::OrientationHistogramKind::fine; },
        [](sift::DetectParams& p) { p.gradient = sift::GradientKind::four_point; },
        [](sift::DetectParams& p) { p.descriptor_centre = sift::DescriptorCentre::point; }};
    for (const auto change : to_precise)
        CHECK_THROWS_WITH(keypoints_of(image, changed(change, sift::DetectParams::classic())),
                          contains_text("set blur to integers"));

    const std::vector<void (*)(sift::DetectParams&)> to_classic = {
        [](sift::DetectParams& p) { p.upsampling = sift::Upsampling::half_pixel; },
        [](sift::DetectParams& p) { p.decimation = sift::Decimation::first_sample; },
        [](sift::DetectParams& p) { p.candidates = sift::CandidateTest::neighbours_26; },
        [](sift::DetectParams& p) { p.refinement = sift::Refinement::quadratic; },
        [](sift::DetectParams& p) { p.orientation = sift::OrientationHistogramKind::coarse; },
        [](sift::DetectParams& p) { p.gradient = sift::GradientKind::two_point; },
        [](sift::DetectParams& p) { p.descriptor_centre = sift::DescriptorCentre::nearest_sample; }};
    const auto usual = sift::detect_and_describe(image.view(), sift::DetectParams::precise());
    for (const auto change : to_classic) {
        const auto other =
            sift::detect_and_describe(image.view(), changed(change, sift::DetectParams::precise()));
        CHECK(other.keypoints.size() > 20);
        CHECK_FALSE((other == usual));
    }
}
