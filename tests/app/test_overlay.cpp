#include <cmath>
#include <memory>

#include "app/drawing/palette.h"
#include "app/views/overlay.h"
#include "app/views/stroke_painter.h"
#include "sift/geometry/rotation.h"
#include "tests/support/catch.h"

using namespace siftscope;

namespace {

double total_alpha(const cv::Mat& pixels) {
    double sum = 0;
    for (int y = 0; y < pixels.rows; ++y)
        for (int x = 0; x < pixels.cols; ++x) sum += pixels.at<cv::Vec4b>(y, x)[3] / 255.0;
    return sum;
}

std::shared_ptr<const MatchResult> one_match(bool right) {
    auto first = std::make_shared<MatchSide>();
    first->keypoints = {{20, 50, 20, 0, 0.05, 0, 1}};
    auto second = std::make_shared<MatchSide>();
    second->keypoints = {{80, 50, 20, 90, 0.05, 0, 1}};
    auto result = std::make_shared<MatchResult>();
    result->side_1 = first;
    result->side_2 = second;
    result->matches = {{0, 0, -1, 10, 0.5, true, true}};
    result->kept = 1;
    sift::Verdicts verdicts;
    verdicts.judgements = {{0, 0, 0, right}};
    (right ? verdicts.right : verdicts.wrong) = 1;
    result->verdicts = verdicts;
    return result;
}

const std::array<CanvasView, 2> canvases{CanvasView{{0, 0, 100, 100}, {50, 50}, 1},
                                         CanvasView{{110, 0, 100, 100}, {50, 50}, 1}};

cv::Mat drawn(const std::shared_ptr<const MatchResult>& result, const ViewState& view) {
    return draw_overlay(overlay_scene(result, canvases, {}, view, 1), overlay_area(canvases));
}

}  // namespace

TEST_CASE("stroke painter: the ink of a line is its length times its width", "[views]") {
    for (const float width : {1.0F, 2.5F})
        for (int degrees = 0; degrees < 180; degrees += 15) {
            CAPTURE(width, degrees);
            cv::Mat pixels(200, 200, CV_8UC4, cv::Scalar::all(0));
            const double a = degrees * 3.14159265358979 / 180;
            const auto dx = static_cast<float>(80 * std::cos(a));
            const auto dy = static_cast<float>(80 * std::sin(a));
            StrokePainter(pixels, {0, 0})
                .line({100 - dx, 100 - dy}, {100 + dx, 100 + dy}, palette::right, 1, width);
            // Sampled at pixel centres: at 45 degrees these lie at multiples of sqrt(1/2) from the middle, so
            // that a column of a line 1 px wide holds 1 + 2 (1 - sqrt(1/2)) = 1.586 instead of sqrt(2), 12 %
            // more.
            CHECK(total_alpha(pixels) == Approx(160.0 * static_cast<double>(width)).epsilon(0.13));
        }
}

TEST_CASE("stroke painter: the ink of a circle is its circumference times its width", "[views]") {
    for (const float radius : {2.0F, 5.3F, 40.0F}) {
        CAPTURE(radius);
        cv::Mat pixels(120, 120, CV_8UC4, cv::Scalar::all(0));
        StrokePainter(pixels, {0, 0}).circle({60.2F, 59.7F}, radius, palette::right, 1, 1.0F);
        CHECK(total_alpha(pixels) == Approx(2 * 3.14159265 * static_cast<double>(radius)).epsilon(0.05));
    }
}

TEST_CASE("stroke painter: strokes that leave the picture are cut, not wrapped", "[views]") {
    cv::Mat pixels(20, 30, CV_8UC4, cv::Scalar::all(0));
    StrokePainter painter(pixels, {100, 100});
    for (const ScreenPoint far : {ScreenPoint{-5000, 90}, ScreenPoint{110, 9000}, ScreenPoint{1e7F, -1e7F}}) {
        painter.line({115, 110}, far, palette::wrong, 1, 2);
        painter.circle(far, 30, palette::wrong, 1, 2);
    }
    painter.circle({115, 110}, 4000, palette::wrong, 1, 2);
    CHECK(total_alpha(pixels) < 150);
    CHECK(total_alpha(pixels) > 20);
}

TEST_CASE("overlay: each kind can be switched off, and off means no ink", "[views]") {
    ViewState nothing;
    nothing.keypoints = nothing.right_lines = nothing.wrong_lines = nothing.not_visible = false;
    for (const bool right : {true, false}) {
        CAPTURE(right);
        const auto result = one_match(right);
        CHECK(total_alpha(drawn(result, nothing)) == 0);
        ViewState line = nothing;
        (right ? line.right_lines : line.wrong_lines) = true;
        CHECK(total_alpha(drawn(result, line)) > 60);
        ViewState other = nothing;
        (right ? other.wrong_lines : other.right_lines) = true;
        CHECK(total_alpha(drawn(result, other)) == 0);
        ViewState circles = nothing;
        circles.keypoints = true;
        // Two circles of radius 10 with a tick each.
        CHECK(total_alpha(drawn(result, circles)) > 2 * 62 * 0.9);
    }
}

