#include <algorithm>
#include <cmath>
#include <filesystem>
#include <numbers>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <opencv2/imgcodecs.hpp>

#include "app/reference/opencv_sift.h"
#include "sift/detect.h"
#include "sift/geometry/estimate_rotation.h"
#include "sift/geometry/rotate_image.h"
#include "sift/geometry/visibility.h"
#include "tests/support/catch.h"

namespace {

using sift::angle_error;
using sift::estimate_rotation;
using sift::Features;
using sift::Image;
using sift::Keypoint;
using sift::Match;
using sift::Point;
using sift::Rotation;
using sift::RotationEstimate;

struct MatchedPictures {
    std::vector<Keypoint> first;
    std::vector<Keypoint> second;
    std::vector<Match> matches;

    void add(const Keypoint& a, const Keypoint& b, bool kept = true) {
        Match match;
        match.first = match.second = static_cast<int>(first.size());
        match.kept = kept;
        first.push_back(a);
        second.push_back(b);
        matches.push_back(match);
    }
    [[nodiscard]] std::optional<RotationEstimate> estimate() const {
        return estimate_rotation(first, second, matches);
    }
};

Keypoint turned_keypoint(Point p, double size, double angle) {
    return {p.x, p.y, size, angle, 0, 0, 1};
}

/// Matches of an 800 x 600 picture under a similarity: positions with Gaussian noise, orientations with a
/// few degrees of noise, and a share of matches that lead anywhere.
struct Synthetic {
    double angle = 0;
    std::size_t count = 200;
    double noise_px = 0.3;
    double wrong = 0;
    double scale = 1;

    [[nodiscard]] MatchedPictures draw(std::mt19937& random) const {
        std::uniform_real_distribution<double> x(0, 799), y(0, 599), any(0, 360), share(0, 1), size(3, 12);
        std::normal_distribution<double> noise(0, noise_px), turn_noise(0, 2);
        const double c = scale * std::cos(angle * std::numbers::pi / 180);
        const double s = scale * std::sin(angle * std::numbers::pi / 180);
        MatchedPictures pictures;
        for (std::size_t i = 0; i < count; ++i) {
            const Point p{x(random), y(random)};
            const Keypoint a = turned_keypoint(p, size(random), any(random));
            if (share(random) < wrong) {
                pictures.add(a, turned_keypoint({x(random), y(random)}, size(random), any(random)));
                continue;
            }
            const Point q{c * p.x + s * p.y + 100 + noise(random), -s * p.x + c * p.y + 50 + noise(random)};
            const double turned = std::fmod(a.angle - angle + turn_noise(random) + 3 * 360, 360.0);
            pictures.add(a, turned_keypoint(q, scale * a.size, turned));
        }
        return pictures;
    }
};

Image read_grey(const std::filesystem::path& path) {
    const cv::Mat bytes = cv::imread(path.string(), cv::IMREAD_GRAYSCALE);
    Image image(bytes.cols, bytes.rows);
    for (int y = 0; y < bytes.rows; ++y) std::copy_n(bytes.ptr(y), bytes.cols, image.row(y));
    return image;
}

/// As an 8-bit picture would hold it.
Image rounded(Image image) {
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            image.at(x, y) = std::clamp(std::nearbyint(image.at(x, y)), 0.0F, 255.0F);
    return image;
}

Features detect(const Image& image, bool ours) {
    return ours ? sift::detect_and_describe(image.view(), sift::DetectParams::precise())
                : siftscope::opencv_detect_and_describe(image, {}, 0);
}

Features chosen(const Features& features, const std::vector<bool>& visible) {
    Features result;
    for (std::size_t i = 0; i < visible.size(); ++i) {
        if (!visible[i]) continue;
        result.keypoints.push_back(features.keypoints[i]);
        result.descriptors.push_back(features.descriptors[i]);
    }
    return result;
}

std::pair<Features, Features> visible_features(const Features& first, const Features& second,
                                               const Rotation& rotation) {
    const sift::Visibility visible = sift::visible_keypoints(first.keypoints, second.keypoints, rotation);
    return {chosen(first, visible.first), chosen(second, visible.second)};
}

}  // namespace

