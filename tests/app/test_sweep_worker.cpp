#include "app/jobs/sweep_worker.h"

#include <map>

#include "tests/support/catch.h"
#include "tests/support/soon.h"
#include "tests/support/textured_picture.h"

using namespace siftscope;

namespace {

SweepRequest request_of(std::vector<double> angles, unsigned seed = 3) {
    SweepRequest request;
    request.picture = textured_picture(100, 80, seed, 40);
    request.plan.images = {"discs.png"};
    request.plan.engines = settings_of(SweepEngines::both, {});
    request.plan.angles = std::move(angles);
    return request;
}

std::vector<double> up_to(int last) {
    std::vector<double> angles;
    for (int angle = 0; angle <= last; ++angle) angles.push_back(angle);
    return angles;
}

/// Adds what has come to `rows`, and returns how many there are.
std::size_t take_into(std::map<std::size_t, SweepRow>& rows, SweepWorker& worker) {
    for (auto& [number, row] : worker.take_rows().rows) {
        CHECK(rows.count(number) == 0);
        rows.emplace(number, std::move(row));
    }
    return rows.size();
}

}  // namespace

TEST_CASE("sweep worker: every row once, as the sweep itself gives it", "[jobs][sweep]") {
    const SweepRequest request = request_of({0, 30, 90});
    std::map<std::size_t, SweepRow> expected;
    SweepHooks hooks;
    hooks.load = [&](std::size_t) { return request.picture; };
    hooks.row_done = [&](std::size_t row, const SweepRow& figures) { expected.emplace(row, figures); };
    hooks.image_failed = [](std::size_t, const std::string&) {};
    run_sweep(request.plan, hooks, 1);

    SweepWorker worker([] {});
    worker.start(request);
    std::map<std::size_t, SweepRow> rows;
    REQUIRE(soon([&] { return take_into(rows, worker) == request.plan.row_count(); }));
    CHECK(rows == expected);
    std::optional<JobOutcome<bool>> outcome;
    REQUIRE(soon([&] { return (outcome = worker.take()).has_value(); }));
    CHECK(outcome->result == true);
    CHECK(soon([&] { return !worker.busy(); }));
}

TEST_CASE("sweep worker: a cancel ends it within an angle and keeps the rows that came", "[jobs][sweep]") {
    SweepWorker worker([] {});
    SweepRequest request = request_of(up_to(720));
    request.threads = 2;
    worker.start(request);
    std::map<std::size_t, SweepRow> rows;
    REQUIRE(soon([&] { return take_into(rows, worker) >= 3; }));
    worker.cancel();
    const std::size_t at_cancel = take_into(rows, worker);
    REQUIRE(soon([&] { return !worker.busy(); }));
    // Each thread may have been at its last steps with an angle, for both engines.
    CHECK(take_into(rows, worker) <= at_cancel + 4);
    CHECK(rows.size() < request.plan.row_count());
    CHECK_FALSE(worker.take().has_value());
    for (const auto& [number, row] : rows) CHECK(row.angle == request.plan.angles[number % 721]);
}

TEST_CASE("sweep worker: a newer sweep takes the place of an older one, whose rows are told no more",
          "[jobs][sweep]") {
    SweepWorker worker([] {});
    worker.start(request_of(up_to(720)));
    std::map<std::size_t, SweepRow> rows;
    REQUIRE(soon([&] { return take_into(rows, worker) >= 1; }));
    rows.clear();
    worker.start(request_of({1000, 1001}));
    REQUIRE(soon([&] { return take_into(rows, worker) == 4; }));
    for (const auto& [number, row] : rows) CHECK(row.angle >= 1000);
    std::optional<JobOutcome<bool>> outcome;
    REQUIRE(soon([&] { return (outcome = worker.take()).has_value(); }));
    CHECK(outcome->result == true);
    CHECK(worker.take_rows().rows.empty());
}

TEST_CASE("sweep worker: what cannot be measured is answered by a sentence", "[jobs][sweep]") {
    SweepWorker worker([] {});
    SweepRequest request = request_of({0});
    for (Settings& settings : request.plan.engines) settings.detect.upsample = false;
    worker.start(request);
    std::optional<JobOutcome<bool>> outcome;
    REQUIRE(soon([&] { return (outcome = worker.take()).has_value(); }));
    CHECK_FALSE(outcome->result);
    CHECK_THAT(outcome->error, contains_text("cv::SIFT always doubles the picture"));
}
