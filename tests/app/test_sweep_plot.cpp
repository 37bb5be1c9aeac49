#include "app/drawing/sweep_plot.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include <opencv2/imgcodecs.hpp>

#include "app/drawing/plot_scene.h"
#include "app/drawing/scene_raster.h"
#include "app/model/error.h"
#include "tests/support/catch.h"

using namespace siftscope;

namespace {

SweepRow row(const std::string& image, const std::string& engine, double angle, double repeatability,
             double error_px, std::optional<double> angle_error) {
    SweepRow r;
    r.image = image;
    r.engine = engine;
    r.angle = angle;
    r.repeatability = repeatability;
    r.precision = engine == "opencv" ? 0.95 : 0.99;
    r.median_error_px = error_px;
    r.angle_error = angle_error;
    return r;
}

std::vector<SweepRow> two_engines() {
    return {row("a.png", "siftscope-precise", 0, 1, 0, 0.0),
            row("a.png", "siftscope-precise", 45, 0.9, 0.02, -2e-4),
            row("a.png", "opencv", 0, 1, 0, 0.0),
            row("a.png", "opencv", 45, 0.8, 0.3, 3e-3),
            row("b.png", "siftscope-precise", 0, 1, 0, 0.0),
            row("b.png", "siftscope-precise", 45, 0.8, 0.04, 4e-4),
            row("b.png", "opencv", 0, 1, 0, 0.0),
            row("b.png", "opencv", 45, 0.7, 0.5, std::nullopt)};
}

/// Whether every tag that opens closes, in order, and every attribute is between quotes.
bool is_well_formed(std::string_view svg) {
    std::vector<std::string> open;
    std::size_t at = 0;
    while ((at = svg.find('<', at)) != std::string_view::npos) {
        const std::size_t end = svg.find('>', at);
        if (end == std::string_view::npos) return false;
        const std::string_view tag = svg.substr(at + 1, end - at - 1);
        at = end;
        if (tag.empty() || tag.find('<') != std::string_view::npos) return false;
        if (std::count(tag.begin(), tag.end(), '"') % 2 != 0) return false;
        if (tag.front() == '?') continue;
        const std::string name(tag.substr(0, tag.find_first_of(" /", 1)));
        if (tag.front() == '/') {
            if (open.empty() || "/" + open.back() != tag) return false;
            open.pop_back();
        } else if (tag.back() != '/') {
            open.push_back(name);
        }
    }
    return open.empty();
}

}  // namespace

TEST_CASE("sweep plot: the lines are means over the pictures, the bands reach from least to greatest",
          "[app][plot]") {
    const plot::Figure figure = sweep_figure(two_engines(), {});
    REQUIRE(figure.panels.size() == 5);
    const plot::Panel& repeatability = figure.panels[0];
    REQUIRE(repeatability.series.size() == 2);
    // OpenCV at the bottom, ours drawn over it.
    const plot::Series& opencv = repeatability.series[0];
    const plot::Series& ours = repeatability.series[1];
    CHECK_THAT(opencv.name, contains_text("cv::SIFT"));
    CHECK(ours.name == "siftscope-precise");
    CHECK(ours.x == std::vector<double>{0, 45});
    CHECK(ours.y[0] == 100);
    CHECK(ours.y[1] == Approx(85));  // of 90 and 80
    CHECK(opencv.y[1] == Approx(75));
    CHECK(opencv.low[1] == Approx(70));
    CHECK(opencv.high[1] == Approx(80));
    CHECK(repeatability.y.high == 100);
    CHECK(repeatability.y.low <= 70);

    const plot::Panel& recall = figure.panels[2];  // no row has any
    CHECK(std::isnan(recall.series[0].y[0]));

    const plot::Panel& position = figure.panels[3];
    CHECK(position.series[0].y[1] == Approx(0.4));
    CHECK(position.y.low == 0);

    const plot::Panel& angle = figure.panels[4];
    CHECK(angle.y.scale == plot::Scale::logarithmic);
    CHECK(angle.series[1].y[0] == Approx(1e-6));  // exact: held at the least that is shown
    CHECK(angle.series[1].y[1] == Approx(3e-4));  // the median of 2e-4 and 4e-4, signs dropped
    CHECK(angle.series[0].y[1] == Approx(3e-3));  // of the one that was estimated
}

