#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "app/jobs/match_worker.h"
#include "app/jobs/picture_loader.h"
#include "tests/support/catch.h"
#include "tests/support/soon.h"
#include "tests/support/textured_picture.h"

using namespace siftscope;
using namespace std::chrono_literals;

namespace {

MatchInput input_of(std::shared_ptr<const Picture> picture) {
    MatchInput input;
    input.first = std::move(picture);
    return input;
}

}  // namespace

TEST_CASE("match worker: while the angle is dragged only the last angle has to be answered", "[jobs]") {
    MatchWorker worker([] {});
    const auto picture = textured_picture(160, 120, 1);
    Settings settings;
    for (int degrees = 0; degrees <= 40; ++degrees) {
        settings.angle = degrees;
        worker.match(input_of(picture), settings);
    }
    std::shared_ptr<const MatchResult> last;
    REQUIRE(soon([&] {
        if (auto outcome = worker.take().exact) {
            REQUIRE(outcome->error.empty());
            if (last) CHECK((*outcome->result)->settings.angle > last->settings.angle);
            last = *outcome->result;
        }
        return last && last->settings.angle == 40;
    }));
    CHECK(last->settings == settings);
    CHECK(last->first == picture);
    CHECK(soon([&] { return !worker.busy(); }));
}

TEST_CASE("match worker: shows the rotated picture before the matches that use it", "[jobs]") {
    MatchWorker worker([] {});
    Settings settings;
    settings.angle = 12;
    worker.match(input_of(textured_picture(160, 120, 2)), settings);
    std::shared_ptr<const SecondPicture> second;
    std::optional<MatchWorker::Outcome> outcome;
    REQUIRE(soon([&] {
        auto news = worker.take();
        if (news.second) second = news.second;
        outcome = news.exact;
        return second != nullptr;
    }));
    REQUIRE(second->rotation);
    CHECK(second->rotation->angle == 12);
    REQUIRE((outcome || soon([&] { return (outcome = worker.take().exact).has_value(); })));
    CHECK((*outcome->result)->second == second);
}

TEST_CASE("match worker: settings out of range are answered by a sentence that names them", "[jobs]") {
    MatchWorker worker([] {});
    Settings settings;
    settings.match.ratio = 1.5;
    worker.match(input_of(textured_picture(40, 40, 3)), settings);
    std::optional<MatchWorker::Outcome> outcome;
    REQUIRE(soon([&] { return (outcome = worker.take().exact).has_value(); }));
    CHECK(!outcome->result);
    CHECK(outcome->error.find("ratio") != std::string::npos);
}

TEST_CASE("match worker: is destroyed in the middle of a detection without waiting for its end", "[jobs]") {
    const auto picture = textured_picture(900, 700, 4);
    for (int delay_ms : {0, 5, 40}) {
        MatchWorker worker([] {});
        worker.match(input_of(picture), Settings{});
        std::this_thread::sleep_for(std::chrono::milliseconds(delay_ms));
    }
}

TEST_CASE("picture loader: a file that is no picture is answered by a sentence with its name", "[jobs]") {
    const auto path = std::filesystem::temp_directory_path() / "siftscope no picture \u00e9.png";
    std::ofstream(path) << "not a picture";
    PictureLoader loader([] {});
    loader.open(path);
    std::optional<JobOutcome<LoadedPicture>> outcome;
    REQUIRE(soon([&] { return (outcome = loader.take()).has_value(); }));
    CHECK(!outcome->result);
    CHECK(outcome->error.find("no picture") != std::string::npos);
    std::filesystem::remove(path);
}

TEST_CASE("match worker: answers follow while the angle goes on changing", "[jobs]") {
    MatchWorker worker([] {});
    const auto picture = textured_picture(160, 120, 6);
    Settings settings;
    worker.match(input_of(picture), settings);
    REQUIRE(soon([&] { return worker.take().exact.has_value(); }));  // now it is known to be quick
    // A new angle each millisecond: with each of them stopping the one before there would be no answer.
    int answers = 0;
    CHECK(soon([&] {
        settings.angle += 0.25;
        worker.match(input_of(picture), settings);
        if (worker.take().exact) ++answers;
        return answers == 5;
    }));
}

TEST_CASE("match worker: of a large picture a coarse match comes first, and none when only thresholds change",
          "[jobs]") {
    MatchWorker worker([] {});
    const auto picture = textured_picture(2400, 1800, 7, 400);
    Settings settings;
    worker.match(input_of(picture), settings);
    std::shared_ptr<const MatchResult> preview;
    std::optional<MatchWorker::Outcome> outcome;
    REQUIRE(soon([&] {
        auto news = worker.take();
        preview = news.preview;
        outcome = news.exact;
        REQUIRE((preview || !outcome));
        return preview != nullptr;
    }));
    CHECK(preview->settings == settings);
    CHECK(preview->first == picture);
    REQUIRE((outcome || soon([&] { return (outcome = worker.take().exact).has_value(); })));
    REQUIRE(outcome->result);
    CHECK((*outcome->result)->second->picture != nullptr);
    CHECK((*outcome->result)->side_1->keypoints.size() > preview->side_1->keypoints.size());

    settings.match.ratio = 0.6;
    worker.match(input_of(picture), settings);
    REQUIRE(soon([&] {
        auto news = worker.take();
        CHECK(news.preview == nullptr);
        outcome = news.exact;
        return outcome.has_value();
    }));
}
