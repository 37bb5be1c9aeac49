#include "app/model/sweep.h"

#include <cmath>
#include <utility>

#include "app/files/write_sweep.h"
#include "app/model/detect_features.h"
#include "app/model/match_pipeline.h"
#include "app/model/rotate_picture.h"
#include "app/model/shard.h"
#include "app/model/sweep_summary.h"
#include "tests/support/catch.h"
#include "tests/support/textured_picture.h"

using namespace siftscope;

namespace {

/// 200 in one bin, `slip` in the next: two of the same bin are `slip` apart, two of different bins 283.
sift::Descriptor descriptor(std::size_t bin, std::uint8_t slip = 0) {
    sift::Descriptor values{};
    values[bin] = 200;
    values[bin + 1] = slip;
    return values;
}

sift::Keypoint keypoint_at(double x, double y, double angle, double size = 10) {
    return {x, y, size, angle, 0.1, 0, 1};
}

std::shared_ptr<const SecondPicture> turned(const Picture& picture, double angle) {
    Settings settings;
    settings.angle = angle;
    return rotate_grey_picture(picture, settings);
}

/// The row of features put together by hand.
SweepRow row_of(const std::shared_ptr<const Picture>& picture, double angle, const sift::Features& first,
                const sift::Features& second) {
    Settings settings;
    settings.angle = angle;
    const auto result = match_features(picture, first, turned(*picture, angle), second, settings);
    REQUIRE(result);
    return sweep_row("hand.png", *result);
}

}  // namespace

TEST_CASE("sweep: a quarter turn of four keypoints, every figure worked out by hand", "[app][sweep]") {
    // 200 x 200 turned by 90 degrees: (x, y) goes to (y, 199 - x), an angle a to a - 90.
    const auto picture = textured_picture(200, 200, 1);
    sift::Features first, second;
    first.keypoints = {keypoint_at(50, 60, 100), keypoint_at(120, 40, 200), keypoint_at(150, 150, 300),
                       keypoint_at(20, 180, 10)};
    first.descriptors = {descriptor(0), descriptor(10), descriptor(20), descriptor(30)};
    second.keypoints = {
        keypoint_at(60.3, 149, 10),   // the first, 0.3 px off
        keypoint_at(40, 81, 110),     // the second, 2 px off: right within 3 px, not found again within 1 px
        keypoint_at(100, 100, 33),    // looks like the third, is elsewhere
        keypoint_at(180, 179, 280)};  // where the fourth must be, but looks like nothing: ratio 1, not kept
    second.descriptors = {descriptor(0, 5), descriptor(10, 5), descriptor(20, 5), descriptor(40)};

    const SweepRow row = row_of(picture, 90, first, second);
    CHECK(row.image == "hand.png");
    CHECK(row.engine == engine_label(Settings{}));
    CHECK(row.angle == 90);
    CHECK(row.keypoints_1 == 4);
    CHECK(row.keypoints_2 == 4);
    CHECK(row.putative == 4);
    CHECK(row.kept == 3);
    CHECK(row.right == 2);
    CHECK(row.precision.value() == Approx(2.0 / 3));
    CHECK(row.recall.value() == Approx(2.0 / 3));     // first, second and fourth could have been found
    CHECK(row.repeatability.value() == Approx(0.5));  // first and fourth of four, both ways
    CHECK(row.median_error_px.value() == Approx((0.3 + 2) / 2));
    CHECK_FALSE(row.angle_estimated);  // two matches agree on an orientation, three are needed
    CHECK_FALSE(row.angle_error);
}

TEST_CASE("sweep: at 45 degrees only keypoints visible in both pictures are in the denominators",
          "[app][sweep]") {
    // 201 x 201 turned by 45 degrees about (100, 100), which goes to the centre of 285 x 285: (142, 142).
    // The window of a keypoint of size 4 reaches 21.2 px.
    const auto picture = textured_picture(201, 201, 2);
    const double r = std::sqrt(0.5);
    const auto mapped = [&](double x, double y) {
        return keypoint_at(142 + r * (x - 100) + r * (y - 100), 142 - r * (x - 100) + r * (y - 100), 355, 4);
    };
    sift::Features first, second;
    for (const auto& [x, y] : {std::pair{100.0, 100.0}, {60.0, 100.0}, {100.0, 60.0}, {21.0, 100.0}}) {
        first.descriptors.push_back(descriptor(10 * first.keypoints.size()));
        first.keypoints.push_back(keypoint_at(x, y, 40, 4));
        second.descriptors.push_back(first.descriptors.back());
        second.keypoints.push_back(mapped(x, y));
    }
    second.keypoints.push_back(keypoint_at(142, 10, 0, 4));  // on the canvas, but beside the picture
    second.descriptors.push_back(descriptor(100));

    const SweepRow row = row_of(picture, 45, first, second);
    CHECK(row.keypoints_1 == 3);  // the one at x = 21 is 0.2 px too near to the border
    CHECK(row.keypoints_2 == 3);
    CHECK(row.putative == 3);
    CHECK(row.right == 3);
    CHECK(row.precision == 1);
    CHECK(row.recall == 1);
    CHECK(row.repeatability == 1);
    CHECK(row.median_error_px.value() < 1e-9);
    CHECK(row.angle_estimated.value() == Approx(45));
    CHECK(std::abs(row.angle_error.value()) < 1e-9);
}

