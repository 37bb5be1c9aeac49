#include <algorithm>
#include <chrono>
#include <cmath>
#include <iterator>
#include <limits>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

#include "sift/detect.h"
#include "sift/scale_space.h"
#include "tests/sift/counterparts.h"
#include "tests/sift/random_values.h"
#include "tests/support/catch.h"
#include "tests/support/textured_picture.h"

namespace {

sift::Features features_of(const sift::Image& image,
                           const sift::DetectParams& params = sift::DetectParams::classic()) {
    return sift::detect_and_describe(image.view(), params);
}

sift::Image texture(int width, int height, unsigned seed) {
    return textured_picture(width, height, seed, width * height / 100)->grey;
}

}  // namespace

TEST_CASE("detect: a Gaussian blob is found at its place and scale", "[sift]") {
    const double sigma = GENERATE(2.0, 3.0, 4.5, 8.0);
    const double contrast = GENERATE(100.0, -100.0);
    const double x0 = 63.3;
    const double y0 = 70.8;
    sift::Image image(128, 140);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            image.at(x, y) =
                static_cast<float>(128 + contrast * std::exp(-((x - x0) * (x - x0) + (y - y0) * (y - y0)) /
                                                             (2 * sigma * sigma)));
    const auto keypoints = features_of(image).keypoints;
    REQUIRE_FALSE(keypoints.empty());
    const auto strongest = std::max_element(keypoints.begin(), keypoints.end(),
                                            [](auto& a, auto& b) { return a.response < b.response; });
    // Blurred to s, the blob's height is proportional to sigma^2 / (sigma^2 + s^2); the difference between
    // the blurs k s and s is largest at s = sigma / sqrt(k). The doubled picture is taken to hold a blur of
    // 0.5 px, but linear interpolation gave it one of variance 3/16 px^2.
    const double k = std::pow(2.0, 1.0 / 3);
    const double s = std::sqrt(sigma * sigma - 0.25 + 3.0 / 16) / std::sqrt(k);
    CAPTURE(sigma, contrast, strongest->x, strongest->y, strongest->size);
    CHECK(strongest->x == Approx(x0 + 0.25).margin(0.03 * sigma));
    CHECK(strongest->y == Approx(y0 + 0.25).margin(0.03 * sigma));
    CHECK(strongest->size == Approx(2 * s).epsilon(0.03));
    const double height = contrast * (sigma * sigma / (sigma * sigma + s * s) -
                                      sigma * sigma / (sigma * sigma + k * k * s * s));
    CHECK(strongest->response == Approx(std::abs(height) / 255).epsilon(0.05));
}

TEST_CASE("detect: 1, 2 and 8 threads give the same bits", "[sift]") {
    const sift::Image image = texture(403, 301, 3);
    const auto one = sift::detect_and_describe(image.view(), sift::DetectParams::classic(), {1, {}});
    REQUIRE(one.keypoints.size() > 200);
    CHECK(sift::detect_and_describe(image.view(), sift::DetectParams::classic(), {2, {}}) == one);
    CHECK(sift::detect_and_describe(image.view(), sift::DetectParams::classic(), {8, {}}) == one);
    CHECK(sift::detect_candidates(image.view(), sift::DetectParams::classic(), {8, {}}) ==
          sift::detect_candidates(image.view(), sift::DetectParams::classic(), {1, {}}));
}

TEST_CASE("detect: a view with gaps between its rows gives the keypoints of the packed picture", "[sift]") {
    const sift::Image image = texture(150, 120, 4);
    sift::Image wide(190, 120, std::numeric_limits<float>::quiet_NaN());
    for (int y = 0; y < 120; ++y) std::copy_n(image.row(y), 150, wide.row(y));
    CHECK(sift::detect_and_describe({wide.row(0), 150, 120, 190}, sift::DetectParams::classic()) ==
          features_of(image));
    sift::DetectParams params = sift::DetectParams::classic();
    params.upsample = false;
    CHECK(sift::detect_and_describe({wide.row(0), 150, 120, 190}, params) == features_of(image, params));
}

