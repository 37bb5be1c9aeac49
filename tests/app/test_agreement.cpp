#include "app/model/agreement.h"

#include <cmath>

#include "app/model/agreement_report.h"
#include "tests/support/catch.h"

using namespace siftscope;

namespace {

sift::Keypoint reference_keypoint(double x, double y, double size = 10, double angle = 90) {
    return {x, y, size, angle, 0.1, 0, 1};
}

sift::Features features_of(std::vector<sift::Keypoint> keypoints) {
    sift::Features features;
    features.descriptors.resize(keypoints.size());
    for (auto& descriptor : features.descriptors) descriptor.fill(10);
    features.keypoints = std::move(keypoints);
    return features;
}

std::size_t count_pairs(const sift::Keypoint& a, const sift::Keypoint& b) {
    return counterparts({a}, {b}).size();
}

}  // namespace

TEST_CASE("agreement: the same means within 0.1 px, 1 % and half a degree, ends included", "[agreement]") {
    const sift::Keypoint k = reference_keypoint(100, 50);
    CHECK(count_pairs(k, k) == 1);
    CHECK(count_pairs(k, reference_keypoint(100.0625, 50.0625)) == 1);      // 0.088 px apart
    CHECK(count_pairs(k, reference_keypoint(100.078125, 50.078125)) == 0);  // 0.110 px
    CHECK(count_pairs(k, reference_keypoint(100, 50, 10.09)) == 1);
    CHECK(count_pairs(k, reference_keypoint(100, 50, 10.11)) == 0);
    CHECK(count_pairs(k, reference_keypoint(100, 50, 9.89)) == 0);
    CHECK(count_pairs(k, reference_keypoint(100, 50, 10, 90.5)) == 1);
    CHECK(count_pairs(k, reference_keypoint(100, 50, 10, 89.25)) == 0);
    CHECK(count_pairs(reference_keypoint(1, 1, 10, 359.75), reference_keypoint(1, 1, 10, 0.125)) == 1);
    CHECK(count_pairs(reference_keypoint(1, 1, 10, 0.125), reference_keypoint(1, 1, 10, 359.75)) == 1);
}

TEST_CASE("agreement: counterparts are one to one, the nearest first", "[agreement]") {
    // Both of ours are near the first reference point; the nearer one belongs to it, the other to nobody.
    const std::vector<sift::Keypoint> reference{reference_keypoint(10, 10), reference_keypoint(200, 10)};
    const std::vector<sift::Keypoint> ours{reference_keypoint(10.05, 10), reference_keypoint(10.01, 10),
                                           reference_keypoint(200, 10.02)};
    auto pairs = counterparts(reference, ours);
    CHECK(pairs == std::vector<Counterparts>{{0, 1}, {1, 2}});
    // Two orientations at one place are two keypoints.
    CHECK(counterparts({reference_keypoint(5, 5, 4, 10), reference_keypoint(5, 5, 4, 200)},
                       {reference_keypoint(5, 5, 4, 200), reference_keypoint(5, 5, 4, 10)})
              .size() == 2);
}

TEST_CASE("agreement: found is the share of theirs, extra the share of ours", "[agreement]") {
    const Agreement agreement = compare(
        features_of({reference_keypoint(1, 1), reference_keypoint(50, 1), reference_keypoint(90, 1),
                     reference_keypoint(130, 1)}),
        features_of({reference_keypoint(1.03, 1.04), reference_keypoint(50, 1), reference_keypoint(90, 1),
                     reference_keypoint(300, 1), reference_keypoint(400, 1)}));
    CHECK(agreement.found == 0.75);
    CHECK(agreement.extra == 0.4);
    CHECK(*agreement.median_position_error_px == 0);
    // 99 % of three errors 0, 0, 0.05: linear between the second and the third.
    CHECK(*agreement.p99_position_error_px == Approx(0.98 * 0.05).epsilon(1e-9));
    CHECK(*agreement.median_angle_error_deg == 0);
}

TEST_CASE("agreement: descriptors are compared by the cosine of their angle", "[agreement]") {
    sift::Features theirs = features_of({reference_keypoint(1, 1)});
    sift::Features ours = theirs;
    theirs.descriptors[0].fill(0);
    theirs.descriptors[0][0] = 30;
    theirs.descriptors[0][1] = 40;
    ours.descriptors[0].fill(0);
    ours.descriptors[0][0] = 100;
    CHECK(*compare(theirs, ours).median_descriptor_cosine == Approx(0.6));
    ours.descriptors[0].fill(0);
    CHECK(*compare(theirs, ours).median_descriptor_cosine == 0);
    CHECK(*compare(ours, ours).median_descriptor_cosine == 1);
}

TEST_CASE("agreement: nothing on one side or both is told as null, not as a number", "[agreement]") {
    const sift::Features none, one = features_of({reference_keypoint(1, 1)});
    CHECK_FALSE(compare(none, none).found);
    CHECK_FALSE(compare(none, none).extra);
    CHECK(compare(one, none).found == 0.0);
    CHECK_FALSE(compare(one, none).extra);
    CHECK(compare(none, one).extra == 1.0);
    CHECK_FALSE(compare(none, one).median_position_error_px);
    CHECK(agreement_report({compare(none, none)}, {})["images"][0]["found"].is_null());
}

TEST_CASE("agreement: passes at 999 of 1000 and fails below, each keypoint counted once", "[agreement]") {
    const auto picture = [](std::size_t reference, std::size_t ours, std::size_t pairs) {
        Agreement agreement;
        agreement.reference = reference;
        agreement.ours = ours;
        agreement.pairs = pairs;
        return agreement;
    };
    CHECK(total_of({picture(1000, 999, 999)}).pass);
    CHECK_FALSE(total_of({picture(1000, 998, 998)}).pass);
    CHECK(total_of({picture(999, 1000, 999)}).pass);
    CHECK_FALSE(total_of({picture(998, 1000, 998)}).pass);
    // A poor small picture among a good large one: keypoints count, not pictures.
    CHECK(total_of({picture(10, 10, 9), picture(9990, 9990, 9990)}).pass);
    CHECK(total_of({}).pass);
    CHECK_FALSE(total_of({picture(0, 5, 0)}).pass);
    CHECK_FALSE(total_of({picture(5, 0, 0)}).pass);
}

TEST_CASE("agreement: the table has a line for each picture, one for all, and the verdict", "[agreement]") {
    Agreement agreement =
        compare(features_of({reference_keypoint(1, 1)}), features_of({reference_keypoint(1, 1)}));
    agreement.path = "/some/where/photo.png";
    const std::string table = agreement_table({agreement, agreement});
    CHECK_THAT(table, contains_text("photo.png"));
    CHECK_THAT(table, !contains_text("/some/where"));
    CHECK_THAT(table, contains_text("\nall "));
    CHECK_THAT(table, contains_text("100.000 %"));
    CHECK_THAT(table, contains_text("pass: "));
}
