#include "sift/params.h"

#include <cmath>

#include "sift/require.h"

namespace sift {

DetectParams DetectParams::classic() {
    return {};
}

DetectParams DetectParams::precise() {
    DetectParams params;
    params.contrast_threshold = 0.036;
    params.sigma = 1.7;
    params.assumed_blur = 0;
    params.upsampling = Upsampling::node_aligned;
    params.decimation = Decimation::centred;
    params.blur = BlurArithmetic::integers;
    params.candidates = CandidateTest::neighbours_8;
    params.refinement = Refinement::interpolant;
    params.orientation = OrientationHistogramKind::fine;
    params.gradient = GradientKind::four_point;
    params.descriptor_centre = DescriptorCentre::point;
    return params;
}

DetectParams DetectParams::of(Profile profile) {
    return profile == Profile::precise ? precise() : classic();
}

void DetectParams::validate() const {
    // Written so that NaN fails each comparison.
    require(layers >= 1 && layers <= 16, "layers", layers, "between 1 and 16");
    require(contrast_threshold >= 0 && std::isfinite(contrast_threshold), "contrast", contrast_threshold,
            "a number >= 0");
    require(edge_threshold > 1 && std::isfinite(edge_threshold), "edge", edge_threshold, "a number > 1");
    require(sigma >= 0.6 && sigma <= 10, "sigma", sigma, "between 0.6 and 10");
    require(assumed_blur >= 0 && assumed_blur <= 10, "assumed blur", assumed_blur, "between 0 and 10");
    require(max_features >= 0, "max-features", max_features, "0 (all) or more");
    if (blur == BlurArithmetic::floats &&
        (upsampling != Upsampling::half_pixel || decimation != Decimation::first_sample ||
         candidates != CandidateTest::neighbours_26 || refinement != Refinement::quadratic ||
         orientation != OrientationHistogramKind::coarse || gradient != GradientKind::two_point ||
         descriptor_centre != DescriptorCentre::nearest_sample))
        throw std::invalid_argument(
            "layers of floats are made for cv::SIFT's choices alone: set blur to integers");
}

}  // namespace sift
