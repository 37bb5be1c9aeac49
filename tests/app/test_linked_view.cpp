#include <cmath>

#include "app/views/linked_view.h"
#include "sift/geometry/rotation.h"
#include "tests/support/catch.h"

using namespace siftscope;

namespace {

LinkedCanvases canvases_at(double angle) {
    const auto rotation = sift::rotation_about_centre(640, 480, angle, sift::Canvas::grow);
    return {{Rect{10, 20, 400, 500}, Rect{418, 20, 400, 500}},
            {{{640, 480}, {rotation.width, rotation.height}}},
            rotation.homography()};
}

void check_near(sift::Point a, sift::Point b, double within) {
    CAPTURE(a.x, a.y, b.x, b.y);
    CHECK(std::hypot(a.x - b.x, a.y - b.y) <= within);
}

// Half a float's step at the window's coordinates, in picture pixels.
constexpr double screen_rounding = 1e-4;

}  // namespace

TEST_CASE("linked view: a fitted picture touches two sides of its canvas and leaves none", "[views]") {
    for (const double angle : {0.0, 30.0, 90.0, 137.0}) {
        CAPTURE(angle);
        const LinkedCanvases canvases = canvases_at(angle);
        const auto views = linked_views(canvases, ViewState{});
        for (std::size_t i = 0; i < 2; ++i) {
            const auto size = canvases.sizes[i];
            const ScreenPoint low = views[i].to_screen({-0.5, -0.5});
            const ScreenPoint high = views[i].to_screen({size.width - 0.5, size.height - 0.5});
            const Rect& area = canvases.areas[i];
            CHECK(low.x >= area.x - 0.01F);
            CHECK(low.y >= area.y - 0.01F);
            CHECK(high.x <= area.x + area.width + 0.01F);
            CHECK(high.y <= area.y + area.height + 0.01F);
            const bool fills_width = std::abs(high.x - low.x - area.width) < 0.1F;
            const bool fills_height = std::abs(high.y - low.y - area.height) < 0.1F;
            CHECK((fills_width || fills_height));
        }
    }
}

TEST_CASE("linked view: to_picture undoes to_screen", "[views]") {
    const CanvasView view{{10, 20, 400, 500}, {123.5, 77.25}, 3.5};
    for (const sift::Point p : {sift::Point{0, 0}, sift::Point{123.5, 77.25}, sift::Point{639, 479}})
        check_near(view.to_picture(view.to_screen(p)), p, screen_rounding);
}

TEST_CASE("linked view: zooming keeps what is under the pointer, on either canvas, at any angle", "[views]") {
    for (const double angle : {0.0, 30.0, 200.0})
        for (const int which : {0, 1}) {
            CAPTURE(angle, which);
            const LinkedCanvases canvases = canvases_at(angle);
            const auto i = static_cast<std::size_t>(which);
            ViewState view = zoomed(canvases, ViewState{}, which, canvases.areas[i].centre(), 3);
            const ScreenPoint cursor{canvases.areas[i].x + 250, canvases.areas[i].y + 230};
            const sift::Point before = linked_views(canvases, view)[i].to_picture(cursor);
            view = zoomed(canvases, view, which, cursor, 1.5);
            check_near(linked_views(canvases, view)[i].to_picture(cursor), before, 1e-3);
        }
}

TEST_CASE("linked view: corresponding places are in the middle of both canvases, however one pans",
          "[views]") {
    const LinkedCanvases canvases = canvases_at(30);
    ViewState view = zoomed(canvases, ViewState{}, 0, canvases.areas[0].centre(), 4);
    const double steps[][3] = {{0, 40, -25}, {1, -60, 10}, {0, -5, 80}, {1, 33, 33}};
    for (const auto& [which, dx, dy] : steps) {
        const auto i = static_cast<std::size_t>(which);
        const sift::Point before = linked_views(canvases, view)[i].centre;
        view = panned(canvases, view, static_cast<int>(which), dx, dy);
        const auto views = linked_views(canvases, view);
        // The dragged picture moves by exactly the drag, the other one by the rotated drag.
        check_near(views[i].centre, {before.x - dx / view.zoom, before.y - dy / view.zoom}, 1e-9);
        check_near(views[1].centre, canvases.second_from_first(views[0].centre), 1e-9);
        CHECK(views[0].zoom == views[1].zoom);
    }
}

TEST_CASE("linked view: zooming out beyond the size that fits fits again, and zoom has an end", "[views]") {
    const LinkedCanvases canvases = canvases_at(45);
    ViewState view = zoomed(canvases, ViewState{}, 0, canvases.areas[0].centre(), 2);
    CHECK(!view.fit);
    for (int i = 0; i < 10; ++i) view = zoomed(canvases, view, 1, canvases.areas[1].centre(), 0.7);
    CHECK(view.fit);
    for (int i = 0; i < 100; ++i) view = zoomed(canvases, view, 0, {100, 100}, 1.5);
    CHECK(view.zoom <= 64);
    CHECK(view.centre.x >= 0);
    CHECK(view.centre.x <= 639);
}

TEST_CASE("linked view: a drag leaves a fitted view alone", "[views]") {
    const LinkedCanvases canvases = canvases_at(10);
    CHECK(panned(canvases, ViewState{}, 0, 30, 30) == ViewState{});
}
