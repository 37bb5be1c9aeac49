#include "app/gradients/kernels.h"

#include <random>

#include "app/model/error.h"

namespace siftscope {
namespace {

bool holds(const nn::Tensor& weight, std::size_t k, const NamedKernel& kernel) {
    for (std::size_t t = 0; t < weight.extent(1); ++t)
        for (std::size_t m = 0; m < weight.extent(2); ++m)
            for (std::size_t n = 0; n < weight.extent(3); ++n)
                if (weight(k, t, m, n) != (m < 3 && n < 3 ? kernel.taps[m * 3 + n] : 0)) return false;
    return true;
}

}  // namespace

const std::vector<NamedKernel>& named_kernels() {
    static const std::vector<NamedKernel> kernels{
        {"sobel_x", "Sobel, left to right", {-1, 0, 1, -2, 0, 2, -1, 0, 1}},
        {"sobel_y", "Sobel, top to bottom", {-1, -2, -1, 0, 0, 0, 1, 2, 1}},
        {"laplacian", "Laplacian", {0, 1, 0, 1, -4, 1, 0, 1, 0}},
        {"gaussian",
         "Gaussian",
         {1 / 16.0, 2 / 16.0, 1 / 16.0, 2 / 16.0, 4 / 16.0, 2 / 16.0, 1 / 16.0, 2 / 16.0, 1 / 16.0}},
        {"blur",
         "Blur (mean)",
         {1 / 9.0, 1 / 9.0, 1 / 9.0, 1 / 9.0, 1 / 9.0, 1 / 9.0, 1 / 9.0, 1 / 9.0, 1 / 9.0}},
        {"sharpen", "Sharpen", {0, -1, 0, -1, 5, -1, 0, -1, 0}},
    };
    return kernels;
}

void set_kernel(nn::Tensor& weight, std::size_t k, const std::string& name, unsigned seed) {
    if (weight.extent(2) < 3 || weight.extent(3) < 3)
        throw UserError("the kernel has shape " + nn::to_string(weight.shape()) +
                        ", but the named ones need 3 rows and 3 columns; make it larger first");
    if (name == "random") {
        std::mt19937 generator(seed);
        for (std::size_t t = 0; t < weight.extent(1); ++t)
            for (std::size_t m = 0; m < weight.extent(2); ++m)
                for (std::size_t n = 0; n < weight.extent(3); ++n)
                    weight(k, t, m, n) = (static_cast<double>(generator() % 21) - 10) / 10;
        return;
    }
    for (const NamedKernel& kernel : named_kernels()) {
        if (name != kernel.name) continue;
        for (std::size_t t = 0; t < weight.extent(1); ++t)
            for (std::size_t m = 0; m < weight.extent(2); ++m)
                for (std::size_t n = 0; n < weight.extent(3); ++n)
                    weight(k, t, m, n) = m < 3 && n < 3 ? kernel.taps[m * 3 + n] : 0;
        return;
    }
    throw UserError("there is no kernel \"" + name + "\"");
}

std::string kernel_name(const nn::Tensor& weight, std::size_t k) {
    for (const NamedKernel& kernel : named_kernels())
        if (holds(weight, k, kernel)) return kernel.name;
    return "edited";
}

}  // namespace siftscope
