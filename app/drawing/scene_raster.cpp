#include "app/drawing/scene_raster.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <opencv2/core.hpp>

namespace siftscope {
namespace {

using sift::Point;

/// Coverage of the pixels of `area`, 0..255, and the part of it that is not all 0.
struct Mask {
    explicit Mask(cv::Rect covered_area) : area(covered_area), coverage(area.size(), CV_8U, cv::Scalar(0)) {}
    cv::Rect area;
    cv::Mat coverage;
    cv::Rect touched;  // in pixels of the whole picture, as `area`

    [[nodiscard]] std::uint8_t* row(int y) { return coverage.ptr<std::uint8_t>(y - area.y) - area.x; }

    /// Covers the pixels of row y between from_x and to_x by how far inside distance(x) <= 0 they lie.
    template <class Distance>
    void cover_row(int y, double from_x, double to_x, const Distance& distance) {
        const int begin = static_cast<int>(std::max<double>(area.x, std::floor(from_x)));
        const int end = static_cast<int>(std::min<double>(area.x + area.width - 1, std::ceil(to_x)));
        std::uint8_t* pixels = row(y);
        for (int x = begin; x <= end; ++x) {
            const double share = std::clamp(0.5 - distance(x), 0.0, 1.0);
            pixels[x] = std::max(pixels[x], static_cast<std::uint8_t>(std::lround(255 * share)));
        }
        if (begin <= end) touched |= cv::Rect(begin, y, end - begin + 1, 1);
    }

    /// Covers the pixels of row y between from_x and to_x in full.
    void fill_row(int y, double from_x, double to_x) {
        const int begin = static_cast<int>(std::max<double>(area.x, from_x));
        const int end = static_cast<int>(std::min<double>(area.x + area.width - 1, to_x));
        if (begin > end) return;
        std::fill(row(y) + begin, row(y) + end + 1, std::uint8_t{255});
        touched |= cv::Rect(begin, y, end - begin + 1, 1);
    }

    /// Calls body(y) for the rows that a shape between `top` and `bottom` can touch.
    template <class Body>
    void for_rows(double top, double bottom, const Body& body) const {
        const int first = static_cast<int>(std::max<double>(area.y, std::floor(top)));
        const int last = static_cast<int>(std::min<double>(area.y + area.height - 1, std::ceil(bottom)));
        for (int y = first; y <= last; ++y) body(y);
    }
};

/// The whole pixels around all that the strokes can touch.
class Bounds {
  public:
    void add(Point p, double reach) {
        left_ = std::min(left_, p.x - reach);
        right_ = std::max(right_, p.x + reach);
        top_ = std::min(top_, p.y - reach);
        bottom_ = std::max(bottom_, p.y + reach);
    }
    [[nodiscard]] cv::Rect within(const cv::Mat& image) const {
        if (left_ > right_) return {};
        const double x0 = std::clamp(std::floor(left_) - 1, 0.0, static_cast<double>(image.cols));
        const double x1 = std::clamp(std::ceil(right_) + 2, 0.0, static_cast<double>(image.cols));
        const double y0 = std::clamp(std::floor(top_) - 1, 0.0, static_cast<double>(image.rows));
        const double y1 = std::clamp(std::ceil(bottom_) + 2, 0.0, static_cast<double>(image.rows));
        return {static_cast<int>(x0), static_cast<int>(y0), static_cast<int>(x1 - x0),
                static_cast<int>(y1 - y0)};
    }

