#include "app/gradients/tensor_picture.h"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

namespace siftscope {
namespace {

constexpr std::size_t most_cells_across = 16;
constexpr std::size_t most_pages = 64;
constexpr std::size_t longest_side_of_others = 24;  // a page of 1 x 24 is long, one of 1 x 1000 is of no use
constexpr std::size_t most_in_sample = 20000;

}  // namespace

TensorForm form_of(const nn::Shape& shape) {
    const Pages pages = pages_of(shape);
    const std::size_t longer = std::max(pages.rows, pages.columns),
                      shorter = std::min(pages.rows, pages.columns);
    if (pages.count > most_pages) return TensorForm::hidden;
    if (longer <= most_cells_across) return TensorForm::cells;
    return longer > longest_side_of_others * shorter ? TensorForm::hidden : TensorForm::picture;
}

NumberRange range_of(const nn::Tensor& numbers, bool about_zero) {
    NumberRange range;
    if (numbers.empty()) return range;
    if (!about_zero) {
        const auto [low, high] = std::minmax_element(numbers.data().begin(), numbers.data().end());
        return {*low, *high, false, false};
    }
    double limit = 0;
    for (const double number : numbers.data()) limit = std::max(limit, std::abs(number));
    range.about_zero = true;
    if (form_of(numbers.shape()) == TensorForm::picture) {
        std::vector<double> sample;
        const std::size_t stride = 1 + numbers.size() / most_in_sample;
        for (std::size_t i = 0; i < numbers.size(); i += stride)
            if (numbers[i] != 0) sample.push_back(std::abs(numbers[i]));
        if (sample.size() > 200) {
            const auto place = sample.begin() + static_cast<std::ptrdiff_t>(sample.size() * 995 / 1000);
            std::nth_element(sample.begin(), place, sample.end());
            range.clipped = *place < limit;
            limit = *place;
        }
    }
    if (limit == 0) limit = 1;
    range.low = -limit;
    range.high = limit;
    return range;
}

TensorPicture picture_of(const nn::Tensor& numbers, bool about_zero) {
    const Pages pages = pages_of(numbers.shape());
    TensorPicture picture{range_of(numbers, about_zero), {}};
    const double low = picture.range.low, extent = picture.range.high - low;
    const double factor = extent > 0 ? 255 / extent : 0, offset = extent > 0 ? 0.5 : 127.5;
    const double* number = numbers.data().data();
    for (std::size_t page = 0; page < pages.count; ++page) {
        cv::Mat levels(static_cast<int>(pages.rows), static_cast<int>(pages.columns), CV_8U);
        for (int row = 0; row < levels.rows; ++row) {
            std::uint8_t* out = levels.ptr<std::uint8_t>(row);
            for (int column = 0; column < levels.cols; ++column)
                *out++ =
                    static_cast<std::uint8_t>(std::clamp((*number++ - low) * factor + offset, 0.0, 255.0));
        }
        picture.pages.push_back(std::move(levels));
    }
    return picture;
}

std::map<std::string, TensorPicture> pictures_of(const SolvedLab& solved) {
    std::map<std::string, TensorPicture> pictures;
    for (const ShownTensor& shown : shown_tensors(solved)) {
        const nn::Tensor& numbers = numbers_of(solved, shown);
        if (form_of(numbers.shape()) == TensorForm::picture)
            pictures[shown.name] = picture_of(numbers, shown.gradient);
    }
    return pictures;
}

cv::Mat coloured(const cv::Mat& levels, bool about_zero, bool on_dark) {
    cv::Mat table(1, 256, CV_8UC3), three, result;
    for (int level = 0; level < 256; ++level) {
        const palette::Colour colour = picture_colour(level / 255.0, about_zero, on_dark);
        table.at<cv::Vec3b>(level) = {colour.blue, colour.green, colour.red};
    }
    cv::cvtColor(levels, three, cv::COLOR_GRAY2BGR);
    cv::LUT(three, table, result);
    return result;
}

}  // namespace siftscope
