#pragma once

#include <array>

#include "sift/geometry/homography.h"
#include "sift/geometry/point.h"

namespace sift {

enum class Canvas {
    grow,  ///< large enough for the whole turned picture
    keep,  ///< as large as the source
};

/// The map rotated_from_source = k [[c, s], [-s, c]] and a shift, k the scale, and the canvas it leads to.
struct Rotation {
    double angle = 0;  ///< degrees, positive = counter-clockwise on screen, as asked for
    double scale = 1;  ///< by which lengths grow
    int source_width = 0;
    int source_height = 0;
    int width = 0;  ///< of the rotated canvas
    int height = 0;
    bool lossless =
        false;  ///< a multiple of 90 degrees at scale 1: pixels are moved, nothing is interpolated
    std::array<double, 6> rotated_from_source{1, 0, 0, 0, 1, 0};

    [[nodiscard]] Point to_rotated(Point source) const;
    [[nodiscard]] Point to_source(Point rotated) const;
    [[nodiscard]] Homography homography() const;
    /// The way back: from the canvas to a picture of the source's size.
    [[nodiscard]] Rotation reversed() const;

    friend bool operator==(const Rotation&, const Rotation&) = default;
};

/// The rotation, enlarged by `scale`, about the picture's centre ((W-1)/2, (H-1)/2), which goes to the centre
/// of the canvas. `grow`: ceil(scale (|c| W + |s| H) - 1e-9) by ceil(scale (|s| W + |c| H) - 1e-9). Multiples
/// of 90 degrees have exact 0 and +-scale; without a scale and with `keep` they are cropped or padded about
/// the centre, an odd half pixel floored and held in the map. Throws std::invalid_argument for an angle that
/// is not finite and for a scale that is not above 0.
[[nodiscard]] Rotation rotation_about_centre(int width, int height, double angle_degrees, Canvas canvas,
                                             double scale = 1);

}  // namespace sift