TEST_CASE("sweep: a row has the figures of a match, with either engine", "[app][sweep]") {
    const auto picture = textured_picture(180, 150, 3);
    MatchInput input;
    input.first = picture;
    for (const Engine engine : {Engine::siftscope, Engine::opencv})
        for (const double angle : {33.0, 90.0}) {
            Settings settings;
            settings = settings.with(engine, Profile::precise);
            settings.angle = angle;
            MatchPipeline pipeline;
            const auto expected = pipeline.run(input, settings);
            const auto second = rotate_grey_picture(*picture, settings);
            const auto result = match_features(picture, detect_features(picture->grey, settings), second,
                                               detect_features(second->picture->grey, settings), settings);
            REQUIRE(result);
            const SweepRow row = sweep_row("a.png", *result);
            CHECK(row == sweep_row("a.png", *expected));
            CHECK(row.kept == expected->kept);
            CHECK(row.right == expected->verdicts->right);
            CHECK(row.repeatability == expected->repeatability);
            CHECK(row.kept > 20);
        }
}

TEST_CASE("shard: the blocks in order are the whole, and as even as can be", "[app][sweep]") {
    for (const std::size_t items : {0U, 1U, 2U, 6U, 100U, 101U})
        for (const std::size_t count : {1U, 2U, 3U, 7U, 100U, 1000U}) {
            CAPTURE(items, count);
            std::size_t next = 0;
            for (std::size_t index = 1; index <= count; ++index) {
                const Shard::Block block = Shard{index, count}.block_of(items);
                CHECK(block.begin == next);
                CHECK(block.end - block.begin >= items / count);
                CHECK(block.end - block.begin <= items / count + 1);
                next = block.end;
            }
            CHECK(next == items);
        }
}

TEST_CASE("sweep table: means, medians and the share within three uncertainties, by hand", "[app][sweep]") {
    std::vector<SweepRow> rows(3);
    for (SweepRow& row : rows) row.engine = "opencv";
    rows[0].repeatability = 0.5;
    rows[1].repeatability = 0.7;  // the third has none: it is no zero
    rows[0].median_error_px = 0.1;
    rows[1].median_error_px = 0.2;
    rows[2].median_error_px = 0.9;
    rows[0].angle_error = -0.4;
    rows[0].angle_uncertainty = 0.1;  // 4 away
    rows[1].angle_error = 0.2;
    rows[1].angle_uncertainty = 0.1;  // 2 away
    rows[0].keypoints_1 = 10;
    const std::vector<SweepSummary> summaries = summaries_of(rows);
    REQUIRE(summaries.size() == 1);
    const SweepSummary& summary = summaries[0];
    CHECK(summary.engine == "opencv");
    CHECK(summary.rows == 3);
    CHECK(summary.keypoints.value() == Approx(10.0 / 3));
    CHECK(summary.repeatability.value() == Approx(0.6));
    CHECK_FALSE(summary.precision);
    CHECK(summary.median_error_px.value() == Approx(0.2));
    CHECK(summary.angle_error.value() == Approx(0.3));
    CHECK(summary.worst_angle_error.value() == Approx(0.4));
    CHECK(summary.within_three.value() == Approx(0.5));
    CHECK(summary.not_estimated == 1);
}

TEST_CASE("sweep csv: empty cells for what is not known, quotes where a name needs them", "[app][sweep]") {
    SweepRow row;
    row.image = "a \"big\", one.png";
    row.engine = "opencv";
    row.angle = 0.1;
    row.keypoints_1 = 12;
    row.precision = 0.25;
    row.angle_error = -1e-7;
    CHECK(sweep_csv({row}) ==
          "image,engine,angle,keypoints_1,keypoints_2,putative,kept,right,precision,recall,repeatability,"
          "median_error_px,angle_estimated,angle_error\n"
          "\"a \"\"big\"\", one.png\",opencv,0.1,12,0,0,0,0,0.25,,,,,-1e-07\n");
}
