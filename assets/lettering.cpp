#include "assets/lettering.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <string>

namespace assets {

/// Adds the parts of one letter after the other.
class Lettering::Pen {
  public:
    Pen(std::vector<Part>& parts, double stroke) : parts_(parts), t_(stroke) {}

    /// Draws `letter` at the pen and moves on; throws for one that it does not know.
    void draw(char letter);
    void move(double dx) { x_ += dx; }
    [[nodiscard]] double x() const { return x_; }

  private:
    void bar(double x0, double y0, double x1, double y1) {
        polygon({{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}});
    }
    void stem(double x) { bar(x, 0, x + t_, 1); }
    /// A stroke between two heights whose ends are cut level: x of its left edge at top and at the foot.
    void slant(double x_top, double y_top, double x_foot, double y_foot) {
        const double wide = slant_width(x_top, y_top, x_foot, y_foot);
        polygon({{x_top, y_top}, {x_top + wide, y_top}, {x_foot + wide, y_foot}, {x_foot, y_foot}});
    }
    [[nodiscard]] double slant_width(double x_top, double y_top, double x_foot, double y_foot) const {
        return t_ * std::hypot(1.0, (x_foot - x_top) / (y_foot - y_top));
    }
    void arc(double cx, double cy, double radius, double from, double to) {
        parts_.push_back(
            {{}, {x_ + cx, cy}, radius, radius - t_, from, to, x_ + cx - radius, x_ + cx + radius});
    }
    void polygon(std::vector<Vec> corners) {
        Part part;
        part.left = 1e9;
        part.right = -1e9;
        for (Vec& corner : corners) {
            corner.x += x_;
            part.left = std::min(part.left, corner.x);
            part.right = std::max(part.right, corner.x);
        }
        part.polygon = std::move(corners);
        parts_.push_back(std::move(part));
    }

    /// Two half circles and two bars: the letter O of width w between heights y0 and y1.
    void ring(double w, double y0, double y1) {
        const double r = w / 2;
        arc(r, y0 + r, r, 180, 360);
        arc(r, y1 - r, r, 0, 180);
        bar(0, y0 + r, t_, y1 - r);
        bar(w - t_, y0 + r, w, y1 - r);
    }
    /// The belly of B, D, P and R: from x = 0 around the right side, between heights y0 and y1.
    void bowl(double w, double y0, double y1, double corner) {
        bar(0, y0, w - corner, y0 + t_);
        bar(0, y1 - t_, w - corner, y1);
        arc(w - corner, y0 + corner, corner, 270, 360);
        arc(w - corner, y1 - corner, corner, 0, 90);
        if (y1 - y0 > 2 * corner) bar(w - t_, y0 + corner, w, y1 - corner);
    }

    bool draw_straight(char letter, double w);
    bool draw_round(char letter, double w);
    bool draw_digit(char letter, double w);
    bool draw_sign(char letter);

