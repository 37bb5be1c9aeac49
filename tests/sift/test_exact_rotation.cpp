// `precise`: quarter turns and mirrors of a picture turn and mirror its keypoints to the last bit.
#include <algorithm>
#include <tuple>
#include <vector>

#include "sift/detect.h"
#include "tests/sift/symmetries.h"
#include "tests/support/catch.h"

namespace {

struct Found {
    double x, y, size, response;
    int octave, layer;
    double angle;
    sift::Descriptor descriptor;

    [[nodiscard]] auto key() const {
        return std::tie(x, y, size, response, octave, layer, angle, descriptor);
    }
    friend bool operator==(const Found& a, const Found& b) { return a.key() == b.key(); }
    friend bool operator<(const Found& a, const Found& b) { return a.key() < b.key(); }
};

std::vector<Found> sorted(std::vector<Found> all) {
    std::sort(all.begin(), all.end());
    return all;
}

std::vector<Found> found_in(const sift::Image& image, const sift::DetectParams& params) {
    const sift::Features features = sift::detect_and_describe(image.view(), params, {2, {}});
    std::vector<Found> all;
    for (std::size_t i = 0; i < features.keypoints.size(); ++i) {
        const sift::Keypoint& k = features.keypoints[i];
        all.push_back({k.x, k.y, k.size, k.response, k.octave, k.layer, k.angle, features.descriptors[i]});
    }
    return sorted(all);
}

/// Moved as the picture is; a mirror's descriptors are others, so they are left out on both sides.
std::vector<Found> moved(std::vector<Found> all, const Symmetry& symmetry, int width, int height) {
    for (Found& k : all) {
        std::tie(k.x, k.y) = symmetry.place(std::pair<double, double>{k.x, k.y}, width, height);
        k.angle = symmetry.angle(k.angle);
    }
    return sorted(all);
}

std::vector<Found> without_descriptors(std::vector<Found> all) {
    for (Found& k : all) k.descriptor = {};
    return sorted(all);
}

void check_all_symmetries(int width, int height, unsigned seed, const sift::DetectParams& params,
                          std::size_t at_least) {
    const sift::Image image = blob_texture(width, height, seed);
    const std::vector<Found> original = found_in(image, params);
    CAPTURE(width, height, seed, original.size());
    CHECK(original.size() >= at_least);
    for_each_symmetry([&](const Symmetry& symmetry) {
        const sift::Image other = symmetry(image);
        const std::vector<Found> expected = moved(original, symmetry, other.width(), other.height());
        const std::vector<Found> actual = found_in(other, params);
        CAPTURE(symmetry.transposed, symmetry.mirrored_x, symmetry.mirrored_y, actual.size());
        if (symmetry.is_turn())
            CHECK((actual == expected));
        else
            CHECK((without_descriptors(actual) == without_descriptors(expected)));
    });
}

}  // namespace

TEST_CASE("exact rotation: keypoints and descriptors of quarter turns and mirrors, odd, even and prime sizes",
          "[sift][exact]") {
    for (const auto& [width, height] : std::vector<std::pair<int, int>>{
             {160, 120}, {161, 121}, {160, 121}, {127, 131}, {64, 256}, {101, 89}, {96, 96}, {97, 97}})
        check_all_symmetries(width, height, static_cast<unsigned>(width + height),
                             sift::DetectParams::precise(), 50);
}

TEST_CASE("exact rotation: the same without doubling, whose even sides have no sample at the centre",
          "[sift][exact]") {
    sift::DetectParams params = sift::DetectParams::precise();
    params.upsample = false;
    for (const auto& [width, height] :
         std::vector<std::pair<int, int>>{{160, 120}, {161, 121}, {160, 121}, {127, 131}, {98, 202}})
        check_all_symmetries(width, height, static_cast<unsigned>(width + height), params, 10);
}

TEST_CASE("exact rotation: pictures down to one pixel", "[sift][exact]") {
    for (const auto& [width, height] : std::vector<std::pair<int, int>>{{1, 1},
                                                                        {1, 9},
                                                                        {2, 2},
                                                                        {3, 2},
                                                                        {5, 7},
                                                                        {8, 8},
                                                                        {11, 13},
                                                                        {16, 12},
                                                                        {17, 23},
                                                                        {24, 24},
                                                                        {25, 31}})
        check_all_symmetries(width, height, static_cast<unsigned>(width * height),
                             sift::DetectParams::precise(), 0);
}

TEST_CASE("exact rotation: at other layers, sigmas and thresholds", "[sift][exact]") {
    for (const int layers : {1, 2, 5})
        for (const double sigma : {0.8, 2.4}) {
            sift::DetectParams params = sift::DetectParams::precise();
            params.layers = layers;
            params.sigma = sigma;
            params.contrast_threshold = 0.01;
            CAPTURE(layers, sigma);
            check_all_symmetries(90, 111, 8, params, 20);
        }
}

TEST_CASE("exact rotation: each choice of cv::SIFT breaks it, so that these tests would notice",
          "[sift][exact]") {
    // 128 x 96: turned, an even side keeps other samples and half-pixel doubling shifts every position.
    const sift::Image image = blob_texture(128, 96, 4);
    const Symmetry half_turn{false, true, true};
    const auto is_exact = [&](const sift::DetectParams& params) {
        return found_in(half_turn(image), params) == moved(found_in(image, params), half_turn, 128, 96);
    };
    const sift::DetectParams precise = sift::DetectParams::precise();
    CHECK(is_exact(precise));
    sift::DetectParams params = precise;
    params.upsampling = sift::Upsampling::half_pixel;
    CHECK_FALSE(is_exact(params));
    params = precise;
    params.upsample = false;
    params.decimation = sift::Decimation::first_sample;
    CHECK_FALSE(is_exact(params));
    params = precise;
    params.orientation = sift::OrientationHistogramKind::coarse;
    CHECK_FALSE(is_exact(params));
    CHECK_FALSE(is_exact(sift::DetectParams::classic()));
}