TEST_CASE("angle_error: estimated minus true, from -180 up to 180", "[sift][estimate]") {
    CHECK(angle_error(31, 30) == Approx(1));
    CHECK(angle_error(359.5, 0) == Approx(-0.5));
    CHECK(angle_error(0.25, 360) == Approx(0.25));
    CHECK(angle_error(10, -710) == Approx(0).margin(1e-9));
    CHECK(angle_error(180, 0) == -180);
}

TEST_CASE("estimate_rotation: exact matches give the exact angle, also across 0 and 360",
          "[sift][estimate]") {
    std::mt19937 random(1);
    for (const double angle : {0.0, 0.25, 359.75, 30.0, 90.0, 180.0, 271.3}) {
        CAPTURE(angle);
        const auto estimate = Synthetic{angle, 60, 0}.draw(random).estimate();
        REQUIRE(estimate);
        CHECK(std::abs(angle_error(estimate->angle, angle)) < 1e-9);
        CHECK(estimate->angle >= 0);
        CHECK(estimate->angle < 360);
        CHECK(estimate->uncertainty < 1e-9);
        CHECK(std::abs(angle_error(estimate->peak, angle)) < 2);
        CHECK(estimate->inliers == 60);
        CHECK(estimate->scale == Approx(1));
    }
}

TEST_CASE("estimate_rotation: the uncertainty is honest", "[sift][estimate]") {
    const unsigned seed = 20;
    for (const Synthetic& pictures : {Synthetic{33, 12, 0.3, 0}, Synthetic{123, 40, 0.3, 0.3},
                                      Synthetic{0, 200, 1.0, 0.5}, Synthetic{250, 500, 0.1, 0.7}}) {
        CAPTURE(seed, pictures.count, pictures.noise_px, pictures.wrong);
        std::mt19937 random(seed);
        const int trials = 400;
        int answered = 0;
        int within_one = 0;
        int within_three = 0;
        double squares = 0;
        for (int trial = 0; trial < trials; ++trial) {
            const auto estimate = pictures.draw(random).estimate();
            if (!estimate) continue;
            const double deviations =
                std::abs(angle_error(estimate->angle, pictures.angle)) / estimate->uncertainty;
            ++answered;
            within_one += deviations <= 1 ? 1 : 0;
            within_three += deviations <= 3 ? 1 : 0;
            squares += deviations * deviations;
        }
        CHECK(answered == trials);
        // Gaussian: 68.3 % and 99.7 %. 400 trials scatter by 2.3 % and 0.3 %; neither too proud nor too shy.
        CHECK(within_three >= 0.97 * trials);
        CHECK(within_one >= 0.58 * trials);
        CHECK(within_one <= 0.78 * trials);
        CHECK(std::sqrt(squares / trials) < 1.3);
    }
}

TEST_CASE("estimate_rotation: the uncertainty is that of the lever arms, for Gaussian noise",
          "[sift][estimate]") {
    // sigma / sqrt(n (W^2 + H^2) / 12) radians for points spread evenly over W x H.
    std::mt19937 random(2);
    const auto estimate = Synthetic{77, 5000, 0.5}.draw(random).estimate();
    REQUIRE(estimate);
    const double expected = 0.5 / std::sqrt(5000 * (800.0 * 800 + 600.0 * 600) / 12) * 180 / std::numbers::pi;
    CHECK(estimate->uncertainty == Approx(expected).epsilon(0.05));
}

TEST_CASE("estimate_rotation: a majority of wrong matches does no harm", "[sift][estimate]") {
    std::mt19937 random(3);
    const MatchedPictures pictures = Synthetic{200, 400, 0.3, 0.8}.draw(random);
    const auto estimate = pictures.estimate();
    REQUIRE(estimate);
    CHECK(std::abs(angle_error(estimate->angle, 200)) < 0.05);
    CHECK(estimate->inliers > 50);
    CHECK(estimate->inliers < 100);  // about 80 of 400 are right
}

TEST_CASE("estimate_rotation: a change of scale is found along with the angle", "[sift][estimate]") {
    std::mt19937 random(4);
    for (const double scale : {0.4, 2.5}) {
        const auto estimate = Synthetic{15, 200, 0.3, 0.2, scale}.draw(random).estimate();
        REQUIRE(estimate);
        CHECK(estimate->scale == Approx(scale).epsilon(1e-3));
        CHECK(std::abs(angle_error(estimate->angle, 15)) < 0.1);
    }
}

