#include "app/model/settings_json.h"

#include "app/model/error.h"
#include "tests/support/catch.h"

using namespace siftscope;

namespace {

Settings unusual_settings() {
    Settings settings;
    settings.angle = -12.300000000000001;
    settings.canvas = sift::Canvas::keep;
    settings.interpolation = sift::Interpolation::lanczos;
    settings.engine = Engine::opencv;
    settings.detect = {.layers = 5,
                       .contrast_threshold = 0.1 + 0.2,
                       .edge_threshold = 7,
                       .sigma = 1.7,
                       .assumed_blur = 0.25,
                       .max_features = 12,
                       .upsample = false,
                       .root = true};
    settings.match = {.ratio = 1.0 / 3, .max_distance = 250.5, .mutual = true};
    settings.tolerance = 0.7;
    settings.threads = 3;
    return settings;
}

std::string refusal_of(const char* text) {
    try {
        static_cast<void>(settings_from_json(nlohmann::ordered_json::parse(text)));
    } catch (const UserError& error) {
        return error.what();
    }
    return "accepted";
}

}  // namespace

TEST_CASE("settings: as JSON and back they are the same to the last bit", "[settings]") {
    CHECK(settings_from_json(settings_to_json({})) == Settings{});
    const Settings settings = unusual_settings();
    const std::string text = settings_to_json(settings).dump();
    CHECK(settings_from_json(nlohmann::ordered_json::parse(text)) == settings);
}

TEST_CASE("settings: what is missing keeps its default", "[settings]") {
    CHECK(settings_from_json(nlohmann::ordered_json::parse("{}")) == Settings{});
    Settings expected;
    expected.match.ratio = 0.5;
    CHECK(settings_from_json(nlohmann::ordered_json::parse(R"({"ratio": 0.5})")) == expected);
}

TEST_CASE("settings: a wrong name, kind or range is named in one sentence", "[settings]") {
    CHECK_THAT(refusal_of(R"({"ration": 0.5})"), contains_text("\"ration\""));
    CHECK_THAT(refusal_of(R"({"ratio": 0})"), contains_text("\"ratio\" is 0, but must be a number above 0"));
    CHECK_THAT(refusal_of(R"({"ratio": "0.8"})"), contains_text("\"ratio\""));
    CHECK_THAT(refusal_of(R"({"layers": 3.5})"), contains_text("whole number from 1 to 16"));
    CHECK_THAT(refusal_of(R"({"layers": 99999999999})"), contains_text("whole number from 1 to 16"));
    CHECK_THAT(refusal_of(R"({"max_features": 4294967297})"), contains_text("\"max_features\""));
    CHECK_THAT(refusal_of(R"({"mutual": 1})"), contains_text("true or false"));
    CHECK_THAT(refusal_of(R"({"canvas": "shrink"})"), contains_text("grow or keep"));
    CHECK_THAT(refusal_of(R"({"angle": null})"), contains_text("\"angle\" is null"));
    CHECK_THAT(refusal_of(R"([1, 2])"), contains_text("object"));
    CHECK(refusal_of(R"({"max_distance": null})") == "accepted");
}
