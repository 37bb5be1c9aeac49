#include <algorithm>
#include <cmath>

#include <opencv2/core.hpp>

#include "app/drawing/caption.h"
#include "app/drawing/scene.h"
#include "app/drawing/scene_raster.h"
#include "app/drawing/scene_svg.h"
#include "tests/support/catch.h"

using namespace siftscope;

namespace {

constexpr palette::Colour white{255, 255, 255};
constexpr palette::Colour black{0, 0, 0};

scene::Scene blank(int width, int height) {
    return {.width = width, .height = height, .background = black, .items = {}};
}

/// The light that all pixels got, in units of one white pixel.
double ink_of(const cv::Mat& image) {
    return cv::sum(image)[0] / 255;
}

}  // namespace

TEST_CASE("scene: a line covers length times width, wherever it lies", "[drawing]") {
    for (const double shift : {0.0, 0.3, 0.5, 0.9})
        for (const double width : {1.0, 1.7, 3.0, 8.0}) {
            CAPTURE(shift, width);
            scene::Scene scene = blank(100, 80);
            scene.items.push_back(scene::Strokes{
                .colour = white, .width = width, .lines = {{{20 + shift, 20}, {70 + shift, 50 + shift}}}});
            const double length = std::hypot(50, 30 + shift);
            // A capsule: the round ends add a disc of the pen.
            const double area = length * width + 3.14159265 * width * width / 4;
            CHECK(ink_of(rasterize(scene)) == Approx(area).epsilon(0.03));
        }
}

TEST_CASE("scene: a point is drawn about the centre of its pixel", "[drawing]") {
    scene::Scene scene = blank(21, 21);
    scene.items.push_back(scene::Strokes{.colour = white, .width = 3, .lines = {{{10, 10}, {10, 10}}}});
    const cv::Mat image = rasterize(scene);
    CHECK(image.at<cv::Vec3b>(10, 10) == cv::Vec3b(255, 255, 255));
    for (int d = 1; d <= 5; ++d) {
        CHECK(image.at<cv::Vec3b>(10, 10 + d) == image.at<cv::Vec3b>(10, 10 - d));
        CHECK(image.at<cv::Vec3b>(10 + d, 10) == image.at<cv::Vec3b>(10, 10 + d));
    }
    CHECK(image.at<cv::Vec3b>(10, 13) == cv::Vec3b(0, 0, 0));
}

TEST_CASE("scene: a segment shorter than rounding is a round dot, like a point", "[drawing]") {
    const auto dot = [](sift::Point to) {
        scene::Scene scene = blank(41, 41);
        scene.items.push_back(scene::Strokes{.colour = white, .width = 12, .lines = {{{20, 20}, to}}});
        return rasterize(scene);
    };
    const cv::Mat point = dot({20, 20});
    CHECK(ink_of(point) == Approx(3.14159265 * 36).epsilon(0.01));
    for (const sift::Point to : {sift::Point{20 + 1e-14, 20}, {20, 20 + 1e-14}, {20 - 1e-10, 20 + 1e-10}})
        CHECK(cv::norm(dot(to), point, cv::NORM_INF) <= 1);
}

TEST_CASE("scene: wide strokes are as the distance to them says, at every slope", "[drawing]") {
    for (int degrees = 0; degrees < 180; degrees += 7)
        for (const double width : {1.4, 5.0, 13.0}) {
            CAPTURE(degrees, width);
            const double angle = degrees * 3.14159265 / 180;
            const sift::Point a{40.3 - 25 * std::cos(angle), 39.8 - 25 * std::sin(angle)};
            const sift::Point b{40.3 + 25 * std::cos(angle), 39.8 + 25 * std::sin(angle)};
            scene::Scene scene = blank(80, 80);
            scene.items.push_back(scene::Strokes{.colour = white, .width = width, .lines = {{a, b}}});
            const cv::Mat image = rasterize(scene);
            int off = 0;
            for (int y = 0; y < 80; ++y)
                for (int x = 0; x < 80; ++x) {
                    const double along =
                        std::clamp(((x - a.x) * (b.x - a.x) + (y - a.y) * (b.y - a.y)) / 2500, 0.0, 1.0);
                    const double distance =
                        std::hypot(x - a.x - along * (b.x - a.x), y - a.y - along * (b.y - a.y));
                    const double share = std::clamp(0.5 + width / 2 - distance, 0.0, 1.0);
                    off += std::abs(image.at<cv::Vec3b>(y, x)[0] - 255 * share) > 1.01 ? 1 : 0;
                }
            CHECK(off == 0);
        }
}

