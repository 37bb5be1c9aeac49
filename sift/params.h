#pragma once

namespace sift {

/// A named set of values for the choices of DetectParams.
enum class Profile {
    precise,  ///< exact under quarter turns, and closer than `classic` at every other angle
    classic,  ///< every choice as cv::SIFT 4.6 makes it
};

/// How octave -1 is made from the picture.
enum class Upsampling {
    half_pixel,    ///< 2 w samples at half-pixel centres, as cv::resize: sample i lies at (i - 0.5) / 2
    node_aligned,  ///< 2 w - 1 samples, each second one a pixel: sample i lies at i / 2
};

/// Which samples of an octave the next one keeps.
enum class Decimation {
    first_sample,  ///< 0, 2, 4, ...
    centred,       ///< every second one, counted from the centre, so that a mirrored octave keeps the same
};

/// How layers are blurred and stored.
enum class BlurArithmetic {
    floats,    ///< fused single precision in the order of cv::GaussianBlur
    integers,  ///< 16 bits with 8 fraction bits; each sample is the exact sum over its window, rounded once
};

/// Which samples of the DoG are candidates.
enum class CandidateTest {
    neighbours_26,  ///< extrema among the neighbours in space and scale (Lowe 2004, section 3.1)
    neighbours_8,   ///< extrema among the neighbours in space; refinement decides about the scale
};

/// How a candidate becomes a point.
enum class Refinement {
    quadratic,    ///< the quadratic through 27 samples (section 4)
    interpolant,  ///< Newton's method on a continuous interpolant of 75 samples; its Hessian must be definite
};

/// How the histogram of gradient directions is made and read.
enum class OrientationHistogramKind {
    coarse,  ///< 36 bins around the nearest sample (section 5)
    fine,    ///< 144 bins around the point itself, smoothed by 10 degrees; peaks compared as interpolated
};

/// How gradients are formed.
enum class GradientKind {
    two_point,   ///< difference of both neighbours
    four_point,  ///< central difference of fourth order: 8 and -1 times the differences at 1 and 2 samples
};

/// What the descriptor is centred on.
enum class DescriptorCentre {
    nearest_sample,
    point,
};

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

    Upsampling upsampling = Upsampling::half_pixel;
    Decimation decimation = Decimation::first_sample;
    BlurArithmetic blur = BlurArithmetic::floats;
    CandidateTest candidates = CandidateTest::neighbours_26;
    Refinement refinement = Refinement::quadratic;
    OrientationHistogramKind orientation = OrientationHistogramKind::coarse;
    GradientKind gradient = GradientKind::two_point;
    DescriptorCentre descriptor_centre = DescriptorCentre::nearest_sample;

    friend bool operator==(const DetectParams&, const DetectParams&) = default;

    /// The defaults of each profile.
    [[nodiscard]] static DetectParams precise();
    [[nodiscard]] static DetectParams classic();
    [[nodiscard]] static DetectParams of(Profile profile);

    /// Throws std::invalid_argument with one sentence that names the field, its value and its range.
    void validate() const;
};

}  // namespace sift
