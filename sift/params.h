#pragma once

namespace sift {

/// The parameters of detection and description, named and scaled as those of cv::SIFT.
/// A profile is a set of values for these fields, never a second code path.
struct DetectParams {
    /// DoG layers searched in each octave, 1..16 (Lowe 2004, section 3.2 uses 3).
    int layers = 3;
    /// A candidate is kept when |D| times `layers` >= this, D for grey 0..1; >= 0 (section 4).
    double contrast_threshold = 0.04;
    /// A candidate is kept when its ratio of principal curvatures is below this; > 1 (section 4.1).
    double edge_threshold = 10.0;
    /// Blur of the first layer of each octave, in samples of that octave; 0.6..10 (section 3.3).
    double sigma = 1.6;
    /// Blur that the input is taken to have, in its own pixels; 0..10 (section 3.3).
    double assumed_blur = 0.5;
    /// Only this many keypoints of the highest response are kept (ties at the limit all are); 0 = all.
    int max_features = 0;
    /// Start at octave -1, the picture doubled by linear interpolation (section 3.3).
    bool upsample = true;
    /// RootSIFT: min(255, round(512 sqrt(d / sum d))) (Arandjelovic and Zisserman 2012).
    bool root = false;

    friend bool operator==(const DetectParams&, const DetectParams&) = default;

    /// Throws std::invalid_argument with one sentence that names the field, its value and its range.
    void validate() const;
};

}  // namespace sift
