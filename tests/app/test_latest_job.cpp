#include <atomic>
#include <chrono>
#include <future>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "app/jobs/latest_job.h"
#include "tests/support/catch.h"
#include "tests/support/soon.h"

using siftscope::JobOutcome;
using siftscope::LatestJob;
using namespace std::chrono_literals;

namespace {

// Work that stays until it is released or stopped.
struct Gate {
    std::atomic<bool> open{false};
    std::atomic<int> entered{0};

    std::optional<int> pass(int value, const std::stop_token& stop) {
        ++entered;
        while (!open)
            if (stop.stop_requested()) return std::nullopt;
        return value;
    }
};

}  // namespace

TEST_CASE("latest job: of many requests the newest is answered and the older ones are stopped", "[jobs]") {
    std::atomic<bool> all_posted{false};
    std::atomic<bool> first_was_stopped{false};
    std::mutex guard;
    std::vector<int> begun;
    const auto has_begun = [&](int value) {
        const std::lock_guard lock(guard);
        return !begun.empty() && begun.back() == value;
    };
    LatestJob<int, int> job(
        [&](int value, const std::stop_token& stop) -> std::optional<int> {
            {
                const std::lock_guard lock(guard);
                begun.push_back(value);
            }
            // The first one holds the thread until all have been posted: none of those between can begin.
            while (!all_posted) std::this_thread::sleep_for(1ms);
            if (value != 1) return value;
            first_was_stopped = stop.stop_requested();
            return std::nullopt;
        },
        [] {});
    job.post(1);
    REQUIRE(soon([&] { return has_begun(1); }));
    for (int value = 2; value <= 50; ++value) job.post(value);
    all_posted = true;
    std::optional<JobOutcome<int>> outcome;
    REQUIRE(soon([&] { return (outcome = job.take()).has_value(); }));
    CHECK(outcome->result == 50);
    CHECK(first_was_stopped);
    CHECK(begun == std::vector<int>{1, 50});
    CHECK(soon([&] { return !job.busy(); }));
    CHECK(!job.take());
}

TEST_CASE("latest job: what throws becomes a sentence, and the next request is served as usual", "[jobs]") {
    std::atomic<int> wakes{0};
    LatestJob<int, int> job(
        [](int value, const std::stop_token&) -> std::optional<int> {
            if (value < 0) throw std::runtime_error("below zero");
            if (value == 0) throw std::bad_alloc();
            return value;
        },
        [&] { ++wakes; });
    const auto answer = [&](int value) {
        job.post(value);
        std::optional<JobOutcome<int>> outcome;
        REQUIRE(soon([&] { return (outcome = job.take()).has_value(); }));
        return *outcome;
    };
    CHECK(answer(-1).error == "below zero");
    CHECK(!answer(-1).result);
    CHECK(answer(0).error.find("memory") != std::string::npos);
    CHECK(answer(7).result == 7);
    CHECK(soon([&] { return wakes >= 4; }));
}

TEST_CASE("latest job: a cancelled request has no outcome, even when its work finishes", "[jobs]") {
    std::atomic<bool> release{false};
    std::atomic<int> finished{0};
    LatestJob<int, int> job(
        [&](int value, const std::stop_token&) -> std::optional<int> {  // deaf to the stop
            while (!release) std::this_thread::sleep_for(1ms);
            ++finished;
            return value;
        },
        [] {});
    job.post(1);
    CHECK(job.busy());
    std::this_thread::sleep_for(5ms);
    job.cancel();
    release = true;
    REQUIRE(soon([&] { return !job.busy(); }));
    CHECK(!job.take());
    job.post(2);
    std::optional<JobOutcome<int>> outcome;
    REQUIRE(soon([&] { return (outcome = job.take()).has_value(); }));
    CHECK(outcome->result == 2);
}

TEST_CASE("latest job: a superseded result is still handed out, before the newer one", "[jobs]") {
    std::atomic<int> allowed{0};
    std::atomic<int> begun{0};
    LatestJob<int, int> job(
        [&](int value, const std::stop_token&) -> std::optional<int> {  // too far on to stop
            begun = value;
            while (allowed < value) std::this_thread::sleep_for(1ms);
            return value;
        },
        [] {});
    job.post(1);
    REQUIRE(soon([&] { return begun == 1; }));
    job.post(2);
    allowed = 1;
    std::optional<JobOutcome<int>> outcome;
    REQUIRE(soon([&] { return (outcome = job.take()).has_value(); }));
    CHECK(outcome->result == 1);
    CHECK(job.busy());
    allowed = 2;
    REQUIRE(soon([&] { return (outcome = job.take()).has_value(); }));
    CHECK(outcome->result == 2);
}

TEST_CASE("latest job: is destroyed at once while its work runs", "[jobs]") {
    for (int round = 0; round < 20; ++round) {
        Gate gate;
        const auto start = std::chrono::steady_clock::now();
        {
            LatestJob<int, int> job(
                [&](int value, const std::stop_token& stop) { return gate.pass(value, stop); }, [] {});
            job.post(1);
            if (round % 2 == 0) REQUIRE(soon([&] { return gate.entered == 1; }));
            job.post(2);
        }
        CHECK(std::chrono::steady_clock::now() - start < 10s);
    }
}

TEST_CASE("latest job: a request that lets the running one finish only waits for it", "[jobs]") {
    Gate gate;
    LatestJob<int, int> job([&](int value, const std::stop_token& stop) { return gate.pass(value, stop); },
                            [] {});
    job.post(1);
    REQUIRE(soon([&] { return gate.entered == 1; }));
    CHECK_FALSE(job.has_newer());
    job.post(2, true);
    job.post(3, true);
    CHECK(job.has_newer());
    gate.open = true;
    std::vector<int> answers;
    REQUIRE(soon([&] {
        if (const auto outcome = job.take()) answers.push_back(*outcome->result);
        return !answers.empty() && answers.back() == 3;
    }));
    CHECK(std::count(answers.begin(), answers.end(), 2) == 0);
    CHECK(gate.entered == 2);
}