TEST_CASE("overlay: a wrong match differs from a right one in shape, not in colour alone", "[views]") {
    CHECK(total_alpha(drawn(one_match(false), {})) > 1.4 * total_alpha(drawn(one_match(true), {})));
}

TEST_CASE(
    "overlay: rejected matches are dashed, so that half of the ink is left, and each kind has its switch",
    "[views]") {
    ViewState nothing;
    nothing.keypoints = nothing.right_lines = nothing.wrong_lines = nothing.not_visible = false;
    for (const bool right : {true, false}) {
        CAPTURE(right);
        auto rejected = std::make_shared<MatchResult>(*one_match(right));
        rejected->matches[0].kept = false;
        rejected->kept = 0;
        rejected->verdicts->right = rejected->verdicts->wrong = 0;
        ViewState on = nothing;
        (right ? on.rejected_right_lines : on.rejected_wrong_lines) = true;
        ViewState other = nothing;
        (right ? other.rejected_wrong_lines : other.rejected_right_lines) = true;
        other.right_lines = other.wrong_lines = true;
        // 170 px long, 1 px wide, as opaque as a single light line, every other dash of 7 px left out.
        const double solid = 170 * palette::right_opacity;
        CHECK(total_alpha(drawn(rejected, on)) == Approx(solid / 2).epsilon(0.15));
        CHECK(total_alpha(drawn(rejected, other)) == 0);
    }
}

TEST_CASE("overlay: equal scenes are equal, and each part of a scene tells", "[views]") {
    const auto result = one_match(true);
    const OverlayScene scene = overlay_scene(result, canvases, {}, {}, 1);
    CHECK(scene == overlay_scene(result, canvases, {}, {}, 1));
    CHECK(scene != overlay_scene(one_match(true), canvases, {}, {}, 1));
    CHECK(scene != overlay_scene(result, canvases, {}, {}, 2));
    CHECK(scene != overlay_scene(result, canvases, {sift::Homography{}, 1}, {}, 1));
    auto moved = canvases;
    moved[1].centre.x += 1;
    CHECK(scene != overlay_scene(result, moved, {}, {}, 1));
    for (bool ViewState::*shown :
         {&ViewState::keypoints, &ViewState::not_visible, &ViewState::right_lines, &ViewState::wrong_lines}) {
        ViewState view;
        view.*shown = false;
        CHECK(scene != overlay_scene(result, canvases, {}, view, 1));
    }
    // The zoom is in the canvases already.
    ViewState zoom;
    zoom.zoom = 3;
    CHECK(scene == overlay_scene(result, canvases, {}, zoom, 1));
}

TEST_CASE("overlay: keypoints follow the rotated picture while it is turned further", "[views]") {
    // Found at 20 degrees, shown at 65: a keypoint lies where its place of the original is shown, and its
    // angle falls by the 45 degrees of the turn, since image angles grow clockwise and the turn is
    // counter-clockwise.
    const auto found = sift::rotation_about_centre(300, 200, 20, sift::Canvas::grow);
    const auto shown = sift::rotation_about_centre(300, 200, 65, sift::Canvas::grow);
    const Turn turn = turn_between(found, shown);
    const OverlayScene scene{nullptr, {CanvasView{}, CanvasView{{0, 0, 400, 400}, {0, 0}, 1}}, turn};
    const sift::Point place = found.to_rotated({40, 150});
    const ScreenKeypoint k = screen_keypoint(scene, {place.x, place.y, 8, 100, 0.1, 0, 1}, 1);
    const sift::Point expected = shown.to_rotated({40, 150});
    CHECK(k.centre.x == Approx(expected.x + 200).margin(1e-3));
    CHECK(k.centre.y == Approx(expected.y + 200).margin(1e-3));
    CHECK(std::atan2(k.sine, k.cosine) * 180 / 3.14159265 == Approx(55).margin(1e-3));
    CHECK(turn_between(shown, shown) == Turn{});
}

TEST_CASE("overlay: while it is dragged only some keypoints are drawn, the wrong ones among them",
          "[views]") {
    // 5000 keypoints on the left half that belong to no match, one wrong match on the right half.
    auto result = std::make_shared<MatchResult>(*one_match(false));
    auto first = std::make_shared<MatchSide>(*result->side_1);
    for (sift::Keypoint& keypoint : first->keypoints) keypoint.x = 80;
    for (int i = 0; i < 5000; ++i)
        first->keypoints.push_back({5.0 + i % 40, 5.0 + i / 40 % 90, 4, 0, 0.05, 0, 1});
    result->side_1 = first;
    const auto ink = [&](bool moving, const cv::Rect& part) {
        const OverlayScene scene = overlay_scene(result, canvases, {}, {}, 1, moving);
        return total_alpha(draw_overlay(scene, overlay_area(canvases))(part));
    };
    const cv::Rect alone(0, 0, 50, 100), wrong(65, 30, 35, 40);
    CHECK(ink(true, alone) < 0.9 * ink(false, alone));
    CHECK(ink(true, wrong) == Approx(ink(false, wrong)));
}
