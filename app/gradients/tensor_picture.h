#pragma once

#include <map>
#include <string>
#include <vector>

#include <opencv2/core/mat.hpp>

#include "app/drawing/number_colours.h"
#include "app/gradients/shown_tensors.h"

namespace siftscope {

/// How a tensor is shown.
enum class TensorForm {
    cells,    ///< every number can be read
    picture,  ///< a pixel for each number; zooming in shows the numbers
    hidden    ///< too long or too large to be of use: it is described instead
};
[[nodiscard]] TensorForm form_of(const nn::Shape& shape);

/// The range of a tensor's colours. Gradients: symmetric about zero; a large map ends at the 99.5th
/// percentile of its magnitudes, so that single large numbers do not make the rest black.
[[nodiscard]] NumberRange range_of(const nn::Tensor& numbers, bool about_zero);

/// The pages of a large tensor, 8-bit: 0 stands for the low end of the range, 255 for the high end.
struct TensorPicture {
    NumberRange range;
    std::vector<cv::Mat> pages;
};
[[nodiscard]] TensorPicture picture_of(const nn::Tensor& numbers, bool about_zero);

/// A page in its colours, 8-bit BGR: on a dark background or on paper.
[[nodiscard]] cv::Mat coloured(const cv::Mat& levels, bool about_zero, bool on_dark);

/// Of all tensors of a solved problem that are shown as pictures, by name. For the background.
[[nodiscard]] std::map<std::string, TensorPicture> pictures_of(const SolvedLab& solved);

}  // namespace siftscope
