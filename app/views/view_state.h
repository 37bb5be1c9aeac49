#pragma once

#include <array>

#include "app/model/rejected_candidates.h"
#include "app/model/threshold_curve.h"
#include "app/views/insight.h"
#include "sift/geometry/point.h"

namespace siftscope {

/// What of the pictures is shown, and how: one plain value.
struct ViewState {
    bool keypoints = true;    ///< circles with size and orientation
    bool not_visible = true;  ///< the faded ones
    bool right_lines = true;
    bool wrong_lines = true;
    bool rejected = false;  ///< candidates that did not become keypoints: those of the kinds
    std::array<bool, rejections.size()> rejected_kinds{true, true, true, true, true, true};

    Insight insight = Insight::none;         ///< open below the pictures
    Criterion criterion = Criterion::ratio;  ///< of the threshold view
    double residual_arrows = 0;              ///< magnification of the residuals drawn as arrows; 0 draws none

    bool fit = true;       ///< each picture as large as its canvas allows; `zoom` and `centre` do not count
    double zoom = 1;       ///< window pixels for one picture pixel, the same in both pictures
    sift::Point centre{};  ///< place of the original in the middle of its canvas; its image under the true
                           ///< map is in the middle of the other canvas

    friend bool operator==(const ViewState&, const ViewState&) = default;
};

}  // namespace siftscope
