#include "sift/oriented_keypoints.h"

#include <algorithm>
#include <cmath>

#include "sift/descriptor.h"
#include "sift/elementary.h"
#include "sift/fine_orientation.h"
#include "sift/normalize_descriptor.h"
#include "sift/orientation.h"
#include "sift/point_descriptor.h"

namespace sift {
namespace {

/// The candidate as a keypoint without orientation, in the single precision of cv::SIFT.
Keypoint keypoint_in_floats(const Octave& octave, const Candidate& c, const DetectParams& params) {
    const float layers = (static_cast<float>(c.layer) + static_cast<float>(c.offset_layer)) /
                         static_cast<float>(params.layers);
    const float sigma = static_cast<float>(params.sigma) * static_cast<float>(power_of_two(layers));
    const float step = sample_step(octave.index);
    Keypoint keypoint;
    keypoint.x = (static_cast<float>(c.column) + static_cast<float>(c.offset_x)) * step;
    keypoint.y = (static_cast<float>(c.row) + static_cast<float>(c.offset_y)) * step;
    keypoint.size = sigma * step * 2;
    return keypoint;
}

/// The same on any lattice; positions are exact, as offsets have no more than 20 fraction bits.
Keypoint keypoint_on_lattice(const Octave& octave, const Candidate& c, const DetectParams& params) {
    const Lattice& lattice = octave.lattice;
    Keypoint keypoint;
    keypoint.x = lattice.x0 + (c.column + c.offset_x) * lattice.step;
    keypoint.y = lattice.y0 + (c.row + c.offset_y) * lattice.step;
    keypoint.size =
        2 * lattice.step * params.sigma * power_of_two((c.layer + c.offset_layer) / params.layers);
    return keypoint;
}

/// Where the keypoint lies in its octave.
LevelPoint point_in(const Octave& octave, const Keypoint& k) {
    const Lattice& lattice = octave.lattice;
    return {(k.x - lattice.x0) / lattice.step, (k.y - lattice.y0) / lattice.step, k.size / lattice.step / 2};
}

/// The layer nearest to the candidate's scale, in which it is described. The refinement may have ended a
/// little nearer to the next one, depending on where it began.
int nearest_layer(const Candidate& c, const DetectParams& params) {
    return std::clamp(c.layer + static_cast<int>(std::nearbyint(c.offset_layer)), 1, params.layers);
}

/// The coarse histogram reads floats: those around the candidate.
OrientationHistogram coarse_histogram(const IntegerImage& level, const Candidate& c, float sigma) {
    const int radius = orientation_radius(sigma) + 1;
    const int left = std::max(c.column - radius, 0);
    const int top = std::max(c.row - radius, 0);
    const int right = std::min(c.column + radius, level.width() - 1);
    const int bottom = std::min(c.row + radius, level.height() - 1);
    Image patch = Image::uninitialized(right - left + 1, bottom - top + 1);
    for (int y = top; y <= bottom; ++y)
        std::transform(level.row(y) + left, level.row(y) + right + 1, patch.row(y - top),
                       [](std::int16_t value) { return static_cast<float>(value); });
    return orientation_histogram(patch, c.column - left, c.row - top, sigma);
}

FineOrientationHistogram fine_histogram_of(const Octave& octave, const Keypoint& keypoint) {
    return fine_orientation_histogram(octave.gradients[static_cast<std::size_t>(keypoint.layer)],
                                      point_in(octave, keypoint));
}

OrientationHistogram coarse_histogram_of(const Octave& octave, const Candidate& c, const Keypoint& keypoint,
                                         const DetectParams& params) {
    const auto layer = static_cast<std::size_t>(keypoint.layer);
    const auto sigma = static_cast<float>(point_in(octave, keypoint).sigma);
    return params.blur == BlurArithmetic::integers
               ? coarse_histogram(octave.levels[layer], c, sigma)
               : orientation_histogram(octave.gaussian[layer], c.column, c.row, sigma);
}

/// Dominant orientations of a candidate (section 5), degrees.
std::vector<double> orientations_of(const Octave& octave, const Candidate& c, const Keypoint& keypoint,
                                    const DetectParams& params) {
    if (params.orientation == OrientationHistogramKind::fine)
        return fine_dominant_orientations(fine_histogram_of(octave, keypoint));
    const std::vector<float> angles = dominant_orientations(coarse_histogram_of(octave, c, keypoint, params));
    return {angles.begin(), angles.end()};
}

}  // namespace

Keypoint unoriented_keypoint(const Octave& octave, const Candidate& c, const DetectParams& params) {
    Keypoint keypoint = params.blur == BlurArithmetic::integers ? keypoint_on_lattice(octave, c, params)
                                                                : keypoint_in_floats(octave, c, params);
    keypoint.response = std::abs(c.contrast);
    keypoint.octave = octave.index;
    keypoint.layer = nearest_layer(c, params);
    return keypoint;
}

std::vector<double> orientation_bins(const Octave& octave, const Candidate& c, const DetectParams& params) {
    const Keypoint keypoint = unoriented_keypoint(octave, c, params);
    if (params.orientation == OrientationHistogramKind::fine) {
        const FineOrientationHistogram fine = fine_histogram_of(octave, keypoint);
        return {fine.begin(), fine.end()};
    }
    const OrientationHistogram coarse = coarse_histogram_of(octave, c, keypoint, params);
    return {coarse.begin(), coarse.end()};
}

std::vector<Keypoint> oriented_keypoints(const Octave& octave, const Candidate& c,
                                         const DetectParams& params) {
    Keypoint keypoint = unoriented_keypoint(octave, c, params);
    std::vector<Keypoint> keypoints;
    for (const double angle : orientations_of(octave, c, keypoint, params)) {
        keypoint.angle = angle;
        keypoints.push_back(keypoint);
    }
    return keypoints;
}

Descriptor describe_keypoint(const Octave& octave, const Keypoint& k, const DetectParams& params) {
    return normalize_descriptor(descriptor_sums(octave, k, params));
}

std::array<float, 128> descriptor_sums(const Octave& octave, const Keypoint& k, const DetectParams& params) {
    const auto layer = static_cast<std::size_t>(k.layer);
    LevelPoint point = point_in(octave, k);
    if (params.blur == BlurArithmetic::floats)
        return descriptor_sums(octave.gaussian[layer], static_cast<float>(point.x),
                               static_cast<float>(point.y), static_cast<float>(point.sigma),
                               static_cast<float>(k.angle));
    if (params.descriptor_centre == DescriptorCentre::nearest_sample) {
        point.x = std::nearbyint(point.x);
        point.y = std::nearbyint(point.y);
    }
    return point_descriptor_sums(octave.gradients[layer], point, k.angle);
}

}  // namespace sift
