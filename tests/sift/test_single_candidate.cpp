#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <tuple>
#include <vector>

#include "sift/detect.h"
#include "sift/extrema.h"
#include "sift/normalize_descriptor.h"
#include "sift/oriented_keypoints.h"
#include "sift/plane_extrema.h"
#include "sift/single_candidate.h"
#include "tests/sift/synthetic_octave.h"
#include "tests/support/catch.h"
#include "tests/support/textured_picture.h"

using sift::Candidate;
using sift::DetectParams;
using sift::Octave;
using sift::Verdict;

namespace {

using Sample = std::tuple<int, int, int>;

Candidate sample_at(const Octave& octave, int layer, int column, int row) {
    Candidate c;
    c.octave = octave.index;
    c.layer = layer;
    c.column = column;
    c.row = row;
    return c;
}

}  // namespace

TEST_CASE("single candidate: judging each sample by itself finds what the scan finds", "[sift]") {
    const auto picture = textured_picture(90, 70, 11);
    for (const DetectParams& params : {DetectParams::precise(), DetectParams::classic()})
        for (const Octave& octave : build_scale_space(picture->grey.view(), params, {})) {
            const bool integers = params.blur == sift::BlurArithmetic::integers;
            std::set<Sample> expected, found;
            for (const Candidate& c :
                 integers ? find_plane_extrema(octave, params, {}) : find_extrema(octave, params, {}))
                expected.insert({c.layer, c.row, c.column});
            for (int layer = 0; layer <= params.layers + 1; ++layer)
                for (int row = 0; row < octave.height(); ++row)
                    for (int column = 0; column < octave.width(); ++column)
                        if (judge_sample(octave, sample_at(octave, layer, column, row), params) ==
                            Verdict::keypoint)
                            found.insert({layer, row, column});
            CAPTURE(octave.index, integers);
            CHECK(found == expected);
        }
}

TEST_CASE("single candidate: a sample is refused by the first of the tests that it fails", "[sift]") {
    // A blob of 4 grey levels in layer 2: above the preliminary 1 of classic, not of a threshold of 0.1.
    const Octave octave = octave_of(40, 40, 3, [](int layer, int x, int y) {
        return layer == 2 ? 4 * std::exp(-(std::pow(x - 20, 2) + std::pow(y - 20, 2)) / 18) : 0.0;
    });
    DetectParams params = DetectParams::classic();
    CHECK(judge_sample(octave, sample_at(octave, 2, 20, 20), params) == Verdict::keypoint);
    CHECK(judge_sample(octave, sample_at(octave, 2, 21, 20), params) == Verdict::not_extremum);
    CHECK(judge_sample(octave, sample_at(octave, 1, 20, 20), params) == Verdict::not_extremum);
    CHECK(judge_sample(octave, sample_at(octave, 4, 20, 20), params) == Verdict::outside);
    CHECK(judge_sample(octave, sample_at(octave, 2, 4, 20), params) == Verdict::outside);
    params.contrast_threshold = 0.1;
    CHECK(judge_sample(octave, sample_at(octave, 2, 20, 20), params) == Verdict::low_contrast);
    CHECK(preliminary_contrast(octave, params) == 4.0);  // floor(0.5 * 0.1 / 3 * 255)
}

TEST_CASE("single candidate: the curvatures of a stretched bowl give its edge ratio", "[sift]") {
    const auto bowl = [](double across, double along) {
        return octave_of(30, 30, 3, [=](int, int x, int y) {
            return 20 - across * std::pow(x - 15, 2) - along * std::pow(y - 15, 2);
        });
    };
    CHECK(edge_ratio_at(bowl(0.6, 0.1), sample_at(bowl(0.6, 0.1), 2, 15, 15)) == Approx(6).epsilon(1e-4));
    CHECK(edge_ratio_at(bowl(0.1, 0.6), sample_at(bowl(0.1, 0.6), 2, 15, 15)) == Approx(6).epsilon(1e-4));
    CHECK(std::isinf(edge_ratio_at(bowl(0.6, -0.1), sample_at(bowl(0.6, -0.1), 2, 15, 15))));
}

TEST_CASE("single candidate: the neighbourhood is ordered by layer, row and column, for grey 0 to 1",
          "[sift]") {
    const Octave octave =
        octave_of(30, 30, 3, [](int layer, int x, int y) { return 100.0 * layer + 10.0 * y + x; });
    const auto around = neighbourhood_of(octave, sample_at(octave, 2, 9, 8));
    for (std::size_t layer = 0; layer < 3; ++layer)
        for (std::size_t row = 0; row < 3; ++row)
            for (std::size_t column = 0; column < 3; ++column)
                CHECK(around[layer][row][column] * 255 ==
                      Approx(100.0 * static_cast<double>(layer + 1) + 10.0 * static_cast<double>(row + 7) +
                             static_cast<double>(column + 8))
                          .epsilon(1e-4));
}

TEST_CASE("single candidate: histogram and sums are those that the keypoint is made of", "[sift]") {
    const auto picture = textured_picture(120, 100, 12);
    for (const DetectParams& params : {DetectParams::precise(), DetectParams::classic()}) {
        const std::vector<Octave> space = build_scale_space(picture->grey.view(), params, {});
        const sift::Features features = detect_and_describe(picture->grey.view(), params);
        std::size_t seen = 0;
        for (const Candidate& c : candidates_in(space, params)) {
            if (c.verdict != Verdict::keypoint) continue;
            const Octave& octave = space[static_cast<std::size_t>(c.octave - space.front().index)];
            const std::vector<double> bins = orientation_bins(octave, c, params);
            for (const sift::Keypoint& keypoint : oriented_keypoints(octave, c, params)) {
                const auto row = std::find(features.keypoints.begin(), features.keypoints.end(), keypoint);
                if (row == features.keypoints.end()) continue;  // another one of the same place was kept
                ++seen;
                // Bins count counter-clockwise, angles clockwise: the peak's bin exceeds those around it.
                const auto count = static_cast<double>(bins.size());
                const auto bin = [&](double k) {
                    return bins[static_cast<std::size_t>(std::fmod(k + 2 * count, count))];
                };
                const double peak = std::round((360 - keypoint.angle) * count / 360);
                CHECK(std::max({bin(peak - 1), bin(peak), bin(peak + 1)}) >= bin(peak - 2));
                CHECK(std::max({bin(peak - 1), bin(peak), bin(peak + 1)}) >= bin(peak + 2));
                CHECK(std::max({bin(peak - 1), bin(peak), bin(peak + 1)}) >=
                      0.75 * *std::max_element(bins.begin(), bins.end()));
                CHECK(sift::normalize_descriptor(descriptor_sums(octave, keypoint, params)) ==
                      features.descriptors[static_cast<std::size_t>(row - features.keypoints.begin())]);
            }
        }
        CHECK(seen >= features.keypoints.size() * 9 / 10);
    }
}