    std::vector<Part>& parts_;
    double t_;
    double x_ = 0;
    double advance_ = 0;
};

bool Lettering::Pen::draw_straight(char letter, double w) {
    const double t = t_;
    const double middle = 0.5 - t / 2;
    advance_ = w;
    switch (letter) {
        case 'A': {
            const double wide = 0.66;
            const double s = slant_width(wide / 2, 0, 0, 1);
            slant((wide - s) / 2, 0, 0, 1);
            slant((wide - s) / 2, 0, wide - s, 1);
            bar(0.18, 0.64, wide - 0.18, 0.64 + t);
            advance_ = wide;
            return true;
        }
        case 'E':
            stem(0);
            bar(0, 0, 0.48, t);
            bar(0, middle, 0.44, middle + t);
            bar(0, 1 - t, 0.48, 1);
            advance_ = 0.48;
            return true;
        case 'F':
            stem(0);
            bar(0, 0, 0.48, t);
            bar(0, middle, 0.43, middle + t);
            advance_ = 0.48;
            return true;
        case 'H':
            stem(0);
            stem(w - t);
            bar(0, middle, w, middle + t);
            return true;
        case 'I':
            stem(0);
            advance_ = t;
            return true;
        case 'K': {
            const double s = slant_width(w, 0, t, 0.6);
            stem(0);
            slant(w - s, 0, t * 0.6, 0.62);
            slant(0.27, 0.33, w + 0.03 - t, 1);
            advance_ = w + 0.04;
            return true;
        }
        case 'L':
            stem(0);
            bar(0, 1 - t, 0.46, 1);
            advance_ = 0.46;
            return true;
        case 'M': {
            const double wide = 0.74;
            const double s = slant_width(0, 0, wide / 2, 0.8);
            stem(0);
            stem(wide - t);
            slant(0, 0, (wide - s) / 2, 0.8);
            slant(wide - s, 0, (wide - s) / 2, 0.8);
            advance_ = wide;
            return true;
        }
        case 'N': {
            const double s = slant_width(0, 0, w, 1);
            stem(0);
            stem(w - t);
            slant(0, 0, w - s, 1);
            return true;
        }
        case 'T':
            bar(0, 0, w, t);
            stem((w - t) / 2);
            return true;
        case 'V':
        case 'W': {
            const double wide = 0.62;
            const double s = slant_width(0, 0, wide / 2, 1);
            for (int i = 0; i < (letter == 'W' ? 2 : 1); ++i) {
                const double at = i * (wide - s);
                slant(at, 0, at + (wide - s) / 2, 1);
                slant(at + wide - s, 0, at + (wide - s) / 2, 1);
            }
            advance_ = letter == 'W' ? 2 * wide - s : wide;
            return true;
        }
        case 'X': {
            const double s = slant_width(0, 0, w, 1);
            slant(0, 0, w - s, 1);
            slant(w - s, 0, 0, 1);
            return true;
        }
        case 'Y': {
            const double wide = 0.6;
            const double s = slant_width(0, 0, wide / 2, 0.58);
            slant(0, 0, (wide - s) / 2, 0.58);
            slant(wide - s, 0, (wide - s) / 2, 0.58);
            bar((wide - t) / 2, 0.5, (wide + t) / 2, 1);
            advance_ = wide;
            return true;
        }
        case 'Z': {
            const double s = slant_width(w, 0, 0, 1);
            bar(0, 0, w, t);
            bar(0, 1 - t, w, 1);
            slant(w - s, 0, 0, 1);
            return true;
        }
        default:
            return false;
    }
}

bool Lettering::Pen::draw_round(char letter, double w) {
    const double t = t_;
    const double r = w / 2;
    const double half = (0.5 + t / 2) / 2;  // two circles of this radius, sharing one stroke, fill the height
    advance_ = w;
    switch (letter) {
        case 'B':
            stem(0);
            bowl(w - 0.02, 0, 0.5 + t / 2, half);
            bowl(w, 0.5 - t / 2, 1, half);
            return true;
        case 'C':
        case 'G':
            arc(r, r, r, 180, 360);
            arc(r, 1 - r, r, 0, 180);
            bar(0, r, t, 1 - r);
            bar(w - t, r, w, r + 0.06);
            bar(w - t, letter == 'G' ? 0.5 : 0.94 - r, w, 1 - r);
            if (letter == 'G') bar(r, 0.5, w, 0.5 + t);
            return true;
        case 'D':
            stem(0);
            bowl(w, 0, 1, r + 0.04);
            return true;
        case 'J':
            bar(0.44 - t, 0, 0.44, 0.78);
            arc(0.22, 0.78, 0.22, 0, 180);
            advance_ = 0.44;
            return true;
        case 'O':
        case '0':
            ring(w, 0, 1);
            return true;
        case 'P':
            stem(0);
            bowl(w, 0, 0.58, 0.29);
            return true;
        case 'Q':
            ring(w, 0, 1);
            slant(w * 0.45, 0.7, w * 0.8, 1.04);
            return true;
        case 'R':
            stem(0);
            bowl(w, 0, 0.56, 0.28);
            slant(0.2, 0.5, w + 0.02 - t, 1);
            advance_ = w + 0.02;
            return true;
        case 'S':
            arc(half, half, half, 90, 270);
            bar(half, 0, w - half, t);
            arc(w - half, half, half, 270, 350);
            bar(half, 0.5 - t / 2, w - half, 0.5 + t / 2);
            arc(w - half, 1 - half, half, -90, 90);
            bar(half, 1 - t, w - half, 1);
            arc(half, 1 - half, half, 90, 170);
            return true;
        case 'U':
            bar(0, 0, t, 1 - r);
            bar(w - t, 0, w, 1 - r);
            arc(r, 1 - r, r, 0, 180);
            return true;
        default:
            return false;
    }
}

bool Lettering::Pen::draw_digit(char letter, double w) {
    const double t = t_;
    const double r = w / 2;
    const double half = (0.5 + t / 2) / 2;
    advance_ = w;
    switch (letter) {
        case '1':
            bar(0.2, 0, 0.2 + t, 1);
            slant(0.2, 0, 0, 0.24);
            advance_ = 0.2 + t;
            return true;
        case '2': {
            const double s = slant_width(w, 0.4, 0, 1 - t);
            arc(r, r, r, 180, 380);
            slant(w - s + 0.01, r + 0.1, 0, 1 - t);
            bar(0, 1 - t, w, 1);
            return true;
        }
        case '3':
            arc(w - half, half, half, -90, 90);
            arc(w - half, 1 - half, half, -90, 90);
            bar(w - half - 0.06, 0.5 - t / 2, w - half, 0.5 + t / 2);
            bar(half, 0, w - half, t);
            bar(half, 1 - t, w - half, 1);
            arc(half, half, half, 190, 270);
            arc(half, 1 - half, half, 90, 170);
            return true;
        case '4':
            slant(0.3, 0, 0, 0.64);
            bar(0, 0.64, w + 0.04, 0.64 + t);
            bar(0.36, 0.38, 0.36 + t, 1);
            advance_ = w + 0.04;
            return true;
        case '5':
            bar(0, 0, t, 0.5);
            bar(0, 0, w - 0.03, t);
            bar(0, 0.38, w - 0.31, 0.38 + t);
            arc(w - 0.31, 0.69, 0.31, -90, 90);
            bar(r, 1 - t, w - 0.31, 1);
            arc(r, 1 - r, r, 90, 170);
            return true;
        case '6':
            ring(w, 0.4, 1);
            bar(0, r, t, 0.7);
            arc(r, r, r, 180, 340);
            return true;
        case '7': {
            const double s = slant_width(w, 0, 0.14, 1);
            bar(0, 0, w, t);
            slant(w - s, 0, 0.14, 1);
            return true;
        }
        case '8':
            arc(half, half, half, 90, 270);
            arc(w - half, half, half, -90, 90);
            arc(half, 1 - half, half, 90, 270);
            arc(w - half, 1 - half, half, -90, 90);
            for (double y : {0.0, 0.5 - t / 2, 1 - t}) bar(half, y, w - half, y + t);
            return true;
        case '9':
            ring(w, 0, 0.6);
            bar(w - t, 0.3, w, 1 - r);
            arc(r, 1 - r, r, 0, 160);
            return true;
        default:
            return false;
    }
}

bool Lettering::Pen::draw_sign(char letter) {
    const double t = t_;
    switch (letter) {
        case ' ':
            advance_ = 0.3;
            return true;
        case '.':
            bar(0, 1 - t, t, 1);
            advance_ = t;
            return true;
        case '-':
            bar(0, 0.5 - t / 2, 0.34, 0.5 + t / 2);
            advance_ = 0.34;
            return true;
        case '+':
            bar(0, 0.5 - t / 2, 0.5, 0.5 + t / 2);
            bar(0.25 - t / 2, 0.25, 0.25 + t / 2, 0.75);
            advance_ = 0.5;
            return true;
        case '/':
            slant(0.3, 0, 0, 1);
            advance_ = 0.3 + t;
            return true;
        case '^':  // a degree sign
            arc(0.17, 0.17, 0.17, 0, 360);
            advance_ = 0.34;
            return true;
        default:
            return false;
    }
}

void Lettering::Pen::draw(char letter) {
    const double w = 0.56;
    if (!draw_straight(letter, w) && !draw_round(letter, w) && !draw_digit(letter, w) && !draw_sign(letter))
        throw std::invalid_argument(std::string("no letter for '") + letter + "'");
    x_ += advance_;
}

bool Lettering::Part::contains(Vec p) const {
    if (p.x < left || p.x > right) return false;
    if (polygon.empty()) {
        const Vec d = p - centre;
        const double distance = length(d);
        if (distance > outer || distance < inner) return false;
        const double angle = std::atan2(d.y, d.x) * 180 / std::numbers::pi;
        for (double turn : {-360.0, 0.0, 360.0})
            if (angle + turn >= from && angle + turn <= to) return true;
        return false;
    }
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const Vec a = polygon[i];
        const Vec edge = polygon[(i + 1) % polygon.size()] - a;
        if (edge.x * (p.y - a.y) - edge.y * (p.x - a.x) < 0) return false;
    }
    return true;
}

