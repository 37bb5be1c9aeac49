// The stages of `precise` one by one: each commutes with the symmetries of the lattice, so that a failure
// names its stage.
#include <algorithm>
#include <tuple>
#include <vector>

#include "sift/continuous_localization.h"
#include "sift/duplicates.h"
#include "sift/fine_orientation.h"
#include "sift/fixed_point.h"
#include "sift/integer_blur.h"
#include "sift/interpolant.h"
#include "sift/plane_extrema.h"
#include "sift/point_descriptor.h"
#include "sift/resample_levels.h"
#include "sift/scale_space.h"
#include "tests/sift/symmetries.h"
#include "tests/support/catch.h"

namespace {

const std::vector<std::pair<int, int>> odd_and_even = {{1, 1},   {2, 3},   {5, 4},  {16, 16},
                                                       {17, 30}, {64, 33}, {97, 40}};

sift::Octave first_octave(const sift::Image& image, const sift::DetectParams& params) {
    return sift::build_scale_space(image.view(), params, {}).front();
}

std::vector<std::tuple<int, int, int>> places_of(const std::vector<sift::Candidate>& candidates) {
    std::vector<std::tuple<int, int, int>> places;
    for (const sift::Candidate& c : candidates) places.emplace_back(c.layer, c.row, c.column);
    std::sort(places.begin(), places.end());
    return places;
}

}  // namespace

TEST_CASE("equivariance: grey values as levels", "[sift][equivariance]") {
    const sift::Image image = blob_texture(31, 20, 1);
    for_each_symmetry([&](const Symmetry& symmetry) {
        CHECK(sift::levels_of(symmetry(image).view()) == symmetry(sift::levels_of(image.view())));
    });
}

TEST_CASE("equivariance: doubling aligned to nodes", "[sift][equivariance]") {
    for (const auto& [width, height] : odd_and_even) {
        const sift::IntegerImage levels = noise_levels(width, height, 2);
        CAPTURE(width, height);
        const sift::IntegerImage doubled = sift::double_levels(levels, sift::Upsampling::node_aligned, {});
        CHECK(doubled.width() == 2 * width - 1);
        for_each_symmetry([&](const Symmetry& symmetry) {
            CHECK(sift::double_levels(symmetry(levels), sift::Upsampling::node_aligned, {}) ==
                  symmetry(doubled));
        });
    }
}

TEST_CASE("equivariance: the blur and its difference", "[sift][equivariance]") {
    for (const double sigma : {0.5, 1.3, 3.3})
        for (const auto& [width, height] : odd_and_even) {
            const sift::IntegerImage levels = noise_levels(width, height, 3);
            const sift::IntegerTaps taps = sift::integer_gaussian_taps(sigma);
            CAPTURE(width, height, sigma);
            const sift::BlurredLevel blurred = sift::integer_blur_with_difference(levels, taps, 1, {});
            for_each_symmetry([&](const Symmetry& symmetry) {
                const sift::BlurredLevel other =
                    sift::integer_blur_with_difference(symmetry(levels), taps, 1, {});
                CHECK(other.level == symmetry(blurred.level));
                CHECK(other.difference == symmetry(blurred.difference));
            });
        }
}

TEST_CASE("equivariance: decimation about the centre, through all octaves of any size",
          "[sift][equivariance]") {
    for (const auto& [first_width, first_height] : odd_and_even) {
        sift::IntegerImage levels = noise_levels(first_width, first_height, 4);
        while (true) {
            CAPTURE(levels.width(), levels.height());
            const auto decimated = [](const sift::IntegerImage& of) {
                return sift::decimate(
                    of, sift::coarser_lattice(sift::Decimation::centred, of.width(), of.height()));
            };
            const sift::IntegerImage next = decimated(levels);
            CHECK(next.width() % 2 == 1);
            for_each_symmetry(
                [&](const Symmetry& symmetry) { CHECK(decimated(symmetry(levels)) == symmetry(next)); });
            if (next.width() == 1 && next.height() == 1) break;
            levels = next;
        }
    }
}

TEST_CASE("equivariance: candidates", "[sift][equivariance]") {
    const sift::DetectParams params = sift::DetectParams::precise();
    const sift::Image image = blob_texture(70, 51, 5);
    const auto candidates = sift::find_plane_extrema(first_octave(image, params), params, {});
    REQUIRE(candidates.size() > 15);
    for_each_symmetry([&](const Symmetry& symmetry) {
        const sift::Octave other = first_octave(symmetry(image), params);
        std::vector<sift::Candidate> expected = candidates;
        for (sift::Candidate& c : expected)
            std::tie(c.column, c.row) =
                symmetry.place(std::pair<int, int>{c.column, c.row}, other.width(), other.height());
        CHECK(places_of(sift::find_plane_extrema(other, params, {})) == places_of(expected));
    });
}

