#include "app/model/resampling_error.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "sift/geometry/rotate_image.h"

namespace siftscope {
namespace {

// Pixels of the turned picture. The spline's prefilter reaches farthest: by a factor 0.43 from pixel to
// pixel, so that of a jump of 255 levels 0.01 are left.
constexpr double reach = 12;

bool is_clear(sift::Point p, int width, int height, double margin) {
    return p.x >= margin && p.y >= margin && p.x <= width - 1 - margin && p.y <= height - 1 - margin;
}

void sum_up(ResamplingError& error) {
    std::vector<float> sizes;
    sizes.reserve(static_cast<std::size_t>(error.difference.width()) *
                  static_cast<std::size_t>(error.difference.height()));
    double squares = 0;
    for (int y = 0; y < error.difference.height(); ++y)
        for (int x = 0; x < error.difference.width(); ++x) {
            const float difference = error.difference.at(x, y);
            if (std::isnan(difference)) continue;
            squares += static_cast<double>(difference) * static_cast<double>(difference);
            sizes.push_back(std::abs(difference));
        }
    error.judged = sizes.size();
    if (sizes.empty()) return;
    error.rms = std::sqrt(squares / static_cast<double>(sizes.size()));
    error.largest = static_cast<double>(*std::max_element(sizes.begin(), sizes.end()));
    const auto rank = static_cast<std::ptrdiff_t>((sizes.size() * 99 + 99) / 100 - 1);
    std::nth_element(sizes.begin(), sizes.begin() + rank, sizes.end());
    error.p99 = static_cast<double>(sizes[static_cast<std::size_t>(rank)]);
}

}  // namespace

std::shared_ptr<const ResamplingError> resampling_error(std::shared_ptr<const Picture> original,
                                                        std::shared_ptr<const SecondPicture> second,
                                                        sift::Interpolation interpolation,
                                                        const sift::RunOptions& run) {
    const sift::Rotation& rotation = second->rotation.value();
    const double margin = rotation.lossless ? 0 : reach;
    auto error = std::make_shared<ResamplingError>();
    error->difference = sift::turn_back_image(second->picture->grey.view(), rotation, interpolation, 0, run);
    if (run.stop.stop_requested()) return nullptr;
    for (int y = 0; y < original->height; ++y)
        for (int x = 0; x < original->width; ++x) {
            const sift::Point p{static_cast<double>(x), static_cast<double>(y)};
            float& difference = error->difference.at(x, y);
            const bool judged = is_clear(p, original->width, original->height, margin / rotation.scale) &&
                                is_clear(rotation.to_rotated(p), rotation.width, rotation.height, margin);
            difference =
                judged ? difference - original->grey.at(x, y) : std::numeric_limits<float>::quiet_NaN();
        }
    error->original = std::move(original);
    error->second = std::move(second);
    sum_up(*error);
    return error;
}

}  // namespace siftscope
