#include <cstddef>
#include <filesystem>
#include <limits>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include <opencv2/imgcodecs.hpp>

#include "sift/detect.h"
#include "sift/stage_times.h"
#include "tests/sift/random_values.h"
#include "tests/support/catch.h"
#include "tests/support/simd_targets.h"
#include "tests/support/textured_picture.h"

// The streaming engine against the same stages with all layers in memory: equal to the bit.

namespace {

using sift::DetectParams;
using sift::Features;
using sift::Image;

Image part_of(const Image& picture, int left, int top, int width, int height) {
    Image part(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) part.at(x, y) = picture.at(left + x, top + y);
    return part;
}

void check_equal(const Features& actual, const Features& expected) {
    REQUIRE(actual.keypoints.size() == expected.keypoints.size());
    // One assertion each: a failing picture should not print thousands of keypoints.
    CHECK((actual.keypoints == expected.keypoints));
    CHECK((actual.descriptors == expected.descriptors));
}

void check_against_memory(const Image& picture, const DetectParams& params, int threads = 1) {
    check_equal(sift::detect_and_describe(picture.view(), params, {threads, {}}),
                sift::detect_and_describe_in_memory(picture.view(), params, {threads, {}}));
}

std::vector<std::pair<std::string, DetectParams>> settings() {
    std::vector<std::pair<std::string, DetectParams>> all{{"classic", DetectParams::classic()},
                                                          {"precise", DetectParams::precise()}};
    const auto add_to = [&](const std::string& name, DetectParams params, auto change) {
        change(params);
        all.emplace_back(name, params);
    };
    const auto add = [&](const std::string& name, auto change) {
        add_to("classic, " + name, DetectParams::classic(), change);
        add_to("precise, " + name, DetectParams::precise(), change);
    };
    const auto add_integers = [&](const std::string& name, auto change) {
        add_to("precise, " + name, DetectParams::precise(), change);
    };
    add("one layer", [](DetectParams& p) { p.layers = 1; });
    add("seven layers", [](DetectParams& p) { p.layers = 7; });
    // Everything that the scan finds is refined: steps far away are then frequent.
    add("no thresholds", [](DetectParams& p) {
        p.contrast_threshold = 0;
        p.edge_threshold = 1000;
    });
    add("sigma 0.6", [](DetectParams& p) { p.sigma = 0.6; });
    add("sigma 4", [](DetectParams& p) { p.sigma = 4; });
    add("not doubled", [](DetectParams& p) { p.upsample = false; });
    add("the strongest fifty", [](DetectParams& p) { p.max_features = 50; });
    add("RootSIFT", [](DetectParams& p) { p.root = true; });
    add_integers("a picture blurred enough", [](DetectParams& p) {
        p.sigma = 1;
        p.assumed_blur = 0.5;
    });
    // Layers so near to one another that some are copies.
    add_integers("sixteen layers", [](DetectParams& p) {
        p.layers = 16;
        p.sigma = 0.6;
        p.contrast_threshold = 0;
        p.edge_threshold = 1000;
    });
    add_integers("doubled at half pixels",
                 [](DetectParams& p) { p.upsampling = sift::Upsampling::half_pixel; });
    add_integers("halved from the first sample",
                 [](DetectParams& p) { p.decimation = sift::Decimation::first_sample; });
    add_integers("26 neighbours", [](DetectParams& p) { p.candidates = sift::CandidateTest::neighbours_26; });
    add_integers("quadratic", [](DetectParams& p) { p.refinement = sift::Refinement::quadratic; });
    add_integers("36 bins", [](DetectParams& p) { p.orientation = sift::OrientationHistogramKind::coarse; });
    add_integers("around samples",
                 [](DetectParams& p) { p.descriptor_centre = sift::DescriptorCentre::nearest_sample; });
    return all;
}

}  // namespace

TEST_CASE("engine: rows that stream give the bits of whole layers, whatever the settings", "[sift][engine]") {
    const auto picture = textured_picture(211, 167, 3);
    for (const auto& [name, params] : settings()) {
        CAPTURE(name);
        CHECK_FALSE(sift::detect_and_describe(picture->grey.view(), params, {1, {}}).keypoints.empty());
        check_against_memory(picture->grey, params);
    }
}

