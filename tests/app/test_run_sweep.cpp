#include "app/model/run_sweep.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>

#include "app/model/error.h"
#include "tests/support/catch.h"
#include "tests/support/textured_picture.h"

using namespace siftscope;

namespace {

SweepPlan plan_of(std::size_t images) {
    SweepPlan plan;
    for (std::size_t i = 0; i < images; ++i) plan.images.push_back("picture" + std::to_string(i));
    plan.engines.resize(2);
    plan.engines[1] = plan.engines[1].with(Engine::opencv, Profile::precise);
    plan.angles = {0, 30, 90, 200.5};
    return plan;
}

/// A sweep's rows by number, what it read and which images it gave up.
struct Observed {
    std::map<std::size_t, SweepRow> rows;
    std::map<std::size_t, int> reads;
    std::map<std::size_t, std::string> failures;
    std::mutex reading;

    SweepHooks hooks() {
        SweepHooks hooks;
        hooks.load = [this](std::size_t image) {
            const std::lock_guard lock(reading);
            ++reads[image];
            return textured_picture(90 + 10 * static_cast<int>(image), 80, static_cast<unsigned>(image), 40);
        };
        hooks.row_done = [this](std::size_t row, const SweepRow& figures) { rows.emplace(row, figures); };
        hooks.image_failed = [this](std::size_t image, const std::string& why) { failures[image] = why; };
        return hooks;
    }
};

}  // namespace

TEST_CASE("run_sweep: every row once, the same for any number of threads and however little memory",
          "[app][sweep]") {
    const SweepPlan plan = plan_of(3);
    Observed alone;
    run_sweep(plan, alone.hooks(), 1);
    REQUIRE(alone.rows.size() == plan.row_count());
    CHECK(alone.failures.empty());
    for (std::size_t image = 0; image < 3; ++image) {
        CHECK(alone.reads[image] == 1);
        for (std::size_t engine = 0; engine < 2; ++engine)
            for (std::size_t angle = 0; angle < 4; ++angle) {
                const SweepRow& row = alone.rows.at(plan.row_of(image, engine, angle));
                CHECK(row.image == plan.images[image]);
                CHECK(row.engine == engine_label(plan.engines[engine]));
                CHECK(row.angle == plan.angles[angle]);
                CHECK(row.keypoints_1 > 0);
            }
    }
    for (const auto& [threads, memory] : {std::pair<int, std::size_t>{2, 0}, {7, 0}, {64, 0}, {4, 1}}) {
        CAPTURE(threads, memory);
        Observed observed;
        run_sweep(plan, observed.hooks(), threads, {}, memory);
        CHECK(observed.rows == alone.rows);
        CHECK(observed.reads == alone.reads);
    }
}

TEST_CASE("run_sweep: an image that cannot be read is given up with its reason, the others are done",
          "[app][sweep]") {
    const SweepPlan plan = plan_of(4);
    for (const int threads : {1, 5}) {
        CAPTURE(threads);
        Observed observed;
        SweepHooks hooks = observed.hooks();
        hooks.load = [load = hooks.load](std::size_t image) {
            if (image == 0 || image == 2) throw UserError("it is broken");
            return load(image);
        };
        run_sweep(plan, hooks, threads);
        CHECK(observed.failures ==
              std::map<std::size_t, std::string>{{0, "it is broken"}, {2, "it is broken"}});
        CHECK(observed.rows.size() == plan.row_count() / 2);
        CHECK(observed.rows.count(plan.row_of(1, 0, 0)) == 1);
        CHECK(observed.rows.count(plan.row_of(2, 0, 0)) == 0);
        CHECK(observed.rows.count(plan.row_of(3, 1, 3)) == 1);
    }
}

TEST_CASE("run_sweep: a stop ends it, and the rows so far are true ones", "[app][sweep]") {
    const SweepPlan plan = plan_of(3);
    Observed whole;
    run_sweep(plan, whole.hooks(), 1);
    for (const int threads : {1, 3}) {
        CAPTURE(threads);
        std::stop_source stop;
        Observed observed;
        SweepHooks hooks = observed.hooks();
        hooks.row_done = [&, done = hooks.row_done](std::size_t row, const SweepRow& figures) {
            done(row, figures);
            if (observed.rows.size() == 5) stop.request_stop();
        };
        run_sweep(plan, hooks, threads, stop.get_token());
        CHECK(observed.rows.size() >= 5);
        // Each thread may have had one row ready when the stop came.
        CHECK(observed.rows.size() <= 5 + static_cast<std::size_t>(threads));
        for (const auto& [row, figures] : observed.rows) CHECK(figures == whole.rows.at(row));
    }
}

TEST_CASE("run_sweep: pictures are read as they are needed, not all at once", "[app][sweep]") {
    SweepPlan plan = plan_of(12);
    plan.angles = {45};
    Observed observed;
    SweepHooks hooks = observed.hooks();
    std::atomic<int> open = 0;
    std::atomic<int> most = 0;
    hooks.load = [&, load = hooks.load](std::size_t image) {
        const auto picture = load(image);
        const int now = ++open;
        if (now > most) most = now;
        return std::shared_ptr<const Picture>(picture.get(), [&open, picture](const Picture*) { --open; });
    };
    run_sweep(plan, hooks, 2);
    CHECK(observed.rows.size() == plan.row_count());
    CHECK(open == 0);
    CHECK(most <= 4);  // one more than the threads, and one that is being closed
}