TEST_CASE("detect: transposing the picture transposes the keypoints", "[sift]") {
    // Every choice of cv::SIFT treats rows and columns alike; only rounding differs.
    const sift::Image image = texture(300, 260, 5);
    sift::Image transposed(260, 300);
    for (int y = 0; y < 260; ++y)
        for (int x = 0; x < 300; ++x) transposed.at(y, x) = image.at(x, y);
    const auto original = features_of(image).keypoints;
    auto back = features_of(transposed).keypoints;
    for (auto& k : back) {
        std::swap(k.x, k.y);
        k.angle = std::fmod(450 - k.angle, 360.0);
    }
    REQUIRE(original.size() > 150);
    const auto pairs = counterparts(original, back, {0.01, 0.001, 0.1});
    CHECK(static_cast<double>(pairs.size()) >=
          0.99 * static_cast<double>(std::max(original.size(), back.size())));
}

TEST_CASE("detect: a quarter turn keeps the keypoints of the doubled octave, shifted by the half-pixel bias",
          "[sift]") {
    // Higher octaves keep the even samples, which after a turn are the odd ones: cv::SIFT is not exact there.
    const int width = 300;
    const sift::Image image = texture(width, 260, 6);
    sift::Image turned(260, width);  // counter-clockwise: (x, y) goes to (y, width - 1 - x)
    for (int y = 0; y < 260; ++y)
        for (int x = 0; x < width; ++x) turned.at(y, width - 1 - x) = image.at(x, y);
    const auto of_octave = [](const std::vector<sift::Keypoint>& all, int octave) {
        std::vector<sift::Keypoint> some;
        std::copy_if(all.begin(), all.end(), std::back_inserter(some),
                     [&](const auto& k) { return k.octave == octave; });
        return some;
    };
    auto expected = of_octave(features_of(image).keypoints, -1);
    for (auto& k : expected) {
        // True places are 0.25 px up and left of the reported ones.
        const double x = k.x - 0.25;
        const double y = k.y - 0.25;
        k.x = y + 0.25;
        k.y = width - 1 - x + 0.25;
        k.angle = std::fmod(k.angle + 270, 360.0);
    }
    const auto actual = of_octave(features_of(turned).keypoints, -1);
    REQUIRE(expected.size() > 100);
    const auto pairs = counterparts(expected, actual, {0.01, 0.001, 0.1});
    CHECK(static_cast<double>(pairs.size()) >=
          0.98 * static_cast<double>(std::max(expected.size(), actual.size())));
}

TEST_CASE("detect: adding a constant to the picture changes nothing but rounding", "[sift]") {
    sift::Image image = texture(300, 260, 7);
    const auto original = features_of(image);
    const float constant = GENERATE(1.0F, -20.0F, 64.0F);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) image.at(x, y) += constant;
    const auto brighter = features_of(image);
    REQUIRE(original.keypoints.size() > 150);
    const auto pairs = counterparts(original.keypoints, brighter.keypoints, {0.01, 0.001, 0.1});
    CHECK(static_cast<double>(pairs.size()) >=
          0.98 * static_cast<double>(std::max(original.keypoints.size(), brighter.keypoints.size())));
    for (const auto& [i, j] : pairs)
        CHECK(largest_bin_difference(original.descriptors[i], brighter.descriptors[j]) <= 2);
}

