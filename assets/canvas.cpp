#include "assets/canvas.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include "assets/noise.h"

namespace assets {
namespace {

// IEC 61966-2-1.
double decode_srgb(double v) {
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}
double encode_srgb(double v) {
    v = std::clamp(v, 0.0, 1.0);
    return v <= 0.0031308 ? 12.92 * v : 1.055 * std::pow(v, 1 / 2.4) - 0.055;
}

}  // namespace

double length(Vec a) {
    return std::hypot(a.x, a.y);
}

Colour hex(std::uint32_t rrggbb) {
    static const std::array<float, 256> light = [] {
        std::array<float, 256> table{};
        for (std::size_t i = 0; i < table.size(); ++i)
            table[i] = static_cast<float>(decode_srgb(static_cast<double>(i) / 255));
        return table;
    }();
    return {light[(rrggbb >> 16) & 255U], light[(rrggbb >> 8) & 255U], light[rrggbb & 255U]};
}

Colour mix(Colour a, Colour b, double t) {
    t = std::clamp(t, 0.0, 1.0);
    return (1 - t) * a + t * b;
}

double smoothstep(double from, double to, double x) {
    const double t = std::clamp((x - from) / (to - from), 0.0, 1.0);
    return t * t * (3 - 2 * t);
}

Colour ramp(const std::vector<Stop>& stops, double at) {
    for (std::size_t i = 1; i < stops.size(); ++i)
        if (at < stops[i].at)
            return mix(stops[i - 1].colour, stops[i].colour, smoothstep(stops[i - 1].at, stops[i].at, at));
    return stops.back().colour;
}

Canvas::Canvas(int width, int height)
    : width_(width),
      height_(height),
      pixels_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) {}

Colour Canvas::clamped(int x, int y) const {
    return at(std::clamp(x, 0, width_ - 1), std::clamp(y, 0, height_ - 1));
}

Colour Canvas::sample(Vec p) const {
    const double left = std::floor(p.x - 0.5);
    const double top = std::floor(p.y - 0.5);
    const int x = static_cast<int>(left);
    const int y = static_cast<int>(top);
    const double u = p.x - 0.5 - left;
    const double v = p.y - 0.5 - top;
    return mix(mix(clamped(x, y), clamped(x + 1, y), u), mix(clamped(x, y + 1), clamped(x + 1, y + 1), u), v);
}

void Canvas::shade(int samples, const std::function<Colour(Vec)>& shade) {
    cv::parallel_for_(cv::Range(0, height_), [&](const cv::Range& rows) {
        for (int y = rows.start; y < rows.end; ++y)
            for (int x = 0; x < width_; ++x) {
                Colour sum;
                for (int j = 0; j < samples; ++j)
                    for (int i = 0; i < samples; ++i)
                        sum = sum + shade({x + (i + 0.5) / samples, y + (j + 0.5) / samples});
                at(x, y) = 1.0 / (samples * samples) * sum;
            }
    });
}

void Canvas::paint(Box box, const std::function<Colour(Vec, Colour)>& paint) {
    constexpr int samples = 4;
    const auto within = [](double at, int size) { return std::clamp(static_cast<int>(at), 0, size); };
    const int left = within(std::floor(box.low.x), width_);
    const int right = within(std::ceil(box.high.x), width_);
    const cv::Range rows(within(std::floor(box.low.y), height_), within(std::ceil(box.high.y), height_));
    cv::parallel_for_(rows, [&](const cv::Range& part) {
        for (int y = part.start; y < part.end; ++y)
            for (int x = left; x < right; ++x) {
                Colour sum;
                for (int j = 0; j < samples; ++j)
                    for (int i = 0; i < samples; ++i)
                        sum = sum + paint({x + (i + 0.5) / samples, y + (j + 0.5) / samples}, at(x, y));
                at(x, y) = 1.0 / (samples * samples) * sum;
            }
    });
}

void Canvas::print(Box box, Colour ink, const std::function<bool(Vec)>& contains) {
    const std::function<Colour(Vec, Colour)> overprint = [&](Vec p, Colour there) {
        return contains(p) ? there * ink : there;
    };
    paint(box, overprint);
}

Canvas Canvas::reduced(int factor) const {
    Canvas small(width_ / factor, height_ / factor);
    for (int y = 0; y < small.height(); ++y)
        for (int x = 0; x < small.width(); ++x) {
            Colour sum;
            for (int j = 0; j < factor; ++j)
                for (int i = 0; i < factor; ++i) sum = sum + at(x * factor + i, y * factor + j);
            small.at(x, y) = 1.0 / (factor * factor) * sum;
        }
    return small;
}

void Canvas::write(const std::filesystem::path& png, double grain) const {
    cv::Mat bytes(height_, width_, CV_8UC3);
    for (int y = 0; y < height_; ++y)
        for (int x = 0; x < width_; ++x) {
            // One dither for the three channels: grain in brightness, none in hue.
            const double dither = grain * (uniform(x, y, 0x6d69U) + uniform(x, y, 0x7374U) - 1.0);
            const auto byte = [&](float light) {
                return static_cast<std::uint8_t>(
                    std::lround(std::clamp(255 * encode_srgb(light) + dither, 0.0, 255.0)));
            };
            const Colour& c = at(x, y);
            bytes.at<cv::Vec3b>(y, x) = {byte(c.b), byte(c.g), byte(c.r)};
        }
    bool written = false;
    try {
        written = cv::imwrite(png.string(), bytes, {cv::IMWRITE_PNG_COMPRESSION, 9});
    } catch (const cv::Exception&) {
        written = false;
    }
    if (!written)
        throw std::runtime_error("cannot write " + png.string() + "; is its folder there and writable?");
}

}  // namespace assets
