#include <cmath>
#include <set>

#include "app/model/compare_report.h"
#include "app/views/app_state.h"
#include "app/views/commands.h"
#include "app/views/compare_commands.h"
#include "app/views/compare_marks.h"
#include "app/views/compare_overlay.h"
#include "app/views/picture_view.h"
#include "tests/support/catch.h"
#include "tests/support/textured_picture.h"

namespace {

using siftscope::AppState;
using siftscope::CompareChoice;
using siftscope::CompareClass;
using siftscope::SetCompare;

/// A window's state after both sides have been compared, without a window.
void give_answer(AppState& state) {
    state.settings = siftscope::Settings{};
    const auto picture = textured_picture(240, 180, 7);
    state.picture = picture;
    const auto compared = siftscope::compare_features(picture->grey, state.settings);
    state.compare.answer = std::make_shared<const siftscope::CompareAnswer>(
        siftscope::CompareAnswer{{picture, siftscope::settings_to_compare(state.settings)},
                                 compared,
                                 siftscope::compare_reasons(picture->grey, *compared)});
}

SetCompare with_tolerance(const AppState& state, double pixels, double size, double degrees) {
    CompareChoice choice = state.compare.choice;
    choice.tolerance = siftscope::AgreementTolerance{pixels, size, degrees};
    return {choice};
}

}  // namespace

TEST_CASE("compare screen: classes follow the tolerances, with nothing asked of the background",
          "[compare][views]") {
    AppState state([] {});
    give_answer(state);
    CHECK(compare_state(state).is_null());
    apply(state, with_tolerance(state, 0.5, 0.1, 5));
    const auto wide = compare_state(state);
    CHECK(wide["tolerance"]["position_px"] == 0.5);
    CHECK(wide["tolerance"]["size_percent"] == Approx(10));
    const auto classes = compare_classes(*state.compare.answer->compared, {0.5, 0.1, 5});
    for (const auto& named : siftscope::compare_class_names)
        CHECK(wide["counts"][named.name] == classes.count(named.value));
    CHECK(wide["rows"] == classes.rows.size());
    CHECK(classes.count(CompareClass::same) > 20);
    apply(state, with_tolerance(state, 0.05, 0.1, 5));
    CHECK(compare_state(state)["counts"]["same"] < wide["counts"]["same"]);
    CHECK_FALSE(is_busy(state));
}

TEST_CASE("compare screen: a tolerance that is none is refused with a sentence, and the old one stays",
          "[compare][views]") {
    AppState state([] {});
    give_answer(state);
    apply(state, with_tolerance(state, 0.5, 0.1, 5));
    apply(state, with_tolerance(state, -1, 0.1, 5));
    REQUIRE(state.message);
    CHECK_THAT(state.message->text, contains_text("tolerance of position is -1"));
    CHECK(compare_state(state)["tolerance"]["position_px"] == 0.5);
}

TEST_CASE("compare screen: a chosen keypoint stays chosen when its class changes", "[compare][views]") {
    AppState state([] {});
    give_answer(state);
    apply(state, with_tolerance(state, 1, 0.2, 15));
    const auto& table = *state.compare.table;
    std::size_t row = 0;
    while (table.comparison.rows[row].kind != CompareClass::same) ++row;
    CompareChoice choice = state.compare.choice;
    choice.selected = selection_of(table, row);
    apply(state, SetCompare{choice});
    CHECK(compare_state(state)["selected"]["class"] == "same");
    apply(state, with_tolerance(state, 1e-6, 1e-6, 1e-6));
    const auto selected = compare_state(state)["selected"];
    CHECK(selected["class"] == "only_opencv");
    CHECK(selected["opencv"][0] == choice.selected->keypoint.x);
    CHECK(selected["stage"] == "position");
}

TEST_CASE("compare screen: the four classes differ in form and in colour", "[compare][views]") {
    std::set<std::size_t> corners;
    std::set<int> colours;
    for (const auto& named : siftscope::compare_class_names) {
        const auto mark = siftscope::mark_of(named.value);
        // A diamond and a square have equally many corners: told apart by where the first one is.
        corners.insert(10 * mark.outline.size() + (mark.outline.empty() || mark.outline[0].x == 0 ? 0U : 1U));
        colours.insert(mark.colour.red * 65536 + mark.colour.green * 256 + mark.colour.blue);
        for (const auto& corner : mark.outline) CHECK(std::hypot(corner.x, corner.y) == Approx(1));
    }
    CHECK(corners.size() == 4);
    CHECK(colours.size() == 4);
}

TEST_CASE("compare screen: only the classes that are shown are drawn, each at its place",
          "[compare][views]") {
    AppState state([] {});
    give_answer(state);
    apply(state, with_tolerance(state, 0.3, 0.1, 5));
    siftscope::CompareScene scene{state.compare.table, {}, {{0, 0, 480, 360}, {119.5, 89.5}, 2}, 1};
    const auto inked = [&] { return cv::countNonZero(draw_compare_overlay(scene).reshape(1)); };
    CHECK(inked() == 0);
    for (const auto& named : siftscope::compare_class_names) {
        if (state.compare.table->comparison.count(named.value) == 0) continue;
        CAPTURE(named.name);
        scene.classes = {};
        scene.classes[static_cast<std::size_t>(named.value)] = true;
        CHECK(inked() > 0);
    }
    const auto mark = placed_mark(scene, 0);
    const auto& keypoint = state.compare.table->comparison.rows[0].keypoint(*state.compare.table->compared);
    CHECK(static_cast<double>(mark.centre.x) == Approx(240 + 2 * (keypoint.x - 119.5)).epsilon(1e-4));
}

TEST_CASE("picture view: what is under the pointer stays there, and a close look never shrinks the picture",
          "[views]") {
    const siftscope::Rect area{10, 20, 400, 300};
    const siftscope::PictureSize size{800, 400};
    const siftscope::SinglePictureView fitted;
    const siftscope::ScreenPoint cursor{100, 90};
    const auto before = canvas_view(fitted, area, size);
    CHECK(before.zoom == Approx(0.5));
    const auto closer = zoomed_about(fitted, area, size, cursor, 4);
    const auto after = canvas_view(closer, area, size);
    CHECK(after.zoom == Approx(2));
    CHECK(after.to_picture(cursor).x == Approx(before.to_picture(cursor).x));
    CHECK(after.to_picture(cursor).y == Approx(before.to_picture(cursor).y));
    CHECK(zoomed_about(closer, area, size, cursor, 0.1).fit);
    const auto look = looking_at({100, 100}, 30, area, size);
    CHECK_FALSE(look.fit);
    CHECK(look.zoom == Approx(10));
    CHECK(looking_at({100, 100}, 5000, area, size).fit);
}