TEST_CASE("scene: a circle is a ring of its radius", "[drawing]") {
    scene::Scene scene = blank(60, 60);
    scene.items.push_back(scene::Strokes{.colour = white, .width = 2, .circles = {{{30, 30}, 20}}});
    const cv::Mat image = rasterize(scene);
    CHECK(image.at<cv::Vec3b>(30, 50)[0] == 255);
    CHECK(image.at<cv::Vec3b>(30, 30)[0] == 0);
    CHECK(ink_of(image) == Approx(2 * 3.14159265 * 20 * 2).epsilon(0.01));
}

TEST_CASE("scene: where light strokes of one pen cross, the opacity does not add up", "[drawing]") {
    scene::Scene scene = blank(40, 40);
    scene.items.push_back(scene::Strokes{
        .colour = white, .opacity = 0.5, .width = 6, .lines = {{{5, 20}, {35, 20}}, {{20, 5}, {20, 35}}}});
    const cv::Mat image = rasterize(scene);
    CHECK(image.at<cv::Vec3b>(20, 10)[0] == Approx(128).margin(1));
    CHECK(image.at<cv::Vec3b>(20, 20) == image.at<cv::Vec3b>(20, 10));
}

TEST_CASE("scene: a dashed line has gaps as long as its dashes", "[drawing]") {
    scene::Scene solid = blank(220, 20), dashed = blank(220, 20);
    scene::Strokes strokes{.colour = white, .width = 2, .lines = {{{10, 10}, {110, 10}, {210, 10}}}};
    solid.items.push_back(strokes);
    strokes.dash = 10;
    dashed.items.push_back(strokes);
    // Ten of twenty dashes, each with round ends that reach half a pen into the gaps.
    CHECK(ink_of(rasterize(dashed)) == Approx(10 * (10 * 2 + 3.14)).epsilon(0.03));
    CHECK(ink_of(rasterize(solid)) == Approx(200 * 2 + 3.14).epsilon(0.01));
}

TEST_CASE("scene: what lies outside of the picture is cut off, not an error", "[drawing]") {
    scene::Scene scene = blank(30, 20);
    scene.items.push_back(scene::Strokes{.colour = white,
                                         .width = 4,
                                         .lines = {{{-100, -50}, {200, 90}}, {{500, 500}, {600, 600}}},
                                         .circles = {{{-5, 10}, 8}, {{1000, 1000}, 50}}});
    scene.items.push_back(scene::Box{.colour = white, .left = -5, .top = 15, .width = 100, .height = 100});
    scene.items.push_back(scene::Picture{cv::Mat(50, 50, CV_8UC3, cv::Scalar(9, 9, 9)), 20, 10});
    scene.items.push_back(
        scene::Text{.colour = white, .baseline = {25, 12}, .cap_height = 10, .text = "cut"});
    const cv::Mat image = rasterize(scene);
    CHECK(image.size() == cv::Size(30, 20));
    CHECK(ink_of(image) > 50);
}

