#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <vector>

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include "app/model/distort_picture.h"
#include "app/model/match_pipeline.h"
#include "app/model/noise_field.h"
#include "app/model/rotate_picture.h"
#include "tests/support/catch.h"
#include "tests/support/textured_picture.h"

using namespace siftscope;

namespace {

/// Grey levels 0 to 255 from left to right, two pixels each.
sift::Image ramp() {
    sift::Image image(512, 4);
    for (int y = 0; y < 4; ++y)
        for (int x = 0; x < 512; ++x) image.at(x, y) = static_cast<float>(x / 2);
    return image;
}

sift::Image distorted(sift::Image image, const Distortion& distortion, Depth depth = Depth::eight_bit,
                      int threads = 2) {
    distort_grey(image, depth, distortion, {threads, {}});
    return image;
}

cv::Mat eight_bits_of(const sift::Image& image) {
    cv::Mat levels(image.height(), image.width(), CV_8UC1);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            levels.at<uchar>(y, x) = cv::saturate_cast<uchar>(image.at(x, y));
    return levels;
}

}  // namespace

TEST_CASE("noise: SplitMix64 gives the published numbers", "[distortion]") {
    // The first five outputs for the seed 1234567, as in
    // rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64.
    const std::uint64_t published[] = {6457827717110365317ULL, 3203168211198807973ULL, 9817491932198370423ULL,
                                       4593380528125082431ULL, 16408922859458223821ULL};
    for (std::uint64_t n = 0; n < 5; ++n) CHECK(split_mix_64(1234567, n) == published[n]);
}

TEST_CASE("noise: it has the asked standard deviation, is near to normal and repeats by its seed",
          "[distortion]") {
    const sift::Image flat(400, 300, 120.0F);
    const Distortion five{.noise = 5, .seed = 42};
    const sift::Image noisy = distorted(flat, five, Depth::floating);
    double sum = 0, squares = 0, fourth = 0;
    for (int y = 0; y < 300; ++y)
        for (int x = 0; x < 400; ++x) {
            const double d = static_cast<double>(noisy.at(x, y)) - 120;
            sum += d;
            squares += d * d;
            fourth += d * d * d * d;
        }
    constexpr double n = 400 * 300;
    const double variance = squares / n;
    CHECK(std::abs(sum / n) < 5 * 5 / std::sqrt(n));                           // five standard errors
    CHECK(std::abs(std::sqrt(variance) - 5) < 5 * 5 / std::sqrt(2 * n));       // likewise
    CHECK(fourth / n / (variance * variance) == Approx(3 - 0.1).margin(0.1));  // a normal one has 3
    CHECK(distorted(flat, five, Depth::floating, 1) == noisy);
    CHECK(distorted(flat, five, Depth::floating, 7) == noisy);
    CHECK_FALSE(distorted(flat, {.noise = 5, .seed = 43}, Depth::floating) == noisy);
    // Whole levels: rounding adds the variance 1/12.
    const sift::Image rounded = distorted(flat, five);
    double whole = 0;
    for (int x = 0; x < 400; ++x) whole += std::abs(std::nearbyint(rounded.at(x, 7)) - rounded.at(x, 7));
    CHECK(whole == 0);
}

