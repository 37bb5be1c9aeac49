#include "app/bench/bench_report.h"
#include "app/bench/machine_load.h"
#include "app/bench/ratio_summary.h"
#include "tests/support/catch.h"

using siftscope::BenchRun;
using siftscope::PictureBench;
using siftscope::RatioSummary;
using siftscope::summarize_ratios;

TEST_CASE("bench: the ratio is the median over pairs, not the ratio of the medians", "[bench]") {
    // Pairs 10/1, 20/10, 90/10: ratios 10, 2, 9; their median is 9, that of the medians would be 20/10.
    const std::optional<RatioSummary> summary = summarize_ratios({10, 20, 90}, {1, 10, 10});
    REQUIRE(summary);
    CHECK(summary->median == 9);
    CHECK(summary->lowest == 2);
    CHECK(summary->highest == 10);
    CHECK(summary->opencv_median == 20);
    CHECK(summary->our_median == 10);
}

TEST_CASE("bench: no pairs, or a time too short to measure, give no ratio", "[bench]") {
    CHECK_FALSE(summarize_ratios({}, {}));
    CHECK_FALSE(summarize_ratios({1, 2}, {1, 0}));
}

TEST_CASE("bench: on a busy machine the report holds null and the table says why", "[bench]") {
    BenchRun run;
    run.threads = 2;
    PictureBench picture;
    picture.path = "folder/roofs.png";
    picture.width = 100;
    picture.height = 50;
    picture.share_of_processors = 0.53;
    run.pictures = {picture};
    const auto report = siftscope::bench_report(run);
    CHECK(report["images"][0]["detect_ratio"].is_null());
    CHECK(report["images"][0]["memory_ratio"].is_null());
    CHECK_THAT(siftscope::bench_table(run),
               contains_text("roofs.png: no ratios, the machine is busy (this process got 53 % of 2"));
}

TEST_CASE("bench: nanoseconds a pixel, microseconds a keypoint and the memory ratio of a worked example",
          "[bench]") {
    PictureBench picture;
    picture.width = 1000;
    picture.height = 500;
    picture.agreement.ours = 200;
    picture.detect = RatioSummary{4, 3, 5, 200, 50};  // 50 ms of ours
    picture.opencv_peak_bytes = 300;
    picture.our_peak_bytes = 20;
    BenchRun run;
    run.pictures = {picture};
    const auto report = siftscope::bench_report(run)["images"][0];
    CHECK(report["ns_per_pixel"] == 100);
    CHECK(report["us_per_keypoint"] == 250);
    CHECK(report["memory_ratio"] == 15);
    CHECK(report["detect_ratio"] == 4);
    CHECK(report["detect"]["lowest"] == 3);
}

TEST_CASE("bench: no process gets more than all of one processor a thread", "[bench]") {
    const double share = siftscope::share_of_processors(1);
    CHECK(share > 0);
    CHECK(share <= 1);
}
