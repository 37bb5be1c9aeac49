#pragma once

namespace sift {

/// A position in pixels; (0, 0) is the centre of the top-left pixel; x to the right, y down.
struct Point {
    double x = 0;
    double y = 0;

    friend bool operator==(const Point&, const Point&) = default;
};

}  // namespace sift