TEST_CASE("gain and brightness: exact on a ramp, cut off at black and white", "[distortion]") {
    struct Case {
        double gain, brightness;
    };
    for (const auto& [gain, brightness] :
         {Case{1, 40}, Case{1, -60}, Case{1.5, 0}, Case{0.5, 100.25}, Case{2, -128}}) {
        CAPTURE(gain, brightness);
        const sift::Image changed = distorted(ramp(), {.gain = gain, .brightness = brightness});
        cv::Mat colour(1, 512, CV_8UC3);
        for (int x = 0; x < 512; ++x) colour.at<cv::Vec3b>(0, x) = cv::Vec3b::all(static_cast<uchar>(x / 2));
        const cv::Mat shown = distort_colour(colour, {.gain = gain, .brightness = brightness}, {});
        int wrong = 0;
        for (int x = 0; x < 512; ++x) {
            const double exact = std::clamp(gain * (x / 2) + brightness, 0.0, 255.0);
            wrong += std::abs(static_cast<double>(changed.at(x, 2)) - exact) > 0.5 ? 1 : 0;
            wrong += changed.at(x, 2) != std::floor(changed.at(x, 2)) ? 1 : 0;
            for (int k = 0; k < 3; ++k) wrong += std::abs(shown.at<cv::Vec3b>(0, x)[k] - exact) > 0.5 ? 1 : 0;
        }
        CHECK(wrong == 0);
    }
}

TEST_CASE("blur: a blob's variance grows by the square of sigma, its volume stays", "[distortion]") {
    sift::Image blob(101, 101);
    for (int y = 0; y < 101; ++y)
        for (int x = 0; x < 101; ++x)
            blob.at(x, y) =
                static_cast<float>(200 * std::exp(-((x - 50.0) * (x - 50) + (y - 50.0) * (y - 50)) / 32));
    for (const double sigma : {0.3, 1.0, 3.0}) {
        CAPTURE(sigma);
        const sift::Image blurred = distorted(blob, {.blur = sigma}, Depth::floating);
        const double variance = 16 + sigma * sigma;
        double largest = 0;
        for (int y = 0; y < 101; ++y)
            for (int x = 0; x < 101; ++x) {
                const double r2 = (x - 50.0) * (x - 50) + (y - 50.0) * (y - 50);
                const double exact = 200 * 16 / variance * std::exp(-r2 / (2 * variance));
                largest = std::max(largest, std::abs(static_cast<double>(blurred.at(x, y)) - exact));
            }
        // t / 24 of the fourth derivatives, 2 * 3 / 4^4 of 200 levels for the blob before it was blurred.
        CHECK(largest < 0.001 + 200 * sigma * sigma / 24 * 6 / 256);
    }
}

TEST_CASE("JPEG: the picture is what the codec gives back, and has 8 bits", "[distortion]") {
    const auto picture = textured_picture(160, 120, 3);
    for (const int quality : {5, 30, 95}) {
        CAPTURE(quality);
        sift::Image grey = picture->grey;
        Depth depth = Depth::sixteen_bit;
        distort_grey(grey, depth, {.jpeg = quality}, {});
        CHECK(depth == Depth::eight_bit);
        std::vector<uchar> bytes;
        cv::imencode(".jpg", eight_bits_of(picture->grey), bytes, {cv::IMWRITE_JPEG_QUALITY, quality});
        const cv::Mat expected = cv::imdecode(bytes, cv::IMREAD_GRAYSCALE);
        CHECK(cv::norm(eight_bits_of(grey), expected, cv::NORM_INF) == 0);
        CHECK(cv::norm(eight_bits_of(grey), eight_bits_of(picture->grey), cv::NORM_INF) > 0);
    }
}

TEST_CASE("distortions: they follow each other in the stated order", "[distortion]") {
    const sift::Image source = textured_picture(120, 90, 4)->grey;
    const Distortion all{.blur = 1.2, .gain = 1.5, .brightness = -70, .noise = 6, .seed = 9, .jpeg = 60};
    sift::Image steps = distorted(source, {.blur = 1.2}, Depth::floating);
    steps = distorted(steps, {.gain = 1.5, .brightness = -70}, Depth::floating);
    steps = distorted(steps, {.noise = 6, .seed = 9}, Depth::eight_bit);
    steps = distorted(steps, {.jpeg = 60}, Depth::eight_bit);
    const cv::Mat at_once = eight_bits_of(distorted(source, all));
    // A sum in floats may round the other way at half a level, which JPEG spreads a little.
    CHECK(cv::norm(at_once, eight_bits_of(steps), cv::NORM_L1) / static_cast<double>(at_once.total()) < 0.01);
}