Lettering::Lettering(std::string_view text, Vec baseline, Style style, double angle)
    : baseline_(baseline),
      style_(style),
      cosine_(std::cos(angle * std::numbers::pi / 180)),
      sine_(std::sin(angle * std::numbers::pi / 180)) {
    Pen pen(parts_, style.stroke);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i > 0) pen.move(style.tracking);
        pen.draw(text[i]);
    }
    width_ = pen.x();
}

Box Lettering::bounds() const {
    Box box{baseline_, baseline_};
    for (double x : {0.0, width()})
        for (double y : {-1.05 * style_.height, 0.1 * style_.height}) {
            const Vec corner = baseline_ + Vec{cosine_ * x + sine_ * y, -sine_ * x + cosine_ * y};
            box.low = {std::min(box.low.x, corner.x), std::min(box.low.y, corner.y)};
            box.high = {std::max(box.high.x, corner.x), std::max(box.high.y, corner.y)};
        }
    return box;
}

bool Lettering::contains(Vec p) const {
    const Vec d = p - baseline_;
    const Vec unit{(cosine_ * d.x - sine_ * d.y) / style_.height,
                   (sine_ * d.x + cosine_ * d.y) / style_.height + 1};
    if (unit.x < 0 || unit.x > width_ || unit.y < -0.01 || unit.y > 1.05) return false;
    return std::any_of(parts_.begin(), parts_.end(), [&](const Part& part) { return part.contains(unit); });
}

}  // namespace assets
