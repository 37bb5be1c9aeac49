#pragma once

#include <vector>

#include "assets/canvas.h"

namespace assets {

/// A valley with a lake: heights above the water in kilometres, x to the right, z away from the viewer.
class Terrain {
  public:
    Terrain();

    /// The bare ground; below 0 is lake. `detail` octaves of the finest relief.
    [[nodiscard]] double ground(double x, double z, int detail) const;

    /// The canopy: how high the nearest tree reaches over the ground at (x, z), and which tree it is.
    struct Tree {
        double height = 0;     ///< over the ground at this point; 0 = no tree here
        double up = 0;         ///< the same as a share of the tree's own height
        double character = 0;  ///< 0..1, its own
    };
    [[nodiscard]] Tree tree(double x, double z, double ground_height) const;

    /// 1 in the sun, 0 in the shadow of a mountain.
    [[nodiscard]] double sunlit(double x, double z, double at_height) const;

    /// Towards the sun: low, from the left and from behind the viewer.
    struct Direction {
        double x, y, z;
    };
    static constexpr Direction sun{-0.70, 0.42, -0.577};

  private:
    /// Height below which a point of a coarse grid lies in shadow.
    std::vector<double> shade_;
};

}  // namespace assets