TEST_CASE("detect: without upsampling, the doubled picture gives the doubled pipeline's keypoints",
          "[sift]") {
    const sift::Image image = texture(320, 240, 8);
    const auto doubled_pipeline = features_of(image);

    sift::DetectParams params = sift::DetectParams::classic();
    params.upsample = false;
    params.assumed_blur = 1.0;  // what the doubled pipeline takes the doubled picture to have
    const auto plain = features_of(sift::double_size(image.view(), {}), params);

    // The plain pipeline stops an octave earlier: its smallest is one step of the doubled pipeline larger.
    int last = -1;
    for (const auto& k : plain.keypoints) last = std::max(last, k.octave);
    std::vector<sift::Keypoint> expected;
    for (auto k : doubled_pipeline.keypoints) {
        k.x *= 2;
        k.y *= 2;
        k.size *= 2;
        k.octave += 1;
        if (k.octave <= last) expected.push_back(k);
    }
    REQUIRE(expected.size() > 150);
    CHECK(plain.keypoints == expected);
}

TEST_CASE("detect: the candidates hold every keypoint and what became of the others", "[sift]") {
    const sift::Image image = texture(300, 260, 9);
    const auto candidates = sift::detect_candidates(image.view(), sift::DetectParams::classic());
    const auto key = [](const sift::Candidate& c) { return c.octave; };
    CHECK(std::is_sorted(candidates.begin(), candidates.end(),
                         [&](auto& a, auto& b) { return key(a) < key(b); }));

    int kept = 0;
    int rejected = 0;
    for (const auto& c : candidates) (c.verdict == sift::Verdict::keypoint ? kept : rejected)++;
    CHECK(kept > 100);
    CHECK(rejected > 100);
    for (const auto& k : features_of(image).keypoints) {
        const bool held = std::any_of(candidates.begin(), candidates.end(), [&](const sift::Candidate& c) {
            const double step = std::ldexp(1.0, c.octave);
            return c.verdict == sift::Verdict::keypoint && c.octave == k.octave && c.layer == k.layer &&
                   std::abs((c.column + c.offset_x) * step - k.x) < 1e-3 &&
                   std::abs((c.row + c.offset_y) * step - k.y) < 1e-3;
        });
        CHECK(held);
    }
}

TEST_CASE("detect: at most max_features keypoints, the strongest, described as without the limit", "[sift]") {
    const sift::Image image = texture(300, 260, 10);
    const auto all = features_of(image);
    sift::DetectParams params = sift::DetectParams::classic();
    params.max_features = 40;
    const auto some = features_of(image, params);
    REQUIRE(some.keypoints.size() >= 40);
    REQUIRE(some.keypoints.size() < 50);  // a few may tie with the last
    double weakest_kept = 1;
    for (std::size_t i = 0, j = 0; i < some.keypoints.size(); ++i, ++j) {
        while (j < all.keypoints.size() && !(all.keypoints[j] == some.keypoints[i])) ++j;
        REQUIRE(j < all.keypoints.size());
        CHECK(all.descriptors[j] == some.descriptors[i]);
        weakest_kept = std::min(weakest_kept, some.keypoints[i].response);
    }
    const auto at_least = std::count_if(all.keypoints.begin(), all.keypoints.end(),
                                        [&](const auto& k) { return k.response >= weakest_kept; });
    CHECK(static_cast<std::size_t>(at_least) == some.keypoints.size());
}

TEST_CASE("detect: empty, tiny, narrow, black and white pictures have no keypoints", "[sift]") {
    CHECK(sift::detect_and_describe({}, sift::DetectParams::classic()) == sift::Features{});
    CHECK(sift::detect_candidates({}, sift::DetectParams::classic()).empty());
    for (const bool upsample : {true, false})
        for (const auto& [width, height] :
             {std::pair{1, 1}, std::pair{1, 500}, std::pair{500, 1}, std::pair{2, 2}, std::pair{3, 7},
              std::pair{8, 8}, std::pair{5, 300}}) {
            CAPTURE(width, height, upsample);
            sift::DetectParams params = sift::DetectParams::classic();
            params.upsample = upsample;
            const sift::Image noise = noise_picture(width, height, 1);
            const auto features = features_of(noise, params);
            CHECK(features.descriptors.size() == features.keypoints.size());
            if (std::min(width, height) <= 5) CHECK(features.keypoints.empty());
            CHECK(features_of(sift::Image(width, height, 0), params).keypoints.empty());
        }
    CHECK(features_of(sift::Image(200, 150, 0)).keypoints.empty());
    CHECK(features_of(sift::Image(200, 150, 255)).keypoints.empty());
}

