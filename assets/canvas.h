#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <vector>

namespace assets {

/// A point or direction in pixels; (0, 0) is the top-left corner of the picture, y down.
struct Vec {
    double x = 0;
    double y = 0;

    friend Vec operator+(Vec a, Vec b) { return {a.x + b.x, a.y + b.y}; }
    friend Vec operator-(Vec a, Vec b) { return {a.x - b.x, a.y - b.y}; }
    friend Vec operator*(double s, Vec a) { return {s * a.x, s * a.y}; }
};

[[nodiscard]] inline double dot(Vec a, Vec b) {
    return a.x * b.x + a.y * b.y;
}
[[nodiscard]] double length(Vec a);

/// A rectangle of a picture, pixels.
struct Box {
    Vec low;
    Vec high;
};

/// Linear light, 0 = black, 1 = white; averages of it are right, those of sRGB bytes are too dark.
struct Colour {
    float r = 0;
    float g = 0;
    float b = 0;

    friend Colour operator+(Colour x, Colour y) { return {x.r + y.r, x.g + y.g, x.b + y.b}; }
    friend Colour operator*(Colour x, Colour y) { return {x.r * y.r, x.g * y.g, x.b * y.b}; }
    friend Colour operator*(double s, Colour a) {
        const auto f = static_cast<float>(s);
        return {f * a.r, f * a.g, f * a.b};
    }
};

/// The colour that style sheets write as #rrggbb.
[[nodiscard]] Colour hex(std::uint32_t rrggbb);

/// a at t = 0, b at t = 1, clamped outside.
[[nodiscard]] Colour mix(Colour a, Colour b, double t);

/// 0 below `from`, 1 above `to`, smooth between; from > to falls instead of rising.
[[nodiscard]] double smoothstep(double from, double to, double x);

/// A colour ramp through stops of rising position.
struct Stop {
    double at;
    Colour colour;
};
[[nodiscard]] Colour ramp(const std::vector<Stop>& stops, double at);

/// A picture in linear light.
class Canvas {
  public:
    Canvas(int width, int height);

    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }
    [[nodiscard]] Colour& at(int x, int y) {
        return pixels_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) +
                       static_cast<std::size_t>(x)];
    }
    [[nodiscard]] Colour at(int x, int y) const { return const_cast<Canvas&>(*this).at(x, y); }
    /// The pixel at (x, y), coordinates clamped to the border.
    [[nodiscard]] Colour clamped(int x, int y) const;
    /// Bilinear between pixel centres; (0.5, 0.5) is the centre of the top-left pixel.
    [[nodiscard]] Colour sample(Vec p) const;

    /// Every pixel = mean of `shade` at samples x samples points inside it.
    void shade(int samples, const std::function<Colour(Vec)>& shade);

    /// Paints the pixels of `box`: each becomes the mean of `paint(point, what is there)` at 4 x 4 points.
    void paint(Box box, const std::function<Colour(Vec, Colour)>& paint);

    /// Overprints a shape: multiplies by `ink` where `contains` says so.
    void print(Box box, Colour ink, const std::function<bool(Vec)>& contains);

    /// This picture reduced by a whole factor: each pixel the mean of factor x factor.
    [[nodiscard]] Canvas reduced(int factor) const;

    /// An 8-bit sRGB PNG. `grain` is the amplitude of the dither in grey levels; half a level and more hides
    /// the bands of smooth ramps. Throws std::runtime_error naming the file when it cannot be written.
    void write(const std::filesystem::path& png, double grain) const;

  private:
    int width_;
    int height_;
    std::vector<Colour> pixels_;
};

}  // namespace assets
