#include "app/views/distortion_section.h"

#include <algorithm>
#include <cmath>

#include "app/model/setting_ranges.h"
#include "app/model/setting_words.h"
#include "app/views/controls.h"
#include "app/views/folding_section.h"

namespace siftscope {
namespace {

constexpr Number scale_factor{
    "scale",
    "Scale",
    "By which the turned picture is enlarged about its centre. It is part of the true map: places and "
    "sizes of keypoints scale with it. Made smaller, the picture is blurred first as a camera farther "
    "away would.",
    range::scale.low,
    range::scale.high,
    2,
    " \u00d7"};
constexpr Number blur_sigma{
    "blur",
    "Blur \u03c3",
    "Gaussian blur of the turned picture: its standard deviation in pixels, 0 to 20. 0 is none.",
    0,
    10,
    1,
    " px"};
constexpr Number gain_factor{"gain",
                             "Gain",
                             "Contrast: each grey level is multiplied by this, then the brightness is added "
                             "and what leaves 0 to 255 is "
                             "cut off.",
                             0.25,
                             4,
                             2,
                             " \u00d7"};
constexpr Number brightness_levels{
    "brightness",
    "Brightness",
    "Grey levels that are added, after the gain; what leaves 0 to 255 is cut off.",
    -128,
    128,
    0,
    ""};
constexpr Number noise_levels{
    "noise", "Noise", "Standard deviation, in grey levels, of noise that is added to each pixel. 0 is none.",
    0,       50,      1,
    ""};
constexpr Number noise_seed{"seed",
                            "Noise seed",
                            "The same seed gives the same noise on every machine; another one gives other "
                            "noise of the same strength.",
                            0,
                            100,
                            0,
                            "",
                            true};
constexpr Number jpeg_quality{
    "jpeg",
    "JPEG quality",
    "The turned picture goes through a JPEG file of this quality, 1 to 100: lower loses more. 0 does not.",
    0,
    100,
    0,
    "",
    true,
    "off"};

constexpr Number region_x{"region_x", "Left", "First column of pixels of the region in the original.", 0, 1,
                          0,          " px"};
constexpr Number region_y{"region_y", "Top", "First row of pixels of the region in the original.", 0, 1,
                          0,          " px"};
constexpr Number region_width{"region_width", "Width", "Columns of pixels in the region.", 1, 2, 0, " px"};
constexpr Number region_height{"region_height", "Height", "Rows of pixels in the region.", 1, 2, 0, " px"};
constexpr Number least_size{
    "min_size",
    "Min. size",
    "Only keypoints of the original of this diameter and more take part: 2 \u03c3, in pixels. 0 keeps all.",
    0,
    60,
    1,
    " px"};
constexpr Number greatest_size{"max_size",
                               "Max. size",
                               "Only keypoints of the original of this diameter and less take part: 2 "
                               "\u03c3, in pixels. 0 sets no limit.",
                               0,
                               60,
                               1,
                               " px",
                               false,
                               "none"};

int whole_of(double value) {
    return static_cast<int>(std::clamp(std::round(value), -2e9, 2e9));
}

void whole_row(Frame& frame, const Number& number, int& value, int standard) {
    double edited = value;
    if (number_row(frame, number, edited, standard)) value = whole_of(edited);
}

void region_rows(Frame& frame, KeypointFilter& filter) {
    const bool has_picture = frame.state.picture != nullptr;
    const double width = has_picture ? frame.state.picture->width : 1;
    const double height = has_picture ? frame.state.picture->height : 1;
    const Region middle{std::floor(width / 4), std::floor(height / 4), std::ceil(width / 2),
                        std::ceil(height / 2)};
    bool limited = filter.region.has_value();
    if (check_row(
            frame, "region", "Region",
            "Only keypoints of the original within a rectangle take part; they are looked for in all of the "
            "other picture. Drag its edges and corners on the original.",
            limited))
        filter.region = limited ? std::optional<Region>(middle) : std::nullopt;
    if (!filter.region) return;
    const auto row = [&](Number number, double& value, double low, double high, double standard) {
        number.low = low;
        number.high = std::max(high, low + 1);
        number_row(frame, number, value, standard);
    };
    row(region_x, filter.region->x, 0, width - 1, middle.x);
    row(region_y, filter.region->y, 0, height - 1, middle.y);
    row(region_width, filter.region->width, 1, width, middle.width);
    row(region_height, filter.region->height, 1, height, middle.height);
}

}  // namespace

void distortion_section(Frame& frame, Settings& settings) {
    static const Fold fold{
        "distortions",
        "Distortions",
        "What is done to the turned picture besides turning it, in this order: scale, blur, gain "
        "and brightness, noise, JPEG.",
        "defaults_distortion",
        {"scale", "blur", "gain", "brightness", "noise", "seed", "jpeg"}};
    const Distortion none;
    Distortion& now = settings.distortion;
    const auto [open, reset] = folding_section(frame, fold, joined(distortion_words(now)), now != none);
    if (reset) now = none;
    if (!open) return;
    number_row(frame, scale_factor, now.scale, none.scale);
    number_row(frame, blur_sigma, now.blur, none.blur);
    number_row(frame, gain_factor, now.gain, none.gain);
    number_row(frame, brightness_levels, now.brightness, none.brightness);
    number_row(frame, noise_levels, now.noise, none.noise);
    whole_row(frame, noise_seed, now.seed, none.seed);
    whole_row(frame, jpeg_quality, now.jpeg, none.jpeg);
}

void filter_section(Frame& frame, Settings& settings) {
    static const Fold fold{
        "keypoint_filter",
        "Keypoints that take part",
        "Restricts the match to keypoints of the original in a region or of some sizes.",
        "defaults_filter",
        {"region", "region_x", "region_y", "region_width", "region_height", "min_size", "max_size"}};
    KeypointFilter& now = settings.filter;
    const auto [open, reset] = folding_section(frame, fold, joined(filter_words(now)), !now.keeps_all());
    if (reset) now = {};
    if (!open) return;
    region_rows(frame, now);
    number_row(frame, least_size, now.min_size, 0);
    double limit = now.max_size.value_or(0);
    if (number_row(frame, greatest_size, limit, 0))
        now.max_size = limit > 0 ? std::optional<double>(limit) : std::nullopt;
}

}  // namespace siftscope
