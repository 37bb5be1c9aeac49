#include "app/views/gradient_textures.h"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

namespace siftscope {

std::pair<GradientTextures::Entry&, bool> GradientTextures::entry(
    const std::shared_ptr<const LabResult>& result, const std::string& name, std::size_t page, bool on_dark) {
    Entry& found = entries_[{name, page}];
    const bool stale = found.of.lock() != result || found.on_dark != on_dark || found.texture.empty();
    found.of = result;
    found.on_dark = on_dark;
    return {found, stale};
}

Texture& GradientTextures::page(const std::shared_ptr<const LabResult>& result, const ShownTensor& shown,
                                std::size_t page, bool on_dark) {
    const auto [found, stale] = entry(result, shown.name, page, on_dark);
    if (stale)
        found.texture.update(coloured(result->pictures.at(shown.name).pages[page], shown.gradient, on_dark));
    return found.texture;
}

Texture& GradientTextures::gradient_over_input(const std::shared_ptr<const LabResult>& result, bool on_dark) {
    const auto [found, stale] = entry(result, "gradient over input", 0, on_dark);
    if (!stale) return found.texture;
    const cv::Mat& grey = result->pictures.at("x").pages[0];
    const cv::Mat& levels = result->pictures.at("dx").pages[0];
    cv::Mat over(grey.size(), CV_8UC3);
    for (int row = 0; row < over.rows; ++row)
        for (int column = 0; column < over.cols; ++column) {
            const int level = levels.at<std::uint8_t>(row, column);
            const double share = level / 255.0, strength = std::min(1.0, std::abs(2 * share - 1) * 1.6);
            // Full colours at the ends of the map, whatever the theme: the picture decides the ground.
            const palette::Colour c = picture_colour(share < 0.5 ? 0.2 : 0.8, true, true);
            const double ground = 0.75 * grey.at<std::uint8_t>(row, column);
            const auto part = [&](std::uint8_t colour) {
                return static_cast<std::uint8_t>(ground * (1 - strength) + colour * strength);
            };
            over.at<cv::Vec3b>(row, column) = {part(c.blue), part(c.green), part(c.red)};
        }
    found.texture.update(over);
    return found.texture;
}

}  // namespace siftscope
