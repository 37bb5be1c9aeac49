#include "app/gradients/tensor_scene.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <opencv2/imgproc.hpp>

#include "app/drawing/stroke_font.h"
#include "app/gradients/tensor_picture.h"
#include "nn/contributions.h"

namespace siftscope {
namespace {

constexpr int margin = 24, gap = 12, title_height = 40, bar_height = 14, bar_block = 56;
constexpr int cell_width = 76, cell_height = 48;
constexpr double letters = 11, title_letters = 14;

scene::Text text(std::string words, double x, double y, double height, palette::Colour colour) {
    return {colour, {x, y}, height, false, std::move(words)};
}

/// The widest form of the number that fits.
std::string fitting(double value, double width) {
    for (int digits = 6; digits > 1; --digits) {
        std::string words = nn::short_number(value, digits);
        if (text_width(words, letters) <= width) return words;
    }
    return nn::short_number(value, 1);
}

}  // namespace

std::string plain_symbol(const std::string& symbol) {
    std::string plain;
    for (std::size_t i = 0; i < symbol.size(); ++i) {
        if (symbol.compare(i, 3, "\u2202") == 0) {
            plain += 'd';
            i += 2;
        } else if (symbol.compare(i, 2, "\xE2\x82") == 0 && i + 2 < symbol.size()) {
            const auto last = static_cast<unsigned char>(symbol[i + 2]);
            plain += last <= 0x89 ? static_cast<char>('0' + (last - 0x80)) : 't';
            i += 2;
        } else {
            plain += symbol[i];
        }
    }
    return plain;
}

scene::Scene tensor_scene(const ShownTensor& shown, const nn::Tensor& numbers) {
    const Pages pages = pages_of(numbers.shape());
    const bool cells = form_of(numbers.shape()) == TensorForm::cells;
    const TensorPicture picture = picture_of(numbers, shown.gradient);
    const int page_width = static_cast<int>(pages.columns) * (cells ? cell_width : 1);
    const int page_height = static_cast<int>(pages.rows) * (cells ? cell_height : 1);
    const int across = std::clamp(1600 / (page_width + gap), 1, static_cast<int>(pages.count));
    const int down = (static_cast<int>(pages.count) + across - 1) / across;

    scene::Scene scene;
    scene.background = {0xFF, 0xFF, 0xFF};
    const palette::Colour ink{0x1E, 0x23, 0x2B}, faint{0x5B, 0x65, 0x73};
    const std::string title = plain_symbol(shown.symbol) + "   " + nn::to_string(numbers.shape());
    const int title_width = static_cast<int>(text_width(title, title_letters));
    scene.width = 2 * margin + std::max({across * (page_width + gap) - gap, title_width, 240});
    scene.height = 2 * margin + title_height + down * (page_height + gap) - gap + bar_block;
    scene.items.emplace_back(text(title, margin, margin + title_letters, title_letters, ink));

    for (std::size_t page = 0; page < pages.count; ++page) {
        const int left = margin + static_cast<int>(page) % across * (page_width + gap);
        const int top = margin + title_height + static_cast<int>(page) / across * (page_height + gap);
        if (!cells) {
            scene.items.emplace_back(
                scene::Picture{coloured(picture.pages[page], shown.gradient, false), left, top});
            continue;
        }
        for (std::size_t row = 0; row < pages.rows; ++row)
            for (std::size_t column = 0; column < pages.columns; ++column) {
                const double number = numbers[pages.flat(page, row, column)];
                const palette::Colour paper =
                    number_colour(picture.range.share(number), shown.gradient, false);
                const double x = left + static_cast<double>(column) * cell_width;
                const double y = top + static_cast<double>(row) * cell_height;
                scene.items.emplace_back(
                    scene::Box{paper, 1, x + 1, y + 1, cell_width - 2.0, cell_height - 2.0, 4});
                const bool letter = shown.kind == ShownTensor::Kind::live;
                const std::string words =
                    letter ? (number != 0 ? "x" : "c") : fitting(number, cell_width - 10);
                scene.items.emplace_back(text(words, x + (cell_width - text_width(words, letters)) / 2,
                                              y + (cell_height + letters) / 2, letters, ink_on(paper)));
            }
    }

    const int bar_width = 200;
    const int bar_top = scene.height - margin - bar_block + 20;
    cv::Mat ramp(bar_height, bar_width, CV_8U);
    for (int column = 0; column < bar_width; ++column)
        ramp.col(column).setTo(static_cast<int>(std::lround(255.0 * column / (bar_width - 1))));
    cv::Mat colours = coloured(ramp, shown.gradient, false);
    if (cells && !shown.gradient)
        for (int column = 0; column < bar_width; ++column) {
            const palette::Colour c = number_colour(column / (bar_width - 1.0), false, false);
            colours.col(column).setTo(cv::Scalar(c.blue, c.green, c.red));
        }
    scene.items.emplace_back(scene::Picture{colours, margin, bar_top});
    const NumberRange& range = picture.range;
    const auto label = [&](double value, double at) {
        const std::string words = nn::short_number(value, 4);
        const double width = text_width(words, letters);
        const double x = std::clamp(margin + at * bar_width - width / 2, static_cast<double>(margin),
                                    std::max<double>(margin, scene.width - margin - width));
        scene.items.emplace_back(text(words, x, bar_top + bar_height + 8 + letters, letters, faint));
    };
    label(range.low, 0);
    if (range.about_zero) label(0, 0.5);
    label(range.high, 1);
    return scene;
}

}  // namespace siftscope