TEST_CASE("engine: rows that stream give the bits of whole layers at awkward sizes and offsets",
          "[sift][engine]") {
    const auto picture = textured_picture(310, 300, 4);
    for (const auto& [width, height] : std::vector<std::pair<int, int>>{{1, 1},
                                                                        {1, 40},
                                                                        {2, 3},
                                                                        {5, 9},
                                                                        {11, 11},
                                                                        {13, 200},
                                                                        {200, 13},
                                                                        {16, 16},
                                                                        {31, 33},
                                                                        {64, 65},
                                                                        {127, 129},
                                                                        {128, 40},
                                                                        {65, 290},
                                                                        {257, 63}}) {
        CAPTURE(width, height);
        for (const bool upsample : {true, false}) {
            for (DetectParams params : {DetectParams::classic(), DetectParams::precise()}) {
                params.upsample = upsample;
                check_against_memory(part_of(picture->grey, 7, 5, width, height), params);
            }
        }
    }
}

TEST_CASE("engine: a picture so wide that it is cut into strips gives the bits of whole layers",
          "[sift][engine]") {
    const auto picture = textured_picture(1500, 64, 5);
    for (const DetectParams& params : {DetectParams::classic(), DetectParams::precise()})
        check_against_memory(picture->grey, params, 2);
}

TEST_CASE("engine: 1, 2, 3, 8 and 64 threads give the bits of whole layers, run after run",
          "[sift][engine]") {
    const auto picture = textured_picture(190, 420, 6);
    for (const auto& [name, params] : settings()) {
        if (name.find(',') != std::string::npos && !name.ends_with("one layer") &&
            !name.ends_with("no thresholds"))
            continue;
        const Features expected = sift::detect_and_describe_in_memory(picture->grey.view(), params, {1, {}});
        for (const int threads : {1, 2, 3, 8, 64}) {
            CAPTURE(name, threads);
            check_equal(sift::detect_and_describe(picture->grey.view(), params, {threads, {}}), expected);
        }
    }
}

TEST_CASE("engine: every SIMD target gives the bits of whole layers", "[sift][engine][kernels]") {
    const auto picture = textured_picture(150, 131, 7);
    std::string targets;
    for (const DetectParams& params : {DetectParams::classic(), DetectParams::precise()}) {
        const Features expected = sift::detect_and_describe_in_memory(picture->grey.view(), params);
        targets.clear();
        for_each_simd_target([&](const char* target) {
            CAPTURE(target);
            targets += std::string(" ") + target;
            check_equal(sift::detect_and_describe(picture->grey.view(), params), expected);
        });
    }
    WARN("compared on" << targets);
}

TEST_CASE("engine: pixels that are no numbers or absurd count as 0 there as well", "[sift][engine]") {
    Image picture = textured_picture(120, 100, 8)->grey;
    picture.at(3, 3) = std::numeric_limits<float>::quiet_NaN();
    picture.at(60, 50) = std::numeric_limits<float>::infinity();
    picture.at(119, 99) = -1e30F;
    for (const DetectParams& params : {DetectParams::classic(), DetectParams::precise()})
        check_against_memory(picture, params);
}

TEST_CASE("engine: a requested stop leaves nothing", "[sift][engine]") {
    const auto picture = textured_picture(120, 100, 8);
    std::stop_source stop;
    stop.request_stop();
    for (const DetectParams& params : {DetectParams::classic(), DetectParams::precise()})
        CHECK(
            sift::detect_and_describe(picture->grey.view(), params, {2, stop.get_token()}).keypoints.empty());
}

TEST_CASE("engine: the stages are timed when somebody asks, and the result is the same", "[sift][engine]") {
    const auto picture = textured_picture(160, 140, 9);
    for (const DetectParams& params : {DetectParams::classic(), DetectParams::precise()}) {
        sift::StageTimes times;
        const Features timed = sift::detect_and_describe(picture->grey.view(), params, {1, {}, &times});
        CHECK((timed == sift::detect_and_describe(picture->grey.view(), params)));
        for (const auto stage : {sift::Stage::blur, sift::Stage::scan, sift::Stage::localize,
                                 sift::Stage::orient, sift::Stage::describe})
            CHECK(times.milliseconds(stage) > 0);
    }
}

TEST_CASE("engine: the photographs stream to the bits of whole layers, where they are at hand",
          "[sift][engine]") {
    const std::filesystem::path photographs =
        std::filesystem::path(SIFTSCOPE_SOURCE_DIR) / "../shared/images";
    if (!std::filesystem::is_directory(photographs)) return;
    for (const auto& entry : std::filesystem::directory_iterator(photographs)) {
        const cv::Mat pixels = cv::imread(entry.path(), cv::IMREAD_GRAYSCALE);
        if (pixels.empty()) continue;
        CAPTURE(entry.path().string());
        Image picture(pixels.cols, pixels.rows);
        for (int y = 0; y < pixels.rows; ++y)
            for (int x = 0; x < pixels.cols; ++x) picture.at(x, y) = pixels.at<uchar>(y, x);
        for (const DetectParams& params : {DetectParams::classic(), DetectParams::precise()})
            check_against_memory(picture, params, 2);
    }
}
