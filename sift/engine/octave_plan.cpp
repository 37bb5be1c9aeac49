#include "sift/engine/octave_plan.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "sift/descriptor.h"
#include "sift/elementary.h"
#include "sift/engine/ring_rows.h"
#include "sift/image.h"
#include "sift/scale_space.h"

namespace sift {
namespace {

/// Rows around the sample of an extremum of `layer` that its keypoints look at: a refined point lies within
/// half a layer; one row more for gradients, one for rounding.
int rows_described(int layer, const DetectParams& params) {
    const double sigma = params.sigma * power_of_two((layer + 0.5) / params.layers);
    return static_cast<int>(std::ceil(descriptor_radius_sigmas * sigma)) + 2;
}

}  // namespace

OctavePlan::OctavePlan(const DetectParams& params) {
    const std::vector<double> blurs = blur_between_layers(params);
    layers.resize(blurs.size());
    for (std::size_t i = 0; i < layers.size(); ++i) {
        layers[i].taps = gaussian_taps(i == 0 ? static_cast<double>(blur_to_first_layer(params)) : blurs[i]);
        layers[i].row_taps = both_sides(layers[i].taps);
        layers[i].radius = static_cast<int>(layers[i].taps.size()) - 1;
        layers[i].behind = refinement_rows + 2;
    }
    for (std::size_t i = layers.size() - 1; i-- > 0;)
        layers[i].ahead = layers[i + 1].ahead + layers[i + 1].radius;

    margin = layers[0].ahead + layers[0].radius + 2;
    delay = refinement_rows + 2;
    for (int i = 1; i <= params.layers; ++i) {
        Layer& layer = layers[static_cast<std::size_t>(i)];
        const int rows = rows_described(i, params);
        described = std::max(described, rows);
        layer.described = rows;
        layer.behind += rows;
        delay = std::max(delay, refinement_rows + rows + 1 - layer.ahead);
    }
    for (Layer& layer : layers) {
        constexpr int line = pixels_in_line<float>;
        row_margin = std::max(row_margin, (layer.radius + line - 1) / line * line);
        layer.ring_rows = slots_of_ring(layer.behind + delay + block_rows + 1 + layer.ahead);
        layer.blur_rows = slots_of_ring(2 * layer.radius + 1 + block_rows);
    }
}

}  // namespace sift
