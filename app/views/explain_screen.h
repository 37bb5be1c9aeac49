#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/jobs/error_map_worker.h"
#include "app/jobs/explain_worker.h"
#include "app/jobs/rejected_worker.h"
#include "app/model/explanation.h"
#include "app/model/layer_pictures.h"
#include "app/views/picture_view.h"

namespace siftscope {

/// What the user looks at on the explain screen: one plain value.
struct ExplainChoice {
    int picture = 0;                    ///< 0 original, 1 rotated
    std::optional<ExplainPlace> place;  ///< empty: not chosen yet
    LayerChoice layer;                  ///< shown large
    std::optional<int> strip;           ///< the octave shown in the strip; empty: that of the candidate

    SinglePictureView view;

    friend bool operator==(const ExplainChoice&, const ExplainChoice&) = default;
};

/// All that the explain screen knows.
struct ExplainScreen {
    ExplainChoice choice;
    std::shared_ptr<const ExplainResult> result;  ///< the newest; of an older request while `solving`
    std::optional<ExplainRequest> asked;          ///< what the background was asked last
    bool solving = false;
    std::string error;  ///< one sentence instead of a result
};

/// The rejected candidates of both pictures, once somebody wants to see them.
struct RejectedScreen {
    std::shared_ptr<const RejectedResult> result;  ///< the newest
    std::optional<RejectedRequest> asked;          ///< what the background was asked last
    bool finding = false;
};

/// What turning has done to the picture, once somebody wants to see it.
struct ErrorMapScreen {
    std::shared_ptr<const ResamplingError> result;  ///< the newest
    std::optional<ErrorMapRequest> asked;           ///< what the background was asked last
    bool measuring = false;
};

}  // namespace siftscope