TEST_CASE("scene: the vectors hold what the pixels show", "[drawing]") {
    scene::Scene scene = blank(50, 40);
    scene.items.push_back(scene::Picture{cv::Mat(4, 5, CV_8UC3, cv::Scalar(1, 2, 3)), 7, 8});
    scene.items.push_back(scene::Strokes{.colour = {0xD5, 0x5E, 0x00},
                                         .opacity = 0.25,
                                         .width = 1.5,
                                         .dash = 4,
                                         .lines = {{{1, 2}, {3, 4.25}}},
                                         .circles = {{{9.5, 9}, 3}}});
    scene.items.push_back(
        scene::Text{.colour = white, .baseline = {2, 30}, .cap_height = 8, .text = "a < b & \"c\"\x01\xff"});
    const std::string svg = to_svg(scene, "t < u", "d & e");
    for (const std::string text :
         {"width=\"50\" height=\"40\"", "<title>t &lt; u</title>", "<desc>d &amp; e</desc>",
          "<image x=\"7\" y=\"8\" width=\"5\" height=\"4\"", "stroke=\"#d55e00\"", "opacity=\"0.25\"",
          "stroke-dasharray=\"4\"",
          // Pixel centres become distances from the corner.
          "M1.5 2.5L3.5 4.75", "<circle cx=\"10\" cy=\"9.5\" r=\"3\"/>",
          "a &lt; b &amp; &quot;c&quot; \uFFFD"})
        CHECK_THAT(svg, contains_text(text));
}

TEST_CASE("scene: embedded pictures are base64 of PNG, padded as it must be", "[drawing]") {
    // Three sizes, so that all three paddings occur; checked by decoding again.
    for (const int width : {1, 2, 3, 4, 5}) {
        scene::Scene scene = blank(10, 10);
        scene.items.push_back(scene::Picture{cv::Mat(1, width, CV_8UC3, cv::Scalar(7, 8, 9)), 0, 0});
        const std::string svg = to_svg(scene, "", "");
        const std::size_t begin = svg.find("base64,") + 7;
        const std::string text = svg.substr(begin, svg.find('"', begin) - begin);
        REQUIRE(text.size() % 4 == 0);
        const std::string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        std::string bytes;
        unsigned bits = 0, count = 0;
        for (const char letter : text) {
            if (letter == '=') break;
            bits = bits << 6 | static_cast<unsigned>(letters.find(letter));
            count += 6;
            if (count >= 8) bytes += static_cast<char>(bits >> (count -= 8) & 255);
        }
        CHECK(bytes.substr(0, 4) == "\x89PNG");
        // A PNG ends in the chunk IEND and its checksum.
        CHECK(bytes.substr(bytes.size() - 8) == "IEND\xAE\x42\x60\x82");
    }
}

TEST_CASE("caption: stays within its width, whatever has to go in", "[drawing]") {
    std::vector<CaptionEntry> entries{
        {.text = "a_very_long_file_name_without_any_blank_that_could_be_used_to_break_it_into_two_lines.png"},
        {.text = "a sentence that is longer than a line and has blanks where it can be broken",
         .begins_line = true},
        {.text = "short", .swatch = Swatch::crossed_line, .swatch_colour = palette::wrong}};
    for (const double width : {120.0, 200.0, 500.0, 2000.0}) {
        CAPTURE(width);
        scene::Scene scene = blank(2100, 400);
        const double bottom = add_caption(scene, entries, 10, 20, width, 9);
        CHECK(bottom > 29);
        for (const scene::Item& item : scene.items)
            if (const auto* text = std::get_if<scene::Text>(&item)) {
                CHECK(text->baseline.x + text_width(text->text, text->cap_height) <= 10 + width + 1e-6);
                CHECK(text->baseline.y <= bottom);
            }
    }
}

TEST_CASE("font: every printable character has a glyph of its own, others show as a box", "[drawing]") {
    const auto strokes_of = [](const std::string& text) {
        std::string drawn;
        for (const Polyline& line : text_strokes(text, {0, 0}, 14))
            for (const sift::Point& p : line) drawn += std::to_string(p.x) + "," + std::to_string(p.y) + " ";
        return drawn;
    };
    const std::string box = strokes_of("\u56FE");
    std::vector<std::string> seen;
    for (char letter = '!'; letter <= '~'; ++letter) {
        CAPTURE(letter);
        const std::string strokes = strokes_of(std::string(1, letter));
        CHECK_FALSE(strokes.empty());
        CHECK(strokes != box);
        for (const std::string& other : seen) CHECK(other != strokes);
        seen.push_back(strokes);
    }
    CHECK(strokes_of("\u00B0") != box);
    CHECK(strokes_of("\xff") == box);
    CHECK(text_width("1234567890", 14) == Approx(10 * text_width("0", 14)));
    CHECK(text_width("", 14) == 0);
}
