#include "app/window/expectation.h"
#include "tests/support/catch.h"

using siftscope::check_expectation;

namespace {

const nlohmann::ordered_json known_state = nlohmann::ordered_json::parse(R"({
    "right": 548, "precision": 0.966, "keypoints": [849, 772], "error": null, "busy": false,
    "panel": "match", "engine": "siftscope", "image": {"path": "a b.png"}, "widgets": {"angle": [1, 2, 30, 4]}
})");

bool holds(const char* key, const char* op, const char* value) {
    return check_expectation(known_state, key, op, value).empty();
}

}  // namespace

TEST_CASE("expect: numbers compare by value", "[window]") {
    CHECK(holds("right", "==", "548"));
    CHECK(holds("right", "==", "548.0"));
    CHECK_FALSE(holds("right", "!=", "548"));
    CHECK(holds("right", ">", "99"));  // as texts, "99" would be the greater one
    CHECK(holds("right", ">=", "548"));
    CHECK_FALSE(holds("right", "<", "548"));
    CHECK(holds("right", "<=", "548"));
    CHECK(holds("precision", "~", "0.97"));
    CHECK_FALSE(holds("precision", "~", "0.99"));
}

TEST_CASE("expect: a path reaches into lists and objects", "[window]") {
    CHECK(holds("keypoints.1", "==", "772"));
    CHECK(holds("widgets.angle.2", ">", "20"));
    CHECK(holds("image.path", "==", "a b.png"));
    CHECK(holds("widgets", "contains", "angle"));
    CHECK(holds("keypoints", "contains", "849"));
}

TEST_CASE("expect: null, booleans and texts compare as such", "[window]") {
    CHECK(holds("error", "==", "null"));
    CHECK(holds("busy", "==", "false"));
    CHECK(holds("panel", "==", "match"));
    CHECK(holds("engine", "contains", "scope"));
    CHECK(holds("engine", "~", "sift"));
    CHECK_FALSE(holds("error", "<", "1"));
    CHECK_FALSE(holds("error", ">=", "0"));
}

TEST_CASE("expect: a failure tells what was found", "[window]") {
    CHECK(check_expectation(known_state, "right", ">", "600") == "expected right > 600, but right is 548");
    CHECK_THAT(check_expectation(known_state, "rigth", "==", "1"),
               contains_text("there is no 'rigth' in the state; did you mean 'right'?"));
    CHECK_THAT(check_expectation(known_state, "keypoints.2", "==", "1"),
               contains_text("there is no 'keypoints.2'"));
}
