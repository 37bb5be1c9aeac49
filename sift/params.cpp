#include "sift/params.h"

#include <cmath>

#include "sift/require.h"

namespace sift {

void DetectParams::validate() const {
    // Written so that NaN fails each comparison.
    require(layers >= 1 && layers <= 16, "layers", layers, "between 1 and 16");
    require(contrast_threshold >= 0 && std::isfinite(contrast_threshold), "contrast", contrast_threshold,
            "a number >= 0");
    require(edge_threshold > 1 && std::isfinite(edge_threshold), "edge", edge_threshold, "a number > 1");
    require(sigma >= 0.6 && sigma <= 10, "sigma", sigma, "between 0.6 and 10");
    require(assumed_blur >= 0 && assumed_blur <= 10, "assumed blur", assumed_blur, "between 0 and 10");
    require(max_features >= 0, "max-features", max_features, "0 (all) or more");
}

}  // namespace sift