TEST_CASE("detect: every legal extreme of the parameters runs", "[sift]") {
    const sift::Image image = texture(90, 80, 11);
    sift::DetectParams params = sift::DetectParams::classic();
    SECTION("one layer") {
        params.layers = 1;
    }
    SECTION("sixteen layers") {
        params.layers = 16;
    }
    SECTION("least blur") {
        params.sigma = 0.6;
    }
    SECTION("most blur") {
        params.sigma = 10;
    }
    SECTION("no contrast threshold") {
        params.contrast_threshold = 0;
    }
    SECTION("no edges") {
        params.edge_threshold = 1.0000001;
    }
    SECTION("every edge") {
        params.edge_threshold = 1e30;
    }
    SECTION("more assumed blur than the first layer has") {
        params.assumed_blur = 10;
    }
    for (const bool upsample : {true, false}) {
        params.upsample = upsample;
        const auto features = features_of(image, params);
        CHECK(features.keypoints.size() == features.descriptors.size());
        for (const auto& k : features.keypoints) {
            CHECK((k.x > 0 && k.x < 90 && k.y > 0 && k.y < 80 && k.size > 0));
            CHECK((k.angle >= 0 && k.angle < 360));
        }
    }
}

TEST_CASE("detect: pixels that are no numbers, or absurdly large, count as black", "[sift]") {
    const bool upsample = GENERATE(true, false);
    sift::DetectParams params = sift::DetectParams::classic();
    params.upsample = upsample;
    sift::Image image = texture(200, 180, 12);
    sift::Image black = image;
    image.at(30, 40) = std::numeric_limits<float>::quiet_NaN();
    image.at(150, 20) = -std::numeric_limits<float>::infinity();
    image.at(151, 120) = std::numeric_limits<float>::max();
    black.at(30, 40) = black.at(150, 20) = black.at(151, 120) = 0;
    CHECK(features_of(image, params) == features_of(black, params));
}

TEST_CASE("detect: parameters out of range are refused by name", "[sift]") {
    sift::DetectParams params = sift::DetectParams::classic();
    params.layers = 0;
    CHECK_THROWS_WITH(features_of(sift::Image(9, 9), params), contains_text("layers"));
    params = {};
    params.sigma = std::numeric_limits<double>::quiet_NaN();
    CHECK_THROWS_WITH(sift::detect_candidates(sift::Image(9, 9).view(), params), contains_text("sigma"));
}

TEST_CASE("detect: a requested stop ends the search early, with an empty result", "[sift]") {
    using clock = std::chrono::steady_clock;
    const sift::Image image = texture(900, 700, 13);
    std::stop_source before;
    before.request_stop();
    CHECK(sift::detect_and_describe(image.view(), sift::DetectParams::classic(), {2, before.get_token()}) ==
          sift::Features{});
    CHECK(sift::detect_candidates(image.view(), sift::DetectParams::classic(), {2, before.get_token()})
              .empty());

    // A stop that comes too late leaves a whole result: then it is asked for earlier, at last before the
    // start.
    const int threads = GENERATE(1, 2);
    const auto start = clock::now();
    const sift::Features whole = features_of(image);
    auto delay = (clock::now() - start) / 2;
    REQUIRE_FALSE(whole.keypoints.empty());
    sift::Features stopped = whole;
    for (int attempt = 0; attempt < 8 && stopped == whole; ++attempt, delay /= 4) {
        std::stop_source during;
        std::thread stopper([&] {
            std::this_thread::sleep_for(delay);
            during.request_stop();
        });
        stopped = sift::detect_and_describe(image.view(), sift::DetectParams::classic(),
                                            {threads, during.get_token()});
        stopper.join();
    }
    CHECK(stopped == sift::Features{});
}