TEST_CASE("estimate_rotation: only kept matches speak, and the histogram counts them all",
          "[sift][estimate]") {
    std::mt19937 random(5);
    MatchedPictures pictures = Synthetic{40, 50, 0.1}.draw(random);
    const MatchedPictures others = Synthetic{140, 500, 0.1}.draw(random);
    for (std::size_t i = 0; i < others.first.size(); ++i)
        pictures.add(others.first[i], others.second[i], false);
    const auto estimate = pictures.estimate();
    REQUIRE(estimate);
    CHECK(std::abs(angle_error(estimate->angle, 40)) < 0.05);
    REQUIRE(estimate->histogram.size() == 360);
    double total = 0;
    double near_peak = 0;
    for (std::size_t bin = 0; bin < 360; ++bin) {
        total += estimate->histogram[bin];
        if (bin >= 30 && bin < 50) near_peak += estimate->histogram[bin];
    }
    CHECK(total == 50);
    CHECK(near_peak == 50);
}

TEST_CASE("estimate_rotation: orientations of one point do not make it more certain", "[sift][estimate]") {
    std::mt19937 random(6);
    MatchedPictures pictures = Synthetic{10, 100, 0.3}.draw(random);
    const auto once = pictures.estimate();
    const MatchedPictures copy = pictures;
    for (std::size_t i = 0; i < copy.first.size(); ++i) pictures.add(copy.first[i], copy.second[i]);
    const auto twice = pictures.estimate();
    REQUIRE(once);
    REQUIRE(twice);
    CHECK(twice->angle == Approx(once->angle));
    CHECK(twice->uncertainty == Approx(once->uncertainty));
    CHECK(twice->inliers == 2 * once->inliers);
}

TEST_CASE("estimate_rotation: too few matches, or all in one place, give no estimate", "[sift][estimate]") {
    MatchedPictures pictures;
    CHECK_FALSE(pictures.estimate());
    for (const Point p : {Point{10, 10}, Point{300, 20}})
        pictures.add(turned_keypoint(p, 4, 50), turned_keypoint(p, 4, 50));
    CHECK_FALSE(pictures.estimate());
    pictures.add(pictures.first[0], pictures.second[0]);  // a third match, but no third position
    CHECK_FALSE(pictures.estimate());
    pictures.add(turned_keypoint({40, 400}, 4, 50), turned_keypoint({40, 400}, 4, 50));
    REQUIRE(pictures.estimate());
    CHECK(pictures.estimate()->angle == Approx(0).margin(1e-9));

    MatchedPictures one_place;
    for (int i = 0; i < 5; ++i)
        one_place.add(turned_keypoint({10, 10}, 4, 50), turned_keypoint({10.0 + i, 10}, 4, 50));
    CHECK_FALSE(one_place.estimate());
}

TEST_CASE("estimate_rotation: within 0.02 degrees on the photographs at 30 degrees and ratio 0.8",
          "[sift][estimate][photographs]") {
    const std::filesystem::path folder = std::filesystem::path(SIFTSCOPE_SOURCE_DIR) / "../shared/images";
    if (!std::filesystem::exists(folder)) return;
    const bool ours = GENERATE(true, false);
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        CAPTURE(entry.path().filename().string(), ours);
        const Image picture = read_grey(entry.path());
        const Rotation rotation =
            sift::rotation_about_centre(picture.width(), picture.height(), 30, sift::Canvas::grow);
        const Image rotated = rounded(sift::rotate_image(
            picture.view(), rotation, sift::Interpolation::spline, sift::mean_grey(picture.view())));
        const auto [first, second] = visible_features(detect(picture, ours), detect(rotated, ours), rotation);
        std::vector<Match> matches =
            sift::putative_matches(sift::two_nearest(first.descriptors, second.descriptors),
                                   sift::two_nearest(second.descriptors, first.descriptors));
        sift::apply_thresholds(matches, {0.8, {}, false});
        const auto estimate = estimate_rotation(first.keypoints, second.keypoints, matches);
        REQUIRE(estimate);
        const double error = angle_error(estimate->angle, 30);
        CAPTURE(error, estimate->uncertainty, estimate->inliers);
        CHECK(std::abs(error) < 0.02);
        CHECK(std::abs(error) < 4 * estimate->uncertainty);
        CHECK(estimate->uncertainty < 0.01);
    }
}
