#include "sift/geometry/rotation.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <stdexcept>

#include "sift/geometry/degrees.h"

namespace sift {
namespace {

struct SineCosine {
    double sine;
    double cosine;
};

/// Exact for quarter turns, for which std::sin and std::cos are not.
SineCosine sine_cosine(double angle) {
    const double within_a_turn = std::fmod(angle, 360.0);  // fmod is exact
    if (std::fmod(within_a_turn, 90.0) != 0)
        return {std::sin(radians(within_a_turn)), std::cos(radians(within_a_turn))};
    constexpr std::array<SineCosine, 4> quarter_turns{{{0, 1}, {1, 0}, {0, -1}, {-1, 0}}};
    return quarter_turns[static_cast<std::size_t>(wrap_to_360(within_a_turn) / 90)];
}

int grown(double length) {
    return static_cast<int>(std::ceil(length - 1e-9));
}

}  // namespace

Rotation rotation_about_centre(int width, int height, double angle_degrees, Canvas canvas, double scale) {
    if (!std::isfinite(angle_degrees)) throw std::invalid_argument("the angle of a rotation must be finite");
    if (!(scale > 0) || !std::isfinite(scale))
        throw std::invalid_argument("the scale of a rotation must be a number above 0");
    Rotation rotation;
    rotation.angle = angle_degrees;
    rotation.scale = scale;
    rotation.source_width = width;
    rotation.source_height = height;
    rotation.lossless = scale == 1 && std::fmod(angle_degrees, 90.0) == 0;

    const auto [sine, cosine] = sine_cosine(angle_degrees);
    const double s = scale * sine;
    const double c = scale * cosine;
    if (canvas == Canvas::keep) {
        rotation.width = width;
        rotation.height = height;
    } else {
        rotation.width = grown(std::abs(c) * width + std::abs(s) * height);
        rotation.height = grown(std::abs(s) * width + std::abs(c) * height);
    }

    const double source_x = (width - 1) / 2.0;
    const double source_y = (height - 1) / 2.0;
    double shift_x = (rotation.width - 1) / 2.0 - (c * source_x + s * source_y);
    double shift_y = (rotation.height - 1) / 2.0 - (-s * source_x + c * source_y);
    if (rotation.lossless) {  // pixels to pixels: only a kept canvas has half a pixel to lose
        shift_x = std::floor(shift_x);
        shift_y = std::floor(shift_y);
    }
    rotation.rotated_from_source = {c, s, shift_x, 0.0 - s, c, shift_y};  // never -0
    return rotation;
}

Point Rotation::to_rotated(Point source) const {
    const auto& [c, s, shift_x, minus_s, c_again, shift_y] = rotated_from_source;
    return {c * source.x + s * source.y + shift_x, minus_s * source.x + c_again * source.y + shift_y};
}

Point Rotation::to_source(Point rotated) const {
    // The linear part is orthonormal but for the scale: its inverse is its transpose over the scale squared.
    const auto& [c, s, shift_x, minus_s, c_again, shift_y] = rotated_from_source;
    const double x = rotated.x - shift_x;
    const double y = rotated.y - shift_y;
    const double squared = scale * scale;
    return {(c * x + minus_s * y) / squared, (s * x + c_again * y) / squared};
}

Rotation Rotation::reversed() const {
    const auto& [c, s, shift_x, minus_s, c_again, shift_y] = rotated_from_source;
    const double squared = scale * scale;
    Rotation back = *this;
    back.angle = 0.0 - angle;
    back.scale = 1 / scale;
    back.source_width = width;
    back.source_height = height;
    back.width = source_width;
    back.height = source_height;
    const Point origin = to_source({0, 0});
    back.rotated_from_source = {c / squared, minus_s / squared, origin.x,
                                s / squared, c_again / squared, origin.y};
    return back;
}

Homography Rotation::homography() const {
    const auto& m = rotated_from_source;
    return {{m[0], m[1], m[2], m[3], m[4], m[5], 0, 0, 1}};
}

}  // namespace sift
