#include "app/views/controls.h"
#include "app/views/figures.h"
#include "app/views/settings_column.h"
#include "tests/support/catch.h"

using namespace siftscope;

TEST_CASE("controls: a value is shown with the digits of its slider, and with more when it was typed",
          "[views]") {
    const Number angle{"angle", "", "", -180, 180, 1, "\u00b0"};
    CHECK(value_text(angle, 30) == "30.0\u00b0");
    CHECK(value_text(angle, 77.25) == "77.25\u00b0");
    CHECK(value_text(angle, -720.125) == "-720.125\u00b0");
    const Number features{"max_features", "", "", 0, 5000, 0, "", true, "all"};
    CHECK(value_text(features, 0) == "all");
    CHECK(value_text(features, 250) == "250");
}

TEST_CASE("controls: the arrow keys turn within the slider's range and round to hundredths of a ratio",
          "[views]") {
    CHECK(stepped_angle(30, 1) == 31);
    CHECK(stepped_angle(180, 1) == -179);
    CHECK(stepped_angle(-170, -15) == 175);
    CHECK(stepped_angle(400, 1) == 401);  // typed beyond the slider: left there
    CHECK(stepped_ratio(0.8, 0.01) == Approx(0.81));
    CHECK(stepped_ratio(1.0, 0.01) == 1.0);
    CHECK(stepped_ratio(0.01, -0.01) == Approx(0.01));
    double ratio = 0.5;
    for (int i = 0; i < 30; ++i) ratio = stepped_ratio(ratio, 0.01);
    CHECK(ratio == 0.8);  // no crumbs from adding 0.01 thirty times
}

TEST_CASE("figures: what is not known is a dash, and each figure is defined", "[views]") {
    for (const Figure& figure : figures_of(nullptr)) {
        CAPTURE(figure.name);
        CHECK(figure.value == "\u2013");
        CHECK(std::string(figure.tooltip).size() > 10);
    }
}

TEST_CASE("figures: counts, shares and angles of a result", "[views]") {
    MatchResult result;
    auto side = std::make_shared<MatchSide>();
    side->keypoints.resize(40);
    side->not_visible.resize(3);
    result.side_1 = result.side_2 = side;
    result.matches.resize(40);
    result.kept = 8;
    sift::Verdicts verdicts;
    verdicts.kept = 8;
    verdicts.right = 6;
    verdicts.wrong = 2;
    verdicts.precision = 0.75;
    result.verdicts = verdicts;
    result.angle_error = -0.25;
    const auto figures = figures_of(&result);
    const auto value = [&](const std::string& name) {
        for (const Figure& figure : figures)
            if (figure.name == name) return figure.value;
        return std::string("missing");
    };
    CHECK(value("figure_keypoints") == "40 | 40");
    CHECK(value("figure_kept") == "8");
    CHECK(value("figure_right") == "6");
    CHECK(value("figure_wrong") == "2");
    CHECK(value("figure_precision") == "75.0 %");
    CHECK(value("figure_recall") == "\u2013");  // 0/0
    CHECK(value("figure_angle_error") == "-0.2500\u00b0");
    CHECK(value("figure_angle_estimated") == "\u2013");
}
