#include <vector>

#include "sift/selection.h"
#include "tests/support/catch.h"

namespace {

sift::Keypoint candidate_keypoint(double x, double y, double size, double angle, double response,
                                  int octave = 0) {
    return {x, y, size, angle, response, octave, 1};
}

}  // namespace

TEST_CASE("selection: keypoints are sorted by x, y, falling size, angle, and the same one is kept once",
          "[sift]") {
    std::vector<sift::Keypoint> keypoints = {
        candidate_keypoint(2, 1, 5, 10, 0.1), candidate_keypoint(1, 9, 5, 10, 0.1),
        candidate_keypoint(1, 9, 6, 10, 0.1), candidate_keypoint(1, 9, 5, 9, 0.1),
        candidate_keypoint(1, 9, 5, 10, 0.3), candidate_keypoint(1, 2, 5, 10, 0.1),
    };
    sift::remove_duplicates(keypoints);
    const std::vector<sift::Keypoint> expected = {
        candidate_keypoint(1, 2, 5, 10, 0.1), candidate_keypoint(1, 9, 6, 10, 0.1),
        candidate_keypoint(1, 9, 5, 9, 0.1),  candidate_keypoint(1, 9, 5, 10, 0.3),
        candidate_keypoint(2, 1, 5, 10, 0.1),
    };
    CHECK(keypoints == expected);
}

TEST_CASE("selection: the strongest are kept in their order, with all that tie with the last", "[sift]") {
    const std::vector<sift::Keypoint> all = {
        candidate_keypoint(1, 0, 5, 0, 0.2), candidate_keypoint(2, 0, 5, 0, 0.5),
        candidate_keypoint(3, 0, 5, 0, 0.3), candidate_keypoint(4, 0, 5, 0, 0.3),
        candidate_keypoint(5, 0, 5, 0, 0.1),
    };
    const auto kept = [&](int count) {
        auto keypoints = all;
        sift::keep_strongest(keypoints, count);
        return keypoints;
    };
    CHECK(kept(1) == std::vector{all[1]});
    CHECK(kept(2) == std::vector{all[1], all[2], all[3]});
    CHECK(kept(3) == std::vector{all[1], all[2], all[3]});
    CHECK(kept(4) == std::vector{all[0], all[1], all[2], all[3]});
    CHECK(kept(0) == all);
    CHECK(kept(99) == all);
}
