#include "app/gradients/presets.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include <opencv2/imgproc.hpp>

#include "app/gradients/kernels.h"
#include "app/model/error.h"
#include "app/nn_problem/nn_examples.h"

namespace siftscope {

const std::vector<Preset>& presets() {
    static const std::vector<Preset> list = [] {
        const auto of = [](const char* name, const char* title) {
            std::string shows = nn_example(name).shows;
            const bool formula = shows[1] == ' ' && shows[0] != 'a';
            if (!formula) shows[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(shows[0])));
            return Preset{name, title, shows + "."};
        };
        return std::vector<Preset>{
            of("worked_3x3", "Worked 3\u00d73"),
            of("overlap", "Overlap"),
            of("tie", "A tie"),
            of("conv_stride2_padding", "Convolution"),
            of("channels_2x2", "Channels"),
            of("fully_connected", "Connected"),
            of("nll", "Softmax, NLL"),
            of("chain", "Whole chain"),
            {"photograph", "Photograph",
             "The whole chain on a patch of the open picture, or on all of it. Class k averages map k: it "
             "says that kernel k responds most."}};
    }();
    return list;
}

LabState lab_of_preset(std::string_view name) {
    return {std::string(name), nn_example(name).problem, false, std::nullopt};
}

PatchChoice fitted(PatchChoice patch, const Picture& picture) {
    if (std::min(picture.width, picture.height) < least_patch_side)
        throw UserError("The picture has " + std::to_string(picture.width) + " x " +
                        std::to_string(picture.height) + " pixels, but a patch needs " +
                        std::to_string(least_patch_side) + " in both directions.");
    patch.width = std::clamp(patch.width, least_patch_side, std::min(most_patch_side, picture.width));
    patch.height = std::clamp(patch.height, least_patch_side, std::min(most_patch_side, picture.height));
    patch.left = std::clamp(patch.left, 0, picture.width - patch.width);
    patch.top = std::clamp(patch.top, 0, picture.height - patch.height);
    return patch;
}

nn::Tensor patch_values(const Picture& picture, const PatchChoice& patch) {
    const cv::Mat grey(picture.height, picture.width, CV_32F,
                       const_cast<float*>(picture.grey.row(0)));  // read only
    cv::Mat part = patch.whole ? grey : grey(cv::Rect(patch.left, patch.top, patch.width, patch.height));
    const double shrink = static_cast<double>(most_photo_side) / std::max(part.cols, part.rows);
    if (shrink < 1) {
        cv::Mat smaller;
        cv::resize(part, smaller,
                   {std::max(1, static_cast<int>(part.cols * shrink)),
                    std::max(1, static_cast<int>(part.rows * shrink))},
                   0, 0, cv::INTER_AREA);
        part = smaller;
    }
    nn::Tensor x({1, static_cast<std::size_t>(part.rows), static_cast<std::size_t>(part.cols)});
    std::size_t flat = 0;
    for (int row = 0; row < part.rows; ++row)
        for (int column = 0; column < part.cols; ++column)
            x[flat++] = static_cast<double>(part.at<float>(row, column)) / 255;
    return x;
}

LabState photograph_lab(const Picture& picture, PatchChoice patch) {
    nn::Conv2d conv{nn::Tensor({4, 1, 3, 3}), nn::Tensor({4})};
    const char* kernels[] = {"sobel_x", "sobel_y", "laplacian", "gaussian"};
    for (std::size_t k = 0; k < 4; ++k) set_kernel(conv.weight, k, kernels[k]);
    LabState state{"photograph", {"network", {}, {}}, true, std::nullopt};
    nn::Network& network = state.problem.network;
    network.layers.emplace_back(std::move(conv));
    network.layers.emplace_back(nn::Relu{});
    network.layers.emplace_back(nn::MaxPool2d{{2, 2}, {2, 2}, {0, 0}});
    network.loss = nn::NegativeLogLikelihood{0};
    return with_patch(std::move(state), picture, patch);
}

LabState with_patch(LabState state, const Picture& picture, PatchChoice patch) {
    patch = fitted(patch, picture);
    state.problem.x = patch_values(picture, patch);
    state.patch = patch;
    return state;
}

}  // namespace siftscope
