#include "app/views/stroke_painter.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace siftscope {
namespace {

// Two channels of a pixel in one word, 16 bits each, so that one multiplication serves both.
constexpr std::uint32_t pair_mask = 0x00FF00FFU;

struct Tint {
    std::uint32_t even = 0;  // blue and red, premultiplied
    std::uint32_t odd = 0;   // green and alpha
};

Tint ink_of(palette::Colour colour, double opacity) {
    const auto part = [opacity](double value) {
        return static_cast<std::uint32_t>(std::lround(value * opacity));
    };
    return {part(colour.blue) | part(colour.red) << 16U, part(colour.green) | part(255) << 16U};
}

// pixel = pixel (1 - coverage) + ink coverage
void blend(cv::Vec4b& pixel, const Tint& ink, float coverage) {
    const auto weight = static_cast<std::uint32_t>(std::clamp(coverage, 0.0F, 1.0F) * 256.0F);
    std::uint32_t below = 0;
    std::memcpy(&below, pixel.val, sizeof below);
    const std::uint32_t even = ((below & pair_mask) * (256U - weight) + ink.even * weight) >> 8U;
    const std::uint32_t odd = ((below >> 8U) & pair_mask) * (256U - weight) + ink.odd * weight;
    const std::uint32_t mixed = (even & pair_mask) | (odd & ~pair_mask);
    std::memcpy(pixel.val, &mixed, sizeof mixed);
}

// The pixels 0..count-1 between two positions. Truncation stands in for std::ceil and std::floor, which are
// calls on a plain x86-64 and would take most of the time.
int first_pixel(float from) {
    if (!(from > 0)) return 0;
    const int below = static_cast<int>(std::min(from, 1e6F));
    return below + (static_cast<float>(below) < from ? 1 : 0);
}
int last_pixel(float to, int count) {
    return to < 0 ? -1 : static_cast<int>(std::min(to, static_cast<float>(count - 1)));
}

}  // namespace

// Pixel (x, y) of the window has its centre at (x + 0.5, y + 0.5).
void StrokePainter::line(ScreenPoint a, ScreenPoint b, palette::Colour colour, double opacity, float width) {
    const Tint ink = ink_of(colour, opacity);
    float x0 = a.x - origin_.x - 0.5F;
    float y0 = a.y - origin_.y - 0.5F;
    float x1 = b.x - origin_.x - 0.5F;
    float y1 = b.y - origin_.y - 0.5F;
    const bool steep = std::abs(y1 - y0) > std::abs(x1 - x0);
    if (steep) {
        std::swap(x0, y0);
        std::swap(x1, y1);
    }
    if (x0 > x1) {
        std::swap(x0, x1);
        std::swap(y0, y1);
    }
    const float length = std::hypot(x1 - x0, y1 - y0);
    if (!(length > 0)) return;
    const float cosine = (x1 - x0) / length;  // at least sqrt(1/2)
    const float slope = (y1 - y0) / (x1 - x0);
    const float half = width / 2 + 0.5F;
    const float reach = half / cosine;
    const int along = steep ? pixels_.rows : pixels_.cols;
    const int across = steep ? pixels_.cols : pixels_.rows;
    const int rows = static_cast<int>(2 * reach) + 1;  // that a column of the stroke can touch
    const std::ptrdiff_t row_step = static_cast<std::ptrdiff_t>(pixels_.step / sizeof(cv::Vec4b));
    const std::ptrdiff_t step_along = steep ? row_step : 1;
    const std::ptrdiff_t step_across = steep ? 1 : row_step;
    for (int x = first_pixel(x0), end = last_pixel(x1, along); x <= end; ++x) {
        const float middle = y0 + slope * (static_cast<float>(x) - x0);
        const int first = first_pixel(middle - reach);
        const int count = std::min(rows, across - first);
        auto* pixel = pixels_.ptr<cv::Vec4b>() + x * step_along + first * step_across;
        // No branch on the coverage: it would be mispredicted at every other pixel.
        for (int i = 0; i < count; ++i, pixel += step_across)
            blend(*pixel, ink, half - std::abs(static_cast<float>(first + i) - middle) * cosine);
    }
}

void StrokePainter::circle(ScreenPoint centre, float radius, palette::Colour colour, double opacity,
                           float width) {
    const Tint ink = ink_of(colour, opacity);
    const float cx = centre.x - origin_.x - 0.5F;
    const float cy = centre.y - origin_.y - 0.5F;
    const float half = width / 2 + 0.5F;
    const float outer = radius + half;
    const float inner = std::max(radius - half, 0.0F);
    for (int y = first_pixel(cy - outer), end = last_pixel(cy + outer, pixels_.rows); y <= end; ++y) {
        const float dy = static_cast<float>(y) - cy;
        const float reach = std::sqrt(std::max(outer * outer - dy * dy, 0.0F));
        // Columns within the hole are skipped.
        const float hole = inner * inner > dy * dy ? std::sqrt(inner * inner - dy * dy) : -1.0F;
        auto* row = pixels_.ptr<cv::Vec4b>(y);
        const auto paint = [&](float from, float to) {
            for (int x = first_pixel(from), last = last_pixel(to, pixels_.cols); x <= last; ++x) {
                const float dx = static_cast<float>(x) - cx;
                const float coverage = half - std::abs(std::sqrt(dx * dx + dy * dy) - radius);
                if (coverage > 0) blend(row[x], ink, coverage);
            }
        };
        if (hole < 1) {
            paint(cx - reach, cx + reach);
        } else {
            paint(cx - reach, cx - hole);
            paint(cx + hole, cx + reach);
        }
    }
}

}  // namespace siftscope
