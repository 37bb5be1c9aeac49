#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include "app/model/detect_features.h"
#include "app/model/explain.h"
#include "app/model/explain_report.h"
#include "app/model/explain_words.h"
#include "app/model/verdict_names.h"
#include "sift/detect.h"
#include "tests/support/catch.h"
#include "tests/support/textured_picture.h"

using namespace siftscope;
using sift::DetectParams;
using sift::Verdict;

namespace {

Explainer explainer_of(const sift::Image& grey, const DetectParams& params) {
    return {scale_space_of(grey, params), params};
}

Explanation explained(const sift::Image& grey, sift::Point at, const DetectParams& params) {
    return explainer_of(grey, params).explain({at, {}, {}});
}

sift::Features detected(const sift::Image& grey, const DetectParams& params) {
    Settings settings;
    settings.profile = params.blur == sift::BlurArithmetic::floats ? Profile::classic : Profile::precise;
    settings.detect = params;
    return detect_features(grey, settings);
}

template <class Level>
sift::Image image_of(int width, int height, const Level& level) {
    sift::Image image(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) image.at(x, y) = static_cast<float>(level(x, y));
    return image;
}

/// A soft disc of `amplitude` grey levels in the middle of a flat picture; not round, so that it has an
/// orientation.
sift::Image blob(double amplitude) {
    return image_of(128, 128, [=](int x, int y) {
        const double dx = (x - 63.3) * 0.8, dy = y - 64.4;
        return 120 + amplitude * std::exp(-(dx * dx + dy * dy) / 50);
    });
}

/// `params` with what a story says would let it through.
DetectParams changed(DetectParams params, const Remedy& remedy) {
    if (remedy.contrast) params.contrast_threshold = *remedy.contrast;
    if (remedy.edge) params.edge_threshold = *remedy.edge;
    if (remedy.max_features) params.max_features = *remedy.max_features;
    return params;
}

double distance_to_nearest(const sift::Features& features, sift::Point place) {
    double nearest = 1e9;
    for (const sift::Keypoint& k : features.keypoints)
        nearest = std::min(nearest, std::hypot(k.x - place.x, k.y - place.y));
    return nearest;
}

const std::vector<DetectParams> both_profiles{DetectParams::precise(), DetectParams::classic()};

}  // namespace

TEST_CASE("explain: at every detected keypoint the story has the numbers of its row", "[explain]") {
    const auto picture = textured_picture(200, 150, 21);
    for (const DetectParams& params : both_profiles) {
        const Explainer explainer = explainer_of(picture->grey, params);
        const sift::Features features = detected(picture->grey, params);
        REQUIRE(features.keypoints.size() > 50);
        for (std::size_t i = 0; i < features.keypoints.size(); ++i) {
            const sift::Keypoint& k = features.keypoints[i];
            CAPTURE(params.layers, i, k.x, k.y, k.size, k.angle);
            const Explanation story = explainer.explain({{k.x, k.y}, k.size, k.angle});
            REQUIRE(story.verdict == Verdict::keypoint);
            CHECK(story.kept);
            CHECK(*story.contrast == k.response);
            CHECK(*story.contrast >= params.contrast_threshold / params.layers - 1e-7);
            CHECK(*story.edge_ratio < params.edge_threshold + 1e-4);
            CHECK(story.keypoints[story.chosen] == k);
            CHECK(story.descriptors[story.chosen] == features.descriptors[i]);
            double squares = 0;
            for (const float share : story.shares[story.chosen])
                squares += static_cast<double>(share) * static_cast<double>(share);
            CHECK(squares == Approx(1).epsilon(1e-4));
            CHECK(story.sample->octave == k.octave);
        }
    }
}

TEST_CASE("explain: the place alone finds a keypoint there, and the middle sample is what it began with",
          "[explain]") {
    const auto picture = textured_picture(200, 150, 22);
    for (const DetectParams& params : both_profiles) {
        const Explainer explainer = explainer_of(picture->grey, params);
        for (const sift::Keypoint& k : detected(picture->grey, params).keypoints) {
            const Explanation story = explainer.explain({{k.x, k.y}, {}, {}});
            CAPTURE(k.x, k.y);
            REQUIRE(story.verdict == Verdict::keypoint);
            CHECK(story.place.x == k.x);
            CHECK(story.place.y == k.y);
            // |D| at the solution is a little more than at the nearest sample, whose 27 these are.
            const double middle = std::abs((*story.neighbourhood)[1][1][1]);
            CHECK(middle <= *story.contrast * 1.02);
            CHECK(middle >= *story.contrast * 0.5);
        }
    }
}

