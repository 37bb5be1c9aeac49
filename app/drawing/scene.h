#pragma once

#include <string>
#include <variant>
#include <vector>

#include <opencv2/core/mat.hpp>

#include "app/drawing/palette.h"
#include "app/drawing/stroke_font.h"
#include "sift/geometry/point.h"

// What an exported picture consists of, drawn alike as pixels (scene_raster.h) and as vectors (scene_svg.h).
// Positions are pixel centres of the whole picture: (0, 0) is the centre of its top-left pixel.

namespace siftscope::scene {

/// A picture placed with its top-left pixel at (x, y). 8-bit BGR.
struct Picture {
    cv::Mat pixels;
    int x = 0;
    int y = 0;
};

struct Circle {
    sift::Point centre;
    double radius = 0;
};

/// Lines and circles of one pen. Where they cross each other the opacity does not add up, so that many light
/// lines stay light.
struct Strokes {
    palette::Colour colour{};
    double opacity = 1;
    double width = 1;  ///< pixels
    double dash = 0;   ///< length of a dash and of the gap after it, pixels; 0 = solid. Lines only.
    std::vector<Polyline> lines{};
    std::vector<Circle> circles{};
};

/// A filled rectangle with rounded corners.
struct Box {
    palette::Colour colour{};
    double opacity = 1;
    double left = 0;
    double top = 0;
    double width = 0;
    double height = 0;
    double radius = 0;
};

/// A filled outline, closed by itself; where it crosses itself it is filled by the even-odd rule.
struct Area {
    palette::Colour colour{};
    double opacity = 1;
    Polyline outline{};
};

struct Text {
    palette::Colour colour{};
    sift::Point baseline{};  ///< its left end
    double cap_height = 0;   ///< pixels
    bool bold = false;
    std::string text{};  ///< UTF-8
};

using Item = std::variant<Picture, Strokes, Box, Area, Text>;

/// Drawn in order, the first item at the bottom.
struct Scene {
    int width = 0;
    int height = 0;
    palette::Colour background = palette::paper;
    std::vector<Item> items;
};

}  // namespace siftscope::scene
