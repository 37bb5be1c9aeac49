#include <cmath>
#include <stdexcept>
#include <vector>

#include "sift/detect.h"
#include "sift/geometry/discrete_gaussian.h"
#include "sift/geometry/rotate_image.h"
#include "sift/geometry/visibility.h"
#include "tests/support/catch.h"

namespace {

/// A Gaussian blob on grey 100: `contrast` levels high, of standard deviation `sigma`.
struct Blob {
    double x, y, sigma, contrast;

    [[nodiscard]] double at(sift::Point p) const {
        const double square = (p.x - x) * (p.x - x) + (p.y - y) * (p.y - y);
        return 100 + contrast * std::exp(-square / (2 * sigma * sigma));
    }
};

sift::Image drawn_blob(const Blob& blob, int width, int height) {
    sift::Image image(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            image.at(x, y) = static_cast<float>(blob.at({static_cast<double>(x), static_cast<double>(y)}));
    return image;
}

/// The blob, blurred by `blur` (a convolution of Gaussians adds variances, the volume stays) and mapped.
Blob mapped_blob(const Blob& blob, double blur, const sift::Rotation& rotation) {
    const double variance = blob.sigma * blob.sigma + blur * blur;
    const sift::Point p = rotation.to_rotated({blob.x, blob.y});
    return {p.x, p.y, std::sqrt(variance) * rotation.scale,
            blob.contrast * blob.sigma * blob.sigma / variance};
}

}  // namespace

TEST_CASE("discrete Gaussian: its taps are Bessel functions, sum to one and have the asked variance",
          "[sift][scale]") {
    for (const double sigma : {0.1, 0.24, 0.5, 0.87, 1.0, 3.0, 10.0, 20.0}) {
        CAPTURE(sigma);
        const sift::SymmetricTaps taps = sift::discrete_gaussian_taps(sigma);
        double sum = 0;
        double variance = 0;
        for (std::size_t n = 0; n < taps.size(); ++n) {
            const double weight = static_cast<double>(taps[n]) * (n == 0 ? 1 : 2);
            sum += weight;
            variance += weight * static_cast<double>(n * n);
            const double t = sigma * sigma;
            if (t <= 400)
                CHECK(static_cast<double>(taps[n]) ==
                      Approx(std::exp(-t) * std::cyl_bessel_i(static_cast<double>(n), t))
                          .epsilon(1e-6)
                          .margin(2e-9));
        }
        CHECK(sum == Approx(1).epsilon(1e-6));
        CHECK(variance == Approx(sigma * sigma).epsilon(1e-5));  // what was cut off and floats
    }
    CHECK_THROWS_AS(sift::discrete_gaussian_taps(0), std::invalid_argument);
    CHECK_THROWS_AS(sift::discrete_gaussian_taps(std::nan("")), std::invalid_argument);
}

TEST_CASE("scale: sizes and places of a scaled picture, worked out by hand", "[sift][scale]") {
    const auto half = sift::rotation_about_centre(100, 50, 0, sift::Canvas::grow, 0.5);
    CHECK(half.width == 50);
    CHECK(half.height == 25);
    CHECK_FALSE(half.lossless);
    // The centre (49.5, 24.5) goes to (24.5, 12); ten pixels to its right are five.
    CHECK(half.to_rotated({59.5, 24.5}).x == Approx(29.5));
    CHECK(half.to_rotated({59.5, 24.5}).y == Approx(12));
    const auto twice = sift::rotation_about_centre(100, 50, 30, sift::Canvas::grow, 2);
    CHECK(twice.width == 224);   // 2 (86.60 + 25) = 223.2
    CHECK(twice.height == 187);  // 2 (50 + 43.30) = 186.6
    const sift::Point centre{111.5, 93};
    CHECK(twice.to_rotated({59.5, 24.5}).x == Approx(centre.x + 20 * std::sqrt(3.0) / 2));
    CHECK(twice.to_rotated({59.5, 24.5}).y == Approx(centre.y - 10));
    CHECK(twice.homography().scale_at({3, 4}) == Approx(2));
    const auto kept = sift::rotation_about_centre(100, 50, 30, sift::Canvas::keep, 2);
    CHECK(kept.width == 100);
    CHECK(kept.height == 50);
    for (const auto& rotation : {half, twice, kept}) {
        const sift::Point back = rotation.to_source(rotation.to_rotated({12.25, 40.5}));
        CHECK(back.x == Approx(12.25).epsilon(1e-12));
        CHECK(back.y == Approx(40.5).epsilon(1e-12));
    }
}

TEST_CASE("scale: one changes nothing, and what is no scale is refused", "[sift][scale]") {
    for (const double angle : {0.0, 33.3, 90.0, 200.0})
        for (const auto canvas : {sift::Canvas::grow, sift::Canvas::keep})
            CHECK(sift::rotation_about_centre(41, 30, angle, canvas, 1) ==
                  sift::rotation_about_centre(41, 30, angle, canvas));
    for (const double scale : {0.0, -1.0, std::nan(""), static_cast<double>(INFINITY)})
        CHECK_THROWS_AS(sift::rotation_about_centre(41, 30, 0, sift::Canvas::grow, scale),
                        std::invalid_argument);
}

TEST_CASE("scale: a blob becomes the blob that analysis predicts, antialiased by the stated blur",
          "[sift][scale]") {
    CHECK(sift::antialiasing_blur(0.5) == Approx(0.5 * std::sqrt(3.0)));
    CHECK(sift::antialiasing_blur(1) == 0);
    CHECK(sift::antialiasing_blur(2) == 0);
    const Blob blob{61.3, 48.8, 3, 100};
    const sift::Image source = drawn_blob(blob, 120, 90);
    for (const double scale : {0.5, 0.7, 0.9, 1.3, 2.0})
        for (const double angle : {0.0, 33.0, 90.0}) {
            CAPTURE(scale, angle);
            const auto rotation = sift::rotation_about_centre(120, 90, angle, sift::Canvas::grow, scale);
            const sift::Image scaled =
                sift::rotate_image(source.view(), rotation, sift::Interpolation::spline, 100, {});
            const Blob expected = mapped_blob(blob, sift::antialiasing_blur(scale), rotation);
            double largest = 0;
            for (int y = 0; y < scaled.height(); ++y)
                for (int x = 0; x < scaled.width(); ++x)
                    largest = std::max(
                        largest, std::abs(static_cast<double>(scaled.at(x, y)) -
                                          expected.at({static_cast<double>(x), static_cast<double>(y)})));
            // The grid's Gaussian differs from the plane's by t / 24 of the fourth derivatives: for t = 0.75
            // and a blob of sigma 3, 0.75 / 24 * 2 * 3 / 3^4 of 100 levels. The spline errs by less than
            // 0.01.
            CHECK(largest < (scale < 1 ? 0.25 : 0.01));
        }
}

TEST_CASE("scale: a fine pattern that the smaller picture cannot hold does not come back as a coarse one",
          "[sift][scale]") {
    // Stripes of 2.2 px at half the size would alias to a period of 11 px with all of their contrast.
    sift::Image source(200, 60);
    for (int y = 0; y < 60; ++y)
        for (int x = 0; x < 200; ++x)
            source.at(x, y) = static_cast<float>(128 + 100 * std::sin(2 * 3.14159265358979 * x / 2.2));
    const auto rotation = sift::rotation_about_centre(200, 60, 0, sift::Canvas::grow, 0.5);
    const sift::Image scaled =
        sift::rotate_image(source.view(), rotation, sift::Interpolation::spline, 128, {});
    double largest = 0;
    for (int x = 10; x < 90; ++x)
        largest = std::max(largest, std::abs(static_cast<double>(scaled.at(x, 15)) - 128));
    // T's response at w = 2 pi / 2.2 is exp(t (cos w - 1)) = 0.23 with t = 0.75; half way between two pixels
    // the quintic spline's is 0.75 - 0.25. Without the first the pattern would keep 50 levels.
    CHECK(largest < 14);
    CHECK(largest > 8);
}

TEST_CASE("scale: a blob's keypoint lies where the map says, with the size that it says", "[sift][scale]") {
    const Blob blob{101.37, 83.64, 5, 80};
    const sift::Image source = drawn_blob(blob, 200, 160);
    const sift::DetectParams params = sift::DetectParams::precise();
    const auto strongest = [&](const sift::Image& image) {
        sift::Keypoint best;
        for (const sift::Keypoint& k : sift::detect_and_describe(image.view(), params).keypoints)
            if (k.response > best.response) best = k;
        return best;
    };
    const sift::Keypoint original = strongest(source);
    REQUIRE(original.response > 0);
    for (const double scale : {0.5, 0.7, 1.4, 2.0}) {
        CAPTURE(scale);
        const auto rotation = sift::rotation_about_centre(200, 160, 25, sift::Canvas::grow, scale);
        const sift::Keypoint found =
            strongest(sift::rotate_image(source.view(), rotation, sift::Interpolation::spline, 100, {}));
        const Blob expected = mapped_blob(blob, sift::antialiasing_blur(scale), rotation);
        CHECK(found.x == Approx(expected.x).margin(0.02));
        CHECK(found.y == Approx(expected.y).margin(0.02));
        CHECK(found.size / original.size == Approx(expected.sigma / blob.sigma).epsilon(0.01));
    }
}

TEST_CASE("scale: the disc of a descriptor is scaled before it is held against the borders",
          "[sift][scale]") {
    // At (30, 40) a disc of 10.6 sigma = 21.2 px touches no border; drawn twice as large on a canvas that
    // keeps its size, its centre at (2 * 30 - 49.5, 2 * 40 - 39.5) = (10.5, 40.5) and its 42.4 px do.
    const sift::Keypoint k{30, 40, 4, 0, 0.1, 0, 1};
    const auto kept = sift::rotation_about_centre(100, 80, 0, sift::Canvas::keep, 2);
    sift::Keypoint moved = k;
    moved.x = kept.to_rotated({k.x, k.y}).x;
    moved.y = kept.to_rotated({k.x, k.y}).y;
    moved.size = 8;
    const std::vector<sift::Keypoint> first{k};
    const std::vector<sift::Keypoint> second{moved};
    CHECK_FALSE(sift::visible_keypoints(first, second, kept).first[0]);
    CHECK_FALSE(sift::visible_keypoints(first, second, kept).second[0]);

    // Drawn half as large on a grown canvas, the first pixel's centre is that of 0.5 px in the original: 21.2
    // px of room are left of 21.8, not of 21.6.
    const auto grown = sift::rotation_about_centre(100, 80, 0, sift::Canvas::grow, 0.5);
    for (const double x : {21.6, 21.8}) {
        CAPTURE(x);
        sift::Keypoint near = k;
        near.x = x;
        sift::Keypoint half = near;
        half.x = grown.to_rotated({near.x, near.y}).x;
        half.y = grown.to_rotated({near.x, near.y}).y;
        half.size = 2;
        const auto visible = sift::visible_keypoints(std::vector{near}, std::vector{half}, grown);
        CHECK(visible.first[0] == (x > 21.7));
        CHECK(visible.second[0] == (x > 21.7));
    }
}
