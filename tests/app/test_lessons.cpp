#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "app/model/lessons.h"
#include "app/model/match_pipeline.h"
#include "tests/support/catch.h"
#include "tests/support/textured_picture.h"

using siftscope::Lesson;
using siftscope::lesson_of;
using siftscope::lesson_readings;
using siftscope::lessons;
using siftscope::Settings;

namespace {

std::string told_as(int number, const Settings& settings, const siftscope::MatchResult* result,
                    const std::string& label) {
    for (const auto& told : lesson_readings(number, settings, result))
        if (told.label == label) return told.value;
    FAIL("no reading " << label);
    return {};
}

int number_of(const std::string& control) {
    const auto number = lesson_of(control);
    REQUIRE(number);
    return *number;
}

}  // namespace

TEST_CASE("lessons: the document has each step under its number, with the same formulas", "[lessons]") {
    std::stringstream text;
    text << std::ifstream(std::string(SIFTSCOPE_SOURCE_DIR) + "/docs/maths.md").rdbuf();
    const std::string document = text.str();
    std::size_t at = 0;
    for (std::size_t i = 0; i < lessons().size(); ++i) {
        const Lesson& lesson = lessons()[i];
        CAPTURE(lesson.title);
        const std::string heading = "\n## " + std::to_string(i + 1) + ". " + lesson.title + "\n";
        at = document.find(heading, at);
        REQUIRE(at != std::string::npos);
        const std::size_t end = std::min(document.find("\n## ", at + 1), document.size());
        for (const char* formula : lesson.formulas) {
            CAPTURE(formula);
            CHECK(document.substr(at, end - at).find("\n    " + std::string(formula) + "\n") !=
                  std::string::npos);
        }
    }
    CHECK(document.find("\n## ", at + 1) == std::string::npos);
}

TEST_CASE("lessons: no control belongs to two steps", "[lessons]") {
    std::set<std::string> seen;
    for (const Lesson& lesson : lessons())
        for (const char* control : lesson.controls) {
            CAPTURE(control);
            CHECK(seen.insert(control).second);
        }
    CHECK(seen.size() > 20);
    CHECK_FALSE(lesson_of("export_path"));
}

TEST_CASE("lessons: every step tells numbers, with a result and without one", "[lessons]") {
    siftscope::MatchPipeline pipeline;
    Settings settings;
    const auto result = pipeline.run({textured_picture(240, 180, 7), nullptr, std::nullopt, 0}, settings, {});
    REQUIRE(result);
    for (int number = 1; number <= static_cast<int>(lessons().size()); ++number) {
        CAPTURE(number);
        const auto alone = lesson_readings(number, settings, nullptr);
        const auto full = lesson_readings(number, settings, result.get());
        REQUIRE(alone.size() == full.size());
        for (std::size_t i = 0; i < full.size(); ++i) {
            CHECK(full[i].label == alone[i].label);
            CHECK(full[i].value != "\u2013");
        }
    }
    CHECK_THROWS_AS(lesson_readings(0, settings, nullptr), std::out_of_range);
    CHECK_THROWS_AS(lesson_readings(static_cast<int>(lessons().size()) + 1, settings, nullptr),
                    std::out_of_range);
}

TEST_CASE("lessons: the letters of a formula stand for the settings", "[lessons]") {
    Settings settings;
    settings.angle = 30;
    settings.detect.edge_threshold = 10;
    settings.detect.contrast_threshold = 0.04;
    settings.detect.layers = 4;
    settings.detect.sigma = 1.6;
    CHECK(told_as(number_of("angle"), settings, nullptr, "sin \u03b8") == "0.5000");
    CHECK(told_as(number_of("edge"), settings, nullptr, "(r + 1)\u00b2 / r") == "12.100");
    // 0.04 / 4 = 0.01 of 255 grey levels
    CHECK(told_as(number_of("contrast"), settings, nullptr, "least |D|") == "0.0100, 2.55 grey levels");
    // 1.6 times the powers of the fourth root of 2
    CHECK(told_as(number_of("sigma"), settings, nullptr, "\u03c3(0) to \u03c3(s)") ==
          "1.60, 1.90, 2.26, 2.69, 3.20");
}
