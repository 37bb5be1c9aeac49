#include <chrono>
#include <thread>

#include "app/gradients/presets.h"
#include "app/jobs/gradient_worker.h"
#include "tests/support/catch.h"

using namespace siftscope;

// A check that came before the state that it belongs to would be thrown away, and the screen would wait for
// it for ever. The two come within a few microseconds of each other, so it takes many looks.
TEST_CASE("gradient worker: no check comes before the solved state that it is of", "[jobs]") {
    GradientWorker worker([] {});
    const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(3);
    for (int round = 0; round < 2000; ++round) {
        const auto state = std::make_shared<const LabState>(lab_of_preset("worked_3x3"));
        worker.solve(state);
        std::shared_ptr<const LabResult> result;
        for (bool is_checked = false; !is_checked;) {
            if (std::chrono::steady_clock::now() > end) FAIL("no check in three minutes");
            const GradientWorker::News news = worker.take();
            if (news.result) result = news.result;
            if (!news.checked) continue;
            REQUIRE(news.checked->result);
            CAPTURE(round);
            REQUIRE(result);
            REQUIRE(result->solved->state == state);
            REQUIRE(news.checked->result->result == result);
            is_checked = true;
        }
    }
}
