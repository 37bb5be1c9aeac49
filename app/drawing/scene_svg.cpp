#include "app/drawing/scene_svg.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "app/drawing/encode_pixels.h"
#include "app/model/format_number.h"
#include "app/model/utf8.h"

namespace siftscope {
namespace {

std::string escaped(std::string_view text) {
    std::string xml;
    for (const char letter : valid_utf8(text)) {
        switch (letter) {
            case '&':
                xml += "&amp;";
                break;
            case '<':
                xml += "&lt;";
                break;
            case '>':
                xml += "&gt;";
                break;
            case '"':
                xml += "&quot;";
                break;
            default:
                // Other control characters are not allowed in XML at all.
                xml += static_cast<unsigned char>(letter) < 0x20 && letter != '\n' ? ' ' : letter;
        }
    }
    return xml;
}

std::string base64(std::string_view bytes) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k)
            group = (group << 8) | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            text += i + k > bytes.size() ? '=' : letters[(group >> (18 - 6 * k)) & 63U];
    }
    return text;
}

std::string hex(palette::Colour colour) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text = "#";
    for (const unsigned part : {colour.red, colour.green, colour.blue}) {
        text += digits[part >> 4];
        text += digits[part & 15U];
    }
    return text;
}

/// Coordinates need no more than a hundredth of a pixel. In SVG (0, 0) is the corner of the first pixel.
std::string length(double value) {
    std::string text = fixed_text(value, 2);
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text.empty() || text == "-" ? "0" : text;
}
std::string position(double pixel_centre) {
    return length(pixel_centre + 0.5);
}

std::string attribute(const char* name, const std::string& value) {
    return std::string(" ") + name + "=\"" + value + "\"";
}

std::string element(const scene::Picture& picture) {
    return "<image" + attribute("x", std::to_string(picture.x)) + attribute("y", std::to_string(picture.y)) +
           attribute("width", std::to_string(picture.pixels.cols)) +
           attribute("height", std::to_string(picture.pixels.rows)) +
           attribute("xlink:href", "data:image/png;base64," + base64(encode_pixels(picture.pixels, ".png"))) +
           "/>\n";
}

std::string element(const scene::Strokes& strokes) {
    if (strokes.lines.empty() && strokes.circles.empty()) return {};
    // The group's opacity, not the lines': crossings do not add up.
    std::string svg = "<g fill=\"none\" stroke-linecap=\"round\" stroke-linejoin=\"round\"" +
                      attribute("stroke", hex(strokes.colour)) +
                      attribute("stroke-width", length(strokes.width));
    if (strokes.opacity < 1) svg += attribute("opacity", length(strokes.opacity));
    svg += ">\n";
    if (!strokes.lines.empty()) {
        svg += "<path";
        if (strokes.dash > 0) svg += attribute("stroke-dasharray", length(strokes.dash));
        svg += " d=\"";
        for (const Polyline& line : strokes.lines) {
            char command = 'M';
            for (const sift::Point& point : line) {
                svg += command + position(point.x) + " " + position(point.y);
                command = 'L';
            }
            if (line.size() == 1) svg += "h0";
        }
        svg += "\"/>\n";
    }
    for (const scene::Circle& circle : strokes.circles)
        svg += "<circle" + attribute("cx", position(circle.centre.x)) +
               attribute("cy", position(circle.centre.y)) + attribute("r", length(circle.radius)) + "/>\n";
    return svg + "</g>\n";
}

std::string element(const scene::Box& box) {
    std::string svg = "<rect" + attribute("x", length(box.left)) + attribute("y", length(box.top)) +
                      attribute("width", length(box.width)) + attribute("height", length(box.height)) +
                      attribute("fill", hex(box.colour));
    if (box.radius > 0) svg += attribute("rx", length(box.radius));
    if (box.opacity < 1) svg += attribute("fill-opacity", length(box.opacity));
    return svg + "/>\n";
}

std::string element(const scene::Area& area) {
    if (area.outline.empty()) return {};
    std::string svg = "<polygon" + attribute("fill", hex(area.colour)) + " fill-rule=\"evenodd\"";
    if (area.opacity < 1) svg += attribute("fill-opacity", length(area.opacity));
    svg += " points=\"";
    for (const sift::Point& point : area.outline) svg += position(point.x) + "," + position(point.y) + " ";
    svg.back() = '"';
    return svg + "/>\n";
}

std::string element(const scene::Text& text) {
    constexpr double cap_height_of_font = 0.729;  // DejaVu Sans and Verdana, in ems
    // textLength keeps the layout whichever font the reader has.
    return "<text" + attribute("x", position(text.baseline.x)) + attribute("y", position(text.baseline.y)) +
           attribute("font-size", length(text.cap_height / cap_height_of_font)) +
           attribute("textLength", length(text_width(text.text, text.cap_height))) +
           " lengthAdjust=\"spacingAndGlyphs\"" + (text.bold ? " font-weight=\"bold\"" : "") +
           attribute("fill", hex(text.colour)) + ">" + escaped(text.text) + "</text>\n";
}

}  // namespace

std::string to_svg(const scene::Scene& scene, const std::string& title, const std::string& description) {
    const std::string width = std::to_string(scene.width);
    const std::string height = std::to_string(scene.height);
    std::string svg =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"" +
        attribute("width", width) + attribute("height", height) +
        attribute("viewBox", "0 0 " + width + " " + height) +
        " font-family=\"DejaVu Sans, Verdana, sans-serif\">\n<title>" + escaped(title) + "</title>\n<desc>" +
        escaped(description) + "</desc>\n<rect width=\"100%\" height=\"100%\"" +
        attribute("fill", hex(scene.background)) + "/>\n";
    for (const scene::Item& item : scene.items)
        svg += std::visit([](const auto& shape) { return element(shape); }, item);
    return svg + "</svg>\n";
}

}  // namespace siftscope