TEST_CASE("explain: a weak blob has too little contrast, and the change that is named lets it through",
          "[explain]") {
    for (const DetectParams& params : both_profiles)
        for (const double amplitude : {4.0, 12.0, -16.0}) {
            CAPTURE(params.sigma, amplitude);
            const sift::Image image = blob(amplitude);
            const Explanation story = explained(image, {63, 64}, params);
            CHECK(story.verdict == Verdict::low_contrast);
            REQUIRE(story.contrast);
            CHECK(*story.contrast < story.contrast_threshold());
            CHECK_FALSE(story.edge_ratio);
            CHECK(story.keypoints.empty());
            REQUIRE(story.remedy);
            REQUIRE(story.remedy->contrast);
            CHECK(story.why.find("--contrast") != std::string::npos);
            CHECK(distance_to_nearest(detected(image, params), story.place) > 3);
            CHECK(distance_to_nearest(detected(image, changed(params, *story.remedy)), story.place) < 0.7);
        }
}

TEST_CASE("explain: a straight edge is told from a blob, and no threshold lets it through", "[explain]") {
    for (const DetectParams& params : both_profiles)
        for (const bool across : {false, true}) {
            CAPTURE(params.sigma, across);
            const sift::Image image =
                image_of(128, 128, [=](int x, int y) { return (across ? y : x) < 64 ? 40 : 200; });
            const Explanation story = explained(image, {63.5, 63.5}, params);
            CHECK(story.verdict == Verdict::edge);
            REQUIRE(story.edge_ratio);
            CHECK(*story.edge_ratio >= params.edge_threshold);
            CHECK(explain_report(story)["edge_ratio"].get<double>() >= params.edge_threshold);
            CHECK(story.keypoints.empty());
        }
}

TEST_CASE("explain: a long blob lies on an edge, and the change that is named lets it through", "[explain]") {
    for (const DetectParams& params : both_profiles) {
        const sift::Image image = image_of(128, 128, [](int x, int y) {
            const double dx = (x - 63.3) / 4.2, dy = y - 64.4;
            return 60 + 120 * std::exp(-(dx * dx + dy * dy) / 18);
        });
        const Explanation story = explained(image, {63, 64}, params);
        CAPTURE(params.sigma, story.why);
        CHECK(story.verdict == Verdict::edge);
        REQUIRE(story.edge_ratio);
        CHECK(*story.edge_ratio >= params.edge_threshold);
        CHECK(*story.edge_ratio < 1000);
        REQUIRE(story.remedy);
        REQUIRE(story.remedy->edge);
        CHECK(distance_to_nearest(detected(image, params), story.place) > 3);
        CHECK(distance_to_nearest(detected(image, changed(params, *story.remedy)), story.place) < 0.7);
    }
}

TEST_CASE("explain: of a flat place and of a slope it says that there is no extremum", "[explain]") {
    for (const DetectParams& params : both_profiles) {
        const Explanation flat = explained(sift::Image(80, 60, 90.0F), {40, 30}, params);
        CHECK(flat.verdict == Verdict::not_extremum);
        CHECK(flat.why.find("flat") != std::string::npos);
        CHECK_FALSE(flat.contrast);
        CHECK_FALSE(flat.offset);
        CHECK(flat.neighbourhood);
        // On the slope of a disc, far from its middle: D falls towards one side.
        const Explanation slope = explained(blob(100), {72, 64}, params);
        CAPTURE(slope.why);
        CHECK(slope.verdict == Verdict::not_extremum);
        CHECK(slope.why.find("nearest keypoint") != std::string::npos);
        const Explanation beside =
            explained(image_of(160, 120, [](int x, int) { return x < 80 ? 40 : 200; }), {40, 60}, params);
        CHECK(beside.verdict == Verdict::not_extremum);
    }
}

TEST_CASE("explain: outside the picture and next to its border there is nothing to search", "[explain]") {
    for (const DetectParams& params : both_profiles) {
        const Explainer explainer = explainer_of(blob(100), params);
        for (const sift::Point at : {sift::Point{-1, 5}, {5, 128}, {1e6, 1e6}}) {
            const Explanation story = explainer.explain({at, {}, {}});
            CHECK(story.verdict == Verdict::outside);
            CHECK(story.why.find("128 x 128") != std::string::npos);
            CHECK_FALSE(story.sample);
        }
        const Explanation border = explainer.explain({{1, 60}, {}, {}});
        CHECK(border.verdict == Verdict::outside);
        CHECK(border.why.find("border") != std::string::npos);
    }
    const Explanation tiny = explained(sift::Image(3, 2, 9.0F), {1, 1}, DetectParams::precise());
    CHECK(tiny.verdict == Verdict::outside);
}

