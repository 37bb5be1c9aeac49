#pragma once

#include <cmath>
#include <numbers>

#include "sift/geometry/point.h"
#include "sift/keypoint.h"

namespace siftscope {

/// Where the 4 x 4 cells of a keypoint's descriptor lie in its picture (keypoint.h: Descriptor).
class DescriptorFrame {
  public:
    explicit DescriptorFrame(const sift::Keypoint& keypoint)
        : centre_{keypoint.x, keypoint.y},
          cell_(3 * keypoint.size / 2),
          angle_(keypoint.angle * std::numbers::pi / 180) {}

    /// The side of a cell: 3 sigma, pixels of the picture.
    [[nodiscard]] double cell() const { return cell_; }

    /// The place `across` columns and `down` rows of cells from the keypoint, in its turned frame.
    [[nodiscard]] sift::Point at(double across, double down) const {
        const double c = std::cos(angle_) * cell_, s = std::sin(angle_) * cell_;
        return {centre_.x + across * c - down * s, centre_.y + across * s + down * c};
    }
    [[nodiscard]] sift::Point cell_centre(int row, int column) const { return at(column - 1.5, row - 1.5); }

    /// Of the whole square, around it: 0, 1, 2, 3, and 4 is 0 again.
    [[nodiscard]] sift::Point corner(int i) const {
        const int k = i % 4;
        return at(k == 1 || k == 2 ? 2 : -2, k >= 2 ? 2 : -2);
    }

    /// The direction of bin k's gradients in the picture, a unit vector, y down.
    [[nodiscard]] sift::Point direction(int bin) const {
        const double a = angle_ - bin * std::numbers::pi / 4;
        return {std::cos(a), std::sin(a)};
    }

  private:
    sift::Point centre_;
    double cell_;
    double angle_;
};

}  // namespace siftscope
