#pragma once

#include <optional>
#include <vector>

#include "sift/geometry/point.h"
#include "sift/keypoint.h"

namespace siftscope {

/// A rectangle of whole pixels and fractions of them: the pixel (0, 0) reaches from -0.5 to 0.5.
struct Region {
    double x = 0;  ///< of its first column of pixels
    double y = 0;
    double width = 0;  ///< pixels, above 0
    double height = 0;

    friend bool operator==(const Region&, const Region&) = default;

    [[nodiscard]] bool contains(sift::Point p) const {
        return p.x >= x - 0.5 && p.y >= y - 0.5 && p.x < x + width - 0.5 && p.y < y + height - 0.5;
    }
};

/// Which keypoints of the original take part, by place and size. The default keeps all.
struct KeypointFilter {
    std::optional<Region> region;    ///< pixels of the original
    double min_size = 0;             ///< diameter 2 sigma, pixels of the original
    std::optional<double> max_size;  ///< likewise; empty: no limit

    friend bool operator==(const KeypointFilter&, const KeypointFilter&) = default;

    [[nodiscard]] bool keeps_all() const { return !region && min_size <= 0 && !max_size; }
    [[nodiscard]] bool keeps(sift::Point place, double size) const {
        return (!region || region->contains(place)) && size >= min_size && (!max_size || size <= *max_size);
    }
    [[nodiscard]] bool keeps(const sift::Keypoint& k) const { return keeps({k.x, k.y}, k.size); }
};

/// The features that `filter` keeps, in their order.
[[nodiscard]] sift::Features filtered(sift::Features features, const KeypointFilter& filter);

}  // namespace siftscope