TEST_CASE("sweep plot: an engine looks the same whichever others there are", "[app][plot]") {
    std::vector<SweepRow> alone;
    for (const SweepRow& r : two_engines())
        if (r.engine == "opencv") alone.push_back(r);
    CHECK(sweep_figure(alone, {}).panels[0].series[0].style ==
          sweep_figure(two_engines(), {}).panels[0].series[0].style);
}

TEST_CASE("sweep plot: the SVG is well-formed and names axes, units and engines", "[app][plot]") {
    std::vector<SweepRow> rows = two_engines();
    for (SweepRow& r : rows) r.image = "a<b>&\"c\".png";
    const std::string svg = encode_sweep_plot(rows, {}, {}, ".svg");
    CHECK(is_well_formed(svg));
    for (const std::string text :
         {"Repeatability", "Precision", "Recall", "Position error", "Angle error", "%", "px",
          "rotation, degrees", "siftscope-precise", "cv::SIFT", "a&lt;b&gt;&amp;"})
        CHECK_THAT(svg, contains_text(text));
    CHECK(encode_sweep_plot(rows, {}, {}, ".svg") == svg);
}

TEST_CASE("sweep plot: the PNG shows every engine's colour in every panel", "[app][plot]") {
    const std::string bytes = encode_sweep_plot(two_engines(), {}, {}, ".png");
    const cv::Mat image = cv::imdecode(std::vector<uchar>(bytes.begin(), bytes.end()), cv::IMREAD_COLOR);
    REQUIRE(image.cols == 1240);
    const auto count = [&](const cv::Rect& part, const cv::Vec3b& colour) {
        int found = 0;
        for (int y = part.y; y < part.y + part.height; ++y)
            for (int x = part.x; x < part.x + part.width; ++x)
                found += image.at<cv::Vec3b>(y, x) == colour ? 1 : 0;
        return found;
    };
    const int height = (image.rows - 62) / 3;
    for (int panel = 0; panel < 6; ++panel) {  // the last is the legend
        CAPTURE(panel);
        const cv::Rect part(panel % 2 * 620, 62 + panel / 2 * height, 620, height);
        const bool recall = panel == 2;  // has no values
        CHECK((count(part, {0xB2, 0x72, 0x00}) > 40) != recall);
        CHECK((count(part, {0x00, 0x5E, 0xD5}) > 40) != recall);
        CHECK(count(part, {0x6A, 0x60, 0x57}) > 20);  // labels
        CHECK(count(part, {0xFF, 0xFF, 0xFF}) > 10000);
    }
    CHECK_THROWS_AS(encode_sweep_plot(two_engines(), {}, {}, ".gif"), UserError);
}

TEST_CASE("sweep plot: one row, or none with a figure, still makes a plot", "[app][plot]") {
    for (const std::vector<SweepRow>& rows :
         {std::vector<SweepRow>{row("a.png", "opencv", 30, 0.9, 0.3, 0.001)}, std::vector<SweepRow>(1)}) {
        const std::string svg = encode_sweep_plot(rows, {}, {}, ".svg");
        CHECK(is_well_formed(svg));
        CHECK(svg.find("nan") == std::string::npos);
        CHECK(svg.find("inf") == std::string::npos);
    }
}

TEST_CASE("scene: an area covers its inside, half of the pixels on its edge, and nothing else",
          "[app][plot]") {
    scene::Scene scene;
    scene.width = 20;
    scene.height = 20;
    scene.background = {0, 0, 0};
    // From pixel centre to pixel centre: the pixels on the border are half inside, in the corners a quarter.
    scene.items.emplace_back(scene::Area{{200, 200, 200}, 1, {{5, 5}, {15, 5}, {15, 15}, {5, 15}}});
    const cv::Mat image = rasterize(scene);
    const auto level = [&](int x, int y) { return static_cast<int>(image.at<cv::Vec3b>(y, x)[0]); };
    CHECK(level(10, 10) == 200);
    CHECK(std::abs(level(5, 10) - 100) <= 1);
    CHECK(std::abs(level(10, 15) - 100) <= 1);
    CHECK(std::abs(level(15, 15) - 50) <= 1);
    CHECK(level(4, 10) == 0);
    CHECK(level(10, 17) == 0);
    CHECK(level(19, 19) == 0);
}
