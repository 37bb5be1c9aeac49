#include <array>
#include <cmath>
#include <limits>

#include "sift/geometry/rotation.h"
#include "tests/support/catch.h"

namespace {

using sift::Canvas;
using sift::Homography;
using sift::Point;
using sift::Rotation;
using sift::rotation_about_centre;

void check_point(Point actual, Point expected, double margin = 1e-9) {
    CHECK(actual.x == Approx(expected.x).margin(margin));
    CHECK(actual.y == Approx(expected.y).margin(margin));
}

}  // namespace

TEST_CASE("rotation: a grown canvas holds the turned picture, sizes worked out by hand", "[sift][rotation]") {
    struct Case {
        int width, height;
        double angle;
        int grown_width, grown_height;
    };
    for (const Case& c : {
             Case{100, 50, 30, 112, 94},    // 86.60 + 25 = 111.60, 50 + 43.30 = 93.30
             Case{100, 50, -30, 112, 94},   //
             Case{100, 50, 150, 112, 94},   //
             Case{100, 100, 45, 142, 142},  // 141.42
             Case{5, 3, 0, 5, 3}, Case{5, 3, 90, 3, 5}, Case{5, 3, -90, 3, 5}, Case{5, 3, 180, 5, 3},
             Case{5, 3, 450, 3, 5}, Case{5, 3, -720, 5, 3}, Case{1, 1, 45, 2, 2},
             Case{1000, 1000, 1e-11, 1000, 1000},  // not a pixel more for a rounding error
         }) {
        CAPTURE(c.width, c.height, c.angle);
        const Rotation grown = rotation_about_centre(c.width, c.height, c.angle, Canvas::grow);
        CHECK(grown.width == c.grown_width);
        CHECK(grown.height == c.grown_height);
        const Rotation kept = rotation_about_centre(c.width, c.height, c.angle, Canvas::keep);
        CHECK(kept.width == c.width);
        CHECK(kept.height == c.height);
    }
}

TEST_CASE("rotation: a positive angle turns counter-clockwise on screen about the centre",
          "[sift][rotation]") {
    for (const Canvas canvas : {Canvas::grow, Canvas::keep}) {
        const Rotation r = rotation_about_centre(101, 51, 30, canvas);
        const Point centre{(r.width - 1) / 2.0, (r.height - 1) / 2.0};
        check_point(r.to_rotated({50, 25}), centre);
        // Ten pixels to the right of the centre go to the right and up: y points down.
        check_point(r.to_rotated({60, 25}), {centre.x + 10 * std::sqrt(3.0) / 2, centre.y - 5});
    }
}

TEST_CASE("rotation: quarter turns map pixel centres exactly, for negative and large angles too",
          "[sift][rotation]") {
    struct Case {
        double angle;
        std::array<double, 6> map;
    };
    const double w = 7;
    const double h = 4;
    for (const Case& c : {
             Case{0, {1, 0, 0, 0, 1, 0}},
             Case{90, {0, 1, 0, -1, 0, w - 1}},
             Case{-270, {0, 1, 0, -1, 0, w - 1}},
             Case{360 * 1e6 + 90, {0, 1, 0, -1, 0, w - 1}},
             Case{180, {-1, 0, w - 1, 0, -1, h - 1}},
             Case{-180, {-1, 0, w - 1, 0, -1, h - 1}},
             Case{270, {0, -1, h - 1, 1, 0, 0}},
             Case{-90, {0, -1, h - 1, 1, 0, 0}},
         }) {
        CAPTURE(c.angle);
        const Rotation r = rotation_about_centre(7, 4, c.angle, Canvas::grow);
        CHECK(r.lossless);
        CHECK(r.angle == c.angle);
        CHECK(r.rotated_from_source == c.map);
        for (const double entry : r.rotated_from_source)
            CHECK_FALSE((entry == 0 && std::signbit(entry)));  // a report would show -0
    }
    CHECK_FALSE(rotation_about_centre(7, 4, 90.0000001, Canvas::grow).lossless);
}