TEST_CASE("distortions: without any the turned picture is the turned picture", "[distortion]") {
    const auto picture = textured_picture(150, 110, 6);
    Settings settings;
    settings.angle = 21;
    const auto second = rotate_picture(*picture, settings);
    const auto rotation = sift::rotation_about_centre(150, 110, 21, sift::Canvas::grow);
    sift::Image expected = sift::rotate_image(picture->grey.view(), rotation, sift::Interpolation::spline,
                                              sift::mean_grey(picture->grey.view()), {});
    round_to_depth(expected, Depth::eight_bit);
    CHECK(second->picture->grey == expected);
    CHECK(*second->rotation == rotation);
}

TEST_CASE("distortions: the truth follows a scale, and the original is not detected again", "[distortion]") {
    MatchPipeline pipeline;
    const MatchInput input{textured_picture(320, 240, 7), nullptr, {}, 0};
    Settings settings;
    settings.threads = 2;
    const auto before = pipeline.run(input, settings);
    for (const double scale : {0.6, 1.7}) {
        CAPTURE(scale);
        settings.distortion = {.scale = scale, .blur = 0.5, .gain = 0.9, .brightness = 10, .noise = 3};
        const auto result = pipeline.run(input, settings);
        REQUIRE(result->verdicts);
        CHECK(*result->verdicts->precision > 0.8);
        CHECK(result->verdicts->right > 30);
        CHECK(*result->verdicts->median_error_px < 0.6 * scale);
        CHECK(*result->repeatability > 0.2);
        CHECK(std::abs(*result->angle_error) < 0.2);
        CHECK(result->estimate->scale == Approx(scale).epsilon(0.005));
        CHECK(result->second->truth->scale_at({5, 5}) == Approx(scale));
        CHECK(result->timings.detect_1 == before->timings.detect_1);
        CHECK(result->second->picture->colour.size() ==
              cv::Size(result->second->rotation->width, result->second->rotation->height));
    }
    settings.distortion = {};
    const auto after = pipeline.run(input, settings);
    CHECK(after->matches == before->matches);
}

TEST_CASE("distortions: out of range they are refused by name", "[distortion]") {
    const auto refused = [](const Distortion& distortion, const char* name) {
        Settings settings;
        settings.distortion = distortion;
        CHECK_THROWS_WITH(settings.validate(), contains_text(name));
    };
    refused({.scale = 0.4}, "scale is 0.4");
    refused({.blur = -1}, "blur");
    refused({.gain = 0}, "gain");
    refused({.brightness = 256}, "brightness");
    refused({.noise = std::nan("")}, "noise");
    refused({.seed = -1}, "seed");
    refused({.jpeg = 101}, "jpeg");
    KeypointFilter filter;
    filter.min_size = 5;
    filter.max_size = 4;
    Settings settings;
    settings.filter = filter;
    CHECK_THROWS_WITH(settings.validate(), contains_text("max_size is 4"));
}

TEST_CASE("distort: the coloured picture is blurred as the grey one is", "[distortion]") {
    const auto picture = textured_picture(160, 120, 8);
    const cv::Mat grey = eight_bits_of(picture->grey);
    cv::Mat colour;
    cv::merge(std::vector<cv::Mat>{grey, grey, grey}, colour);
    for (const double sigma : {0.6, 2.5}) {
        CAPTURE(sigma);
        const Distortion blur{.blur = sigma};
        const cv::Mat expected = eight_bits_of(distorted(picture->grey, blur));
        cv::Mat channel;
        cv::extractChannel(distort_colour(colour, blur, {2, {}}), channel, 1);
        CHECK(cv::norm(channel, expected, cv::NORM_INF) <= 1);
        CHECK(cv::norm(channel, grey, cv::NORM_INF) > 5);  // it is blurred
    }
}
