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
    settings.distortion = {
        .scale = 0.7, .blur = 1.5, .gain = 1.2, .brightness = -12.5, .noise = 5, .seed = 7, .jpeg = 40};
    settings.filter = {.region = Region{10.5, -3, 200, 100.25}, .min_size = 4, .max_size = 20.5};
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
    CHECK_THAT(refusal_of(R"({"scale": 3})"), contains_text("\"scale\" is 3, but must be a number from 0.5"));
    CHECK_THAT(refusal_of(R"({"jpeg": 101})"), contains_text("\"jpeg\""));
    CHECK_THAT(refusal_of(R"({"region": [1, 2, 0, 4]})"), contains_text("\"region\""));
    CHECK_THAT(refusal_of(R"({"region": [1, 2, 3]})"), contains_text("four numbers"));
}

TEST_CASE("settings: a profile brings its own defaults, whatever its place among the keys", "[settings]") {
    const auto read = [](const char* text) {
        return settings_from_json(nlohmann::ordered_json::parse(text));
    };
    const Settings classic = read(R"({"edge": 7, "profile": "classic"})");
    CHECK(classic.profile == Profile::classic);
    CHECK(classic.detect.sigma == 1.6);
    CHECK(classic.detect.contrast_threshold == 0.04);
    CHECK(classic.detect.edge_threshold == 7);
    CHECK(classic.detect.blur == sift::BlurArithmetic::floats);
    CHECK(Settings{}.profile == Profile::precise);
    CHECK(read(R"({"profile": "precise"})") == Settings{});
    CHECK(read(R"({"engine": "opencv"})").detect == sift::DetectParams::classic());
}

TEST_CASE("settings: another profile or engine keeps what was chosen and changes what was not",
          "[settings]") {
    Settings settings;
    settings.detect.sigma = 2;
    const Settings classic = settings.with(Engine::siftscope, Profile::classic);
    CHECK(classic.detect.sigma == 2);
    CHECK(classic.detect.contrast_threshold == 0.04);
    CHECK(classic.detect.assumed_blur == 0.5);
    CHECK(classic.with(Engine::siftscope, Profile::precise) == settings);
    const Settings opencv = settings.with(Engine::opencv, Profile::precise);
    CHECK(opencv.profile == Profile::precise);
    CHECK(opencv.detect.contrast_threshold == 0.04);
}

TEST_CASE("settings: what changes nothing is not written, so that files stay as they were", "[settings]") {
    const nlohmann::ordered_json json = settings_to_json({});
    for (const char* name :
         {"scale", "blur", "gain", "brightness", "noise", "seed", "jpeg", "region", "min_size", "max_size"})
        CHECK_FALSE(json.contains(name));
}