TEST_CASE("rotation: a quarter turn on a kept canvas floors the odd half pixel into the map",
          "[sift][rotation]") {
    // 5 x 2 turned is 2 x 5; its centre is 1.5 right of and 1.5 above where the canvas has it.
    const Rotation r = rotation_about_centre(5, 2, 90, Canvas::keep);
    CHECK(r.rotated_from_source == std::array<double, 6>{0, 1, 1, -1, 0, 2});
    const Rotation back = rotation_about_centre(5, 2, 270, Canvas::keep);
    CHECK(back.rotated_from_source == std::array<double, 6>{0, -1, 2, 1, 0, -2});
    // Even differences have no half pixel: the centre stays the centre.
    const Rotation even = rotation_about_centre(6, 2, 90, Canvas::keep);
    CHECK(even.rotated_from_source == std::array<double, 6>{0, 1, 2, -1, 0, 3});
}

TEST_CASE("rotation: to_source undoes to_rotated, and the homography is the same map", "[sift][rotation]") {
    for (const double angle : {0.0, 33.3, -120.0, 90.0, 359.999, 1234.5}) {
        for (const Canvas canvas : {Canvas::grow, Canvas::keep}) {
            const Rotation r = rotation_about_centre(640, 481, angle, canvas);
            const Homography h = r.homography();
            for (const Point p : {Point{0, 0}, Point{639, 480}, Point{12.5, 400.25}}) {
                check_point(r.to_source(r.to_rotated(p)), p);
                check_point(h(p), r.to_rotated(p));
                check_point(h.inverse()(r.to_rotated(p)), p);
                CHECK(h.scale_at(p) == Approx(1));
                CHECK(std::remainder(h.angle_at(p) - angle, 360.0) == Approx(0).margin(1e-9));
            }
        }
    }
}

TEST_CASE("rotation: just beside a quarter turn the map is nearly that of the quarter turn",
          "[sift][rotation]") {
    const Rotation exact = rotation_about_centre(300, 200, 180, Canvas::keep);
    const Rotation near = rotation_about_centre(300, 200, 180.000001, Canvas::keep);
    for (std::size_t i = 0; i < 6; ++i)
        CHECK(near.rotated_from_source[i] == Approx(exact.rotated_from_source[i]).margin(1e-5));
}

TEST_CASE("rotation: an angle that is not finite is refused", "[sift][rotation]") {
    const double infinity = std::numeric_limits<double>::infinity();
    for (const double angle : {std::nan(""), infinity, -infinity})
        CHECK_THROWS_AS(rotation_about_centre(10, 10, angle, Canvas::grow), std::invalid_argument);
}

TEST_CASE("homography: a map with perspective, its inverse, local scale and local angle",
          "[sift][homography]") {
    const Homography h{{2, 0.1, 5, -0.2, 1.5, 7, 1e-3, 2e-3, 1}};
    const Point p{30, 40};
    // By hand: w = 1.11, X = (60 + 4 + 5) / w, Y = (-6 + 60 + 7) / w.
    check_point(h(p), {69 / 1.11, 61 / 1.11});
    check_point(h.inverse()(h(p)), p);
    CHECK(h.scale_at(p) * h.inverse().scale_at(h(p)) == Approx(1));

    // The Jacobian by differences.
    const double e = 1e-4;
    const Point dx0 = h({p.x - e, p.y}), dx1 = h({p.x + e, p.y});
    const Point dy0 = h({p.x, p.y - e}), dy1 = h({p.x, p.y + e});
    const double xx = (dx1.x - dx0.x) / (2 * e), yx = (dx1.y - dx0.y) / (2 * e);
    const double xy = (dy1.x - dy0.x) / (2 * e), yy = (dy1.y - dy0.y) / (2 * e);
    CHECK(h.scale_at(p) == Approx(std::sqrt(xx * yy - xy * yx)).epsilon(1e-6));
    const double angle = std::atan2(xy - yx, xx + yy) * 180 / std::acos(-1.0);
    CHECK(h.angle_at(p) == Approx(angle).epsilon(1e-6));
}

TEST_CASE("homography: a singular map has no inverse", "[sift][homography]") {
    CHECK_THROWS_AS((Homography{{1, 2, 3, 2, 4, 6, 0, 0, 1}}.inverse()), std::invalid_argument);
    CHECK_THROWS_AS((Homography{{0, 0, 0, 0, 0, 0, 0, 0, 0}}.inverse()), std::invalid_argument);
    CHECK_THROWS_AS((Homography{{std::nan(""), 0, 0, 0, 1, 0, 0, 0, 1}}.inverse()), std::invalid_argument);
    CHECK_NOTHROW((Homography{{1e-9, 0, 0, 0, 1e-9, 0, 0, 0, 1}}.inverse()));  // small is not singular
}
