#pragma once

#include "app/model/angle_range.h"

namespace siftscope {

/// What a sweep of one picture goes over.
struct SweepScope {
    AngleRange range{0, 360, 15};
    bool ours = true;
    bool opencv = true;

    friend bool operator==(const SweepScope&, const SweepScope&) = default;
};

}  // namespace siftscope
