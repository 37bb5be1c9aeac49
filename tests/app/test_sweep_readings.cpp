#include "app/model/sweep_readings.h"

#include "app/model/progress_words.h"
#include "tests/support/catch.h"

using namespace siftscope;

namespace {

std::string reading(const SweepRow& row, const std::string& label) {
    for (const Reading& one : readings_of(row))
        if (one.label == label) return one.value;
    return "missing";
}

}  // namespace

TEST_CASE("sweep readings: figures have units and the digits of the match screen, unknown ones a dash",
          "[app][sweep]") {
    SweepRow row;
    row.keypoints_1 = 120;
    row.keypoints_2 = 118;
    row.putative = 120;
    row.kept = 80;
    row.right = 79;
    row.precision = 79.0 / 80;
    row.median_error_px = 0.02345;
    row.angle_estimated = 29.9997;
    row.angle_uncertainty = 0.0005;
    row.angle_error = -0.0003;
    CHECK(reading(row, "Keypoints") == "120 | 118");
    CHECK(reading(row, "Kept") == "80 of 120");
    CHECK(reading(row, "Precision") == "98.8 %");
    CHECK(reading(row, "Recall") == "\u2013");
    CHECK(reading(row, "Position error") == "0.023 px");
    CHECK(reading(row, "Estimated") == "29.9997\u00b0 \u00b1 0.0005\u00b0");
    CHECK(reading(row, "Angle error") == "-0.0003\u00b0");
    row.angle_error = 0.5;
    CHECK(reading(row, "Angle error") == "+0.5000\u00b0");
    CHECK(readings_of(row).size() == readings_of(SweepRow{}).size());
}

TEST_CASE("progress: the rest takes as long for each part as what is done", "[app]") {
    CHECK(progress_words(0, 73, 5) == "0 of 73");
    CHECK(progress_words(12, 73, 8) == "12 of 73, about 41 s left");  // 61 * 8 / 12 = 40.7
    CHECK(progress_words(1, 361, 1) == "1 of 361, about 6 min 0 s left");
    CHECK(progress_words(73, 73, 50) == "73 of 73");
    CHECK(duration_text(3700) == "1 h 1 min");
}