TEST_CASE("explain: every rejected candidate's named change lets it through", "[explain]") {
    const auto picture = textured_picture(160, 120, 23, 250);
    for (const DetectParams& params : both_profiles) {
        const Explainer explainer = explainer_of(picture->grey, params);
        std::size_t told = 0;
        for (int y = 12; y < 110; y += 7)
            for (int x = 12; x < 150; x += 7) {
                const sift::Point at{static_cast<double>(x), static_cast<double>(y)};
                const Explanation story = explainer.explain({at, {}, {}});
                CAPTURE(params.sigma, x, y, story.why);
                if (!story.remedy || told > 25) continue;
                ++told;
                const DetectParams other = changed(params, *story.remedy);
                // Another candidate for the same point may be the better one, half a sample away.
                const double step = explainer.space().octave(story.sample->octave).lattice.step;
                CHECK(distance_to_nearest(detected(picture->grey, other), story.place) <= step + 0.1);
            }
        CHECK(told > 5);
    }
}

TEST_CASE("explain: a keypoint that max-features cuts off is told from the others", "[explain]") {
    const auto picture = textured_picture(160, 120, 24);
    for (DetectParams params : both_profiles) {
        const sift::Features all = detected(picture->grey, params);
        params.max_features = 20;
        const sift::Features strongest = detected(picture->grey, params);
        const Explainer explainer = explainer_of(picture->grey, params);
        for (std::size_t i = 0; i < all.keypoints.size(); i += 9) {
            const sift::Keypoint& k = all.keypoints[i];
            const bool kept = std::count(strongest.keypoints.begin(), strongest.keypoints.end(), k) > 0;
            const Explanation story = explainer.explain({{k.x, k.y}, k.size, k.angle});
            CHECK(story.verdict == Verdict::keypoint);
            CHECK(story.kept == kept);
            if (kept) continue;
            REQUIRE(story.remedy);
            const sift::Features more = detected(picture->grey, changed(params, *story.remedy));
            CHECK(std::count(more.keypoints.begin(), more.keypoints.end(), k) == 1);
        }
    }
}

TEST_CASE("explain: the report has every key, and null for what was not reached", "[explain]") {
    const std::vector<std::string> keys{"at",
                                        "verdict",
                                        "octave",
                                        "layer",
                                        "neighbourhood",
                                        "offset",
                                        "contrast",
                                        "contrast_threshold",
                                        "edge_ratio",
                                        "edge_limit",
                                        "orientation_histogram",
                                        "orientations",
                                        "descriptor",
                                        "why"};
    for (const DetectParams& params : both_profiles) {
        const auto check_keys = [&](const nlohmann::ordered_json& report, std::size_t nulls) {
            std::size_t found = 0;
            for (const std::string& key : keys) {
                CAPTURE(key);
                REQUIRE(report.contains(key));
                found += report[key].is_null() ? 1 : 0;
            }
            CAPTURE(report["why"].get<std::string>());
            CHECK(found == nulls);
            const std::string why = report["why"];
            CHECK(why.back() == '.');
            CHECK(why.find(". ") == std::string::npos);  // one sentence
        };
        const auto keypoint = explain_report(explained(blob(100), {63, 64}, params));
        CHECK(keypoint["verdict"] == "keypoint");
        check_keys(keypoint, 0);
        CHECK(keypoint["neighbourhood"].size() == 3);
        CHECK(keypoint["neighbourhood"][2][2].size() == 3);
        const bool classic = params.blur == sift::BlurArithmetic::floats;
        CHECK(keypoint["orientation_histogram"].size() == (classic ? 36 : 72));
        CHECK(keypoint["descriptor"].size() == 128);
        CHECK(keypoint["contrast_threshold"] == Approx(params.contrast_threshold / 3));
        check_keys(explain_report(explained(blob(10), {63, 64}, params)), 5);
        check_keys(explain_report(explained(sift::Image(64, 64, 3.0F), {30, 30}, params)), 8);
        check_keys(explain_report(explained(blob(10), {-3, 64}, params)), 11);
    }
}
