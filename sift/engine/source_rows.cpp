#include "sift/engine/source_rows.h"

#include <algorithm>
#include <cstddef>

#include "sift/gaussian_blur.h"
#include "sift/scale_space.h"

namespace sift {
namespace {

/// Twice as many samples: weights 3/4 and 1/4, the edge repeated. A loop without tests between the ends, over
/// pairs of samples, which the compiler makes vectors of.
void double_row(const float* __restrict in, std::size_t width, float* __restrict out) {
    out[0] = 0.25F * in[0] + 0.75F * in[0];
    float* const pairs = out + 1;
    for (std::size_t x = 0; x + 1 < width; ++x) {
        pairs[2 * x] = 0.75F * in[x] + 0.25F * in[x + 1];
        pairs[2 * x + 1] = 0.25F * in[x] + 0.75F * in[x + 1];
    }
    out[2 * width - 1] = 0.75F * in[width - 1] + 0.25F * in[width - 1];
}

}  // namespace

SourceRows::SourceRows(ImageView image, bool doubled, int margin)
    : image_(image),
      doubled_(doubled),
      tame_(static_cast<std::size_t>(image.width)),
      width_(doubled ? 2 * image.width : image.width),
      margin_(margin),
      out_(static_cast<std::size_t>(margin + width_ + margin)) {
    for (auto& row : wide_) row.resize(static_cast<std::size_t>(width_));
}

const std::vector<float>& SourceRows::wide_row(int y) {
    y = std::clamp(y, 0, image_.height - 1);
    const auto slot = static_cast<std::size_t>(y % 4);
    if (wide_row_of_[slot] != y) {
        wide_row_of_[slot] = y;
        std::transform(image_.row(y), image_.row(y) + image_.width, tame_.begin(),
                       [](float value) { return tame_level(value); });
        if (doubled_)
            double_row(tame_.data(), tame_.size(), wide_[slot].data());
        else
            wide_[slot] = tame_;
    }
    return wide_[slot];
}

const float* SourceRows::row(int y) {
    float* const out = out_.data() + margin_;
    if (doubled_) {
        // Output rows 2 k - 1 and 2 k lie between input rows k - 1 and k.
        const int below = (y + 1) / 2;
        const float* upper = wide_row(below - 1).data();
        const float* lower = wide_row(below).data();
        const float upper_weight = y % 2 == 0 ? 0.25F : 0.75F;
        const float lower_weight = 1 - upper_weight;
        for (int x = 0; x < width_; ++x) out[x] = upper_weight * upper[x] + lower_weight * lower[x];
    } else {
        std::copy_n(wide_row(y).data(), width_, out);
    }
    mirror_ends(out, width_, margin_);
    return out;
}

}  // namespace sift