TEST_CASE("equivariance: the interpolant and its derivatives, to the last bit", "[sift][equivariance]") {
    const sift::DetectParams params = sift::DetectParams::precise();
    const sift::Image image = blob_texture(40, 33, 6);
    const sift::Octave octave = first_octave(image, params);
    const sift::Interpolant::Place place{0.34567, -0.12345, 0.4321};
    const auto d = sift::Interpolant(octave, 2, 30, 21).at(place);
    for_each_symmetry([&](const Symmetry& symmetry) {
        const sift::Octave other = first_octave(symmetry(image), params);
        const auto [column, row] = symmetry.place(std::pair<int, int>{30, 21}, other.width(), other.height());
        const auto [u, v] = symmetry.direction(place.u, place.v);
        const auto e = sift::Interpolant(other, 2, column, row).at({u, v, place.s});
        CHECK(e.value == d.value);
        CHECK(e.ds == d.ds);
        CHECK(e.dss == d.dss);
        CHECK(std::pair(e.du, e.dv) == symmetry.direction(d.du, d.dv));
        CHECK(std::pair(e.dus, e.dvs) == symmetry.direction(d.dus, d.dvs));
        CHECK(e.duu == (symmetry.transposed ? d.dvv : d.duu));
        CHECK(e.dvv == (symmetry.transposed ? d.duu : d.dvv));
        CHECK(std::abs(e.duv) == std::abs(d.duv));
    });
}

TEST_CASE("equivariance: refined candidates, verdicts and duplicates included", "[sift][equivariance]") {
    const sift::DetectParams params = sift::DetectParams::precise();
    const sift::Image image = blob_texture(83, 64, 7);
    const auto refined = [&](const sift::Octave& octave) {
        std::vector<sift::Candidate> candidates = sift::find_plane_extrema(octave, params, {});
        for (sift::Candidate& c : candidates) c = sift::localize_on_interpolant(octave, c, params);
        sift::mark_duplicates(candidates, {{octave.index, octave.lattice}}, params);
        return candidates;
    };
    const auto sorted = [](const std::vector<sift::Candidate>& candidates) {
        std::vector<std::tuple<int, double, double, double, double, double>> all;
        for (const sift::Candidate& c : candidates)
            if (c.verdict != sift::Verdict::duplicate)  // of equals either may go
                all.emplace_back(static_cast<int>(c.verdict), c.column + c.offset_x, c.row + c.offset_y,
                                 c.layer + c.offset_layer, c.contrast, c.edge_ratio);
        std::sort(all.begin(), all.end());
        return all;
    };
    const std::vector<sift::Candidate> original = refined(first_octave(image, params));
    REQUIRE(original.size() > 30);
    for_each_symmetry([&](const Symmetry& symmetry) {
        const sift::Octave other = first_octave(symmetry(image), params);
        std::vector<sift::Candidate> expected = original;
        for (sift::Candidate& c : expected) {
            std::tie(c.column, c.row) =
                symmetry.place(std::pair<int, int>{c.column, c.row}, other.width(), other.height());
            std::tie(c.offset_x, c.offset_y) = symmetry.direction(c.offset_x, c.offset_y);
        }
        CHECK((sorted(refined(other)) == sorted(expected)));
    });
}

TEST_CASE("equivariance: orientation histograms and angles", "[sift][equivariance]") {
    const sift::IntegerImage level = sift::levels_of(blob_texture(60, 47, 8).view());
    const sift::LevelPoint point{23.0 + 5.0 / 16, 19.0 - 3.0 / 16, 2.3};
    const auto angles_of = [](const sift::IntegerImage& of, const sift::LevelPoint& at) {
        const sift::LevelGradients gradients = sift::gradients_of(of, sift::GradientKind::four_point, {});
        std::vector<double> angles =
            sift::fine_dominant_orientations(sift::fine_orientation_histogram(gradients, at));
        std::sort(angles.begin(), angles.end());
        return angles;
    };
    const std::vector<double> angles = angles_of(level, point);
    REQUIRE_FALSE(angles.empty());
    for_each_symmetry([&](const Symmetry& symmetry) {
        const sift::IntegerImage other = symmetry(level);
        const auto [x, y] =
            symmetry.place(std::pair<double, double>{point.x, point.y}, other.width(), other.height());
        std::vector<double> expected = angles;
        for (double& angle : expected) angle = symmetry.angle(angle);
        std::sort(expected.begin(), expected.end());
        CHECK(angles_of(other, {x, y, point.sigma}) == expected);
    });
}

TEST_CASE("equivariance: descriptors of quarter turns are the same bytes", "[sift][equivariance]") {
    const sift::IntegerImage level = sift::levels_of(blob_texture(75, 58, 9).view());
    const sift::LevelPoint point{31.0 + 7.0 / 16, 30.0 + 1.0 / 16, 1.9};
    const double angle = 117.0 + 1.0 / 64;
    const auto described = [](const sift::IntegerImage& of, const sift::LevelPoint& at, double turned) {
        return sift::describe_point(sift::gradients_of(of, sift::GradientKind::four_point, {}), at, turned);
    };
    const sift::Descriptor expected = described(level, point, angle);
    CHECK(*std::max_element(expected.begin(), expected.end()) > 50);
    for_each_symmetry([&](const Symmetry& symmetry) {
        if (!symmetry.is_turn()) return;
        const sift::IntegerImage other = symmetry(level);
        const auto [x, y] =
            symmetry.place(std::pair<double, double>{point.x, point.y}, other.width(), other.height());
        CHECK(described(other, {x, y, point.sigma}, symmetry.angle(angle)) == expected);
    });
}