  private:
    double left_ = 1e300, right_ = -1e300, top_ = 1e300, bottom_ = -1e300;
};

/// The pixels of a row between two bounds, both included; empty when from > to.
struct Span {
    double from = -1e9;
    double to = 1e9;
    void cut(double low, double high) {
        from = std::max(from, std::min(low, high));
        to = std::min(to, std::max(low, high));
    }
};

/// Where a row is within `reach` of the line through `a` along `d`, measured at right angles.
void cut_to_strip(Span& span, Point a, Point d, double reach, double y) {
    const double length = std::hypot(d.x, d.y);
    if (std::abs(d.y) > 1e-9) {
        const double centre = a.x + (y - a.y) * d.x / d.y;
        const double half = reach * length / std::abs(d.y);
        span.cut(centre - half, centre + half);
    } else if (std::abs(y - a.y) > reach) {
        span = {0, -1};
    }
}

/// Where a row lies between the ends of the segment from `a` along `d`.
void cut_to_ends(Span& span, Point a, Point d, double y) {
    const double length_squared = d.x * d.x + d.y * d.y;
    const double along = (y - a.y) * d.y;
    if (std::abs(d.x) > 1e-9)
        span.cut(a.x - along / d.x, a.x + (length_squared - along) / d.x);
    else if (along < 0 || along > length_squared)
        span = {0, -1};
}

/// A segment with round ends: the pixels within half a width of it.
void cover_segment(Mask& mask, Point a, Point b, double width) {
    const double reach = width / 2 + 0.5;  // half a pixel more for the smoothed edge
    const Point d{b.x - a.x, b.y - a.y};
    const double length_squared = d.x * d.x + d.y * d.y;
    const bool is_point = length_squared < 1e-12;  // it has no direction worth the name
    const auto distance = [&](int x, int y) {
        const Point p{x - a.x, y - a.y};
        const double along = !is_point ? std::clamp((p.x * d.x + p.y * d.y) / length_squared, 0.0, 1.0) : 0.0;
        const Point off{p.x - along * d.x, p.y - along * d.y};
        return std::sqrt(off.x * off.x + off.y * off.y) - width / 2;
    };
    mask.for_rows(std::min(a.y, b.y) - reach, std::max(a.y, b.y) + reach, [&](int y) {
        Span outer;
        outer.cut(std::min(a.x, b.x) - reach, std::max(a.x, b.x) + reach);
        if (!is_point) cut_to_strip(outer, a, d, reach, y);
        // Deep inside nothing needs to be measured: on large pictures that is nearly all of it.
        Span inner = outer;
        if (!is_point && width > 1) {
            cut_to_strip(inner, a, d, width / 2 - 0.5, y);
            cut_to_ends(inner, a, d, y);
        } else {
            inner = {0, -1};
        }
        const auto measured = [&](int x) { return distance(x, y); };
        const double from = std::ceil(inner.from);
        const double to = std::floor(inner.to);
        if (from > to) return mask.cover_row(y, outer.from, outer.to, measured);
        mask.cover_row(y, outer.from, from - 1, measured);
        mask.fill_row(y, from, to);
        mask.cover_row(y, to + 1, outer.to, measured);
    });
}

/// The polyline cut into dashes; the pattern runs on around its corners.
void cover_polyline(Mask& mask, const Polyline& line, double width, double dash) {
    if (line.size() == 1) cover_segment(mask, line[0], line[0], width);
    double phase = 0;  // position within the pattern of one dash and one gap
    for (std::size_t i = 1; i < line.size(); ++i) {
        const Point a = line[i - 1];
        const Point b = line[i];
        if (dash <= 0) {
            cover_segment(mask, a, b, width);
            continue;
        }
        const double length = std::hypot(b.x - a.x, b.y - a.y);
        const auto at = [&](double s) {
            return Point{a.x + (b.x - a.x) * s / length, a.y + (b.y - a.y) * s / length};
        };
        for (double s = 0; s < length;) {
            const bool drawn = phase < dash;
            const double step = std::min(length - s, (drawn ? dash : 2 * dash) - phase);
            if (drawn) cover_segment(mask, at(s), at(s + step), width);
            s += step;
            phase += step;
            if (phase >= 2 * dash - 1e-9) phase = 0;
        }
    }
}

void cover_circle(Mask& mask, const scene::Circle& circle, double width) {
    const double outer = circle.radius + width / 2 + 0.5;
    const double inner = std::max(0.0, circle.radius - width / 2 - 1.5);
    mask.for_rows(circle.centre.y - outer, circle.centre.y + outer, [&](int y) {
        const double dy = y - circle.centre.y;
        const double reach = std::sqrt(std::max(0.0, outer * outer - dy * dy));
        const double hollow = std::sqrt(std::max(0.0, inner * inner - dy * dy));
        const auto distance = [&](int x) {
            return std::abs(std::hypot(x - circle.centre.x, dy) - circle.radius) - width / 2;
        };
        mask.cover_row(y, circle.centre.x - reach, circle.centre.x - hollow, distance);
        mask.cover_row(y, circle.centre.x + hollow, circle.centre.x + reach, distance);
    });
}

void cover_box(Mask& mask, const scene::Box& box) {
    const Point centre{box.left + box.width / 2 - 0.5, box.top + box.height / 2 - 0.5};
    const double radius = std::min({box.radius, box.width / 2, box.height / 2});
    mask.for_rows(box.top - 1, box.top + box.height + 1, [&](int y) {
        mask.cover_row(y, box.left - 1, box.left + box.width + 1, [&](int x) {
            const double qx = std::abs(x - centre.x) - box.width / 2 + radius;
            const double qy = std::abs(y - centre.y) - box.height / 2 + radius;
            return std::hypot(std::max(qx, 0.0), std::max(qy, 0.0)) + std::min(std::max(qx, qy), 0.0) -
                   radius;
        });
    });
}

/// The area by lines a quarter of a pixel apart, each covering exactly its part of a pixel's width.
void cover_area(Mask& mask, const Polyline& outline) {
    constexpr int lines = 4;
    std::vector<double> share(static_cast<std::size_t>(mask.area.width));
    std::vector<double> crossings;
    for (int y = mask.area.y; y < mask.area.y + mask.area.height; ++y) {
        std::fill(share.begin(), share.end(), 0.0);
        for (int line = 0; line < lines; ++line) {
            const double at = y + (line + 0.5) / lines - 0.5;
            crossings.clear();
            for (std::size_t i = 0; i < outline.size(); ++i) {
                const Point a = outline[i];
                const Point b = outline[(i + 1) % outline.size()];
                if ((a.y <= at) != (b.y <= at))
                    crossings.push_back(a.x + (at - a.y) * (b.x - a.x) / (b.y - a.y));
            }
            std::sort(crossings.begin(), crossings.end());
            for (std::size_t k = 0; k + 1 < crossings.size(); k += 2) {
                // From the corner of the mask's first pixel.
                const double width = static_cast<double>(share.size());
                const double from = std::clamp(crossings[k] + 0.5 - mask.area.x, 0.0, width);
                const double to = std::clamp(crossings[k + 1] + 0.5 - mask.area.x, 0.0, width);
                for (auto x = static_cast<std::size_t>(from); static_cast<double>(x) < to; ++x)
                    share[x] +=
                        (std::min(to, static_cast<double>(x) + 1) - std::max(from, static_cast<double>(x))) /
                        lines;
            }
        }
        std::uint8_t* pixels = mask.row(y) + mask.area.x;
        for (std::size_t x = 0; x < share.size(); ++x)
            pixels[x] = static_cast<std::uint8_t>(std::lround(255 * std::min(share[x], 1.0)));
    }
    mask.touched = mask.area;
}

void blend(cv::Mat& image, Mask& mask, palette::Colour colour, double opacity) {
    const int ink[3] = {colour.blue, colour.green, colour.red};
    const int strength = static_cast<int>(std::lround(256 * std::clamp(opacity, 0.0, 1.0)));
    const cv::Rect area = mask.touched;
    for (int y = area.y; y < area.y + area.height; ++y) {
        const std::uint8_t* coverage = mask.row(y);
        auto* pixel = image.ptr<std::uint8_t>(y) + 3 * static_cast<std::ptrdiff_t>(area.x);
        for (int x = area.x; x < area.x + area.width; ++x, pixel += 3) {
            if (coverage[x] == 0) continue;
            const int alpha = coverage[x] * strength;  // 0..255 * 256
            for (int c = 0; c < 3; ++c) {
                const int mixed = (pixel[c] * (255 * 256 - alpha) + ink[c] * alpha + 255 * 128) / (255 * 256);
                pixel[c] = static_cast<std::uint8_t>(mixed);
            }
        }
    }
}

void draw(cv::Mat& image, const scene::Picture& picture) {
    const cv::Rect place(picture.x, picture.y, picture.pixels.cols, picture.pixels.rows);
    const cv::Rect visible = place & cv::Rect(0, 0, image.cols, image.rows);
    if (visible.empty()) return;
    picture.pixels(visible - cv::Point(picture.x, picture.y)).copyTo(image(visible));
}

void draw(cv::Mat& image, const scene::Strokes& strokes) {
    Bounds bounds;
    for (const Polyline& line : strokes.lines)
        for (const Point& point : line) bounds.add(point, strokes.width);
    for (const scene::Circle& circle : strokes.circles)
        bounds.add(circle.centre, circle.radius + strokes.width);
    const cv::Rect area = bounds.within(image);
    if (area.empty()) return;
    Mask mask(area);
    for (const Polyline& line : strokes.lines) cover_polyline(mask, line, strokes.width, strokes.dash);
    for (const scene::Circle& circle : strokes.circles) cover_circle(mask, circle, strokes.width);
    blend(image, mask, strokes.colour, strokes.opacity);
}

void draw(cv::Mat& image, const scene::Box& box) {
    Bounds bounds;
    bounds.add({box.left, box.top}, 1);
    bounds.add({box.left + box.width, box.top + box.height}, 1);
    const cv::Rect area = bounds.within(image);
    if (area.empty()) return;
    Mask mask(area);
    cover_box(mask, box);
    blend(image, mask, box.colour, box.opacity);
}

void draw(cv::Mat& image, const scene::Area& shape) {
    Bounds bounds;
    for (const Point& point : shape.outline) bounds.add(point, 1);
    const cv::Rect area = bounds.within(image);
    if (area.empty()) return;
    Mask mask(area);
    cover_area(mask, shape.outline);
    blend(image, mask, shape.colour, shape.opacity);
}

void draw(cv::Mat& image, const scene::Text& text) {
    const double width = text.cap_height * (text.bold ? 0.165 : 0.115);
    draw(image, scene::Strokes{.colour = text.colour,
                               .width = width,
                               .lines = text_strokes(text.text, text.baseline, text.cap_height)});
}

}  // namespace

cv::Mat rasterize(const scene::Scene& scene) {
    const palette::Colour ground = scene.background;
    cv::Mat image(scene.height, scene.width, CV_8UC3, cv::Scalar(ground.blue, ground.green, ground.red));
    for (const scene::Item& item : scene.items)
        std::visit([&image](const auto& shape) { draw(image, shape); }, item);
    return image;
}

}  // namespace siftscope
