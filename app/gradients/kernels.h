#pragma once

#include <string>
#include <vector>

#include "nn/tensor.h"

namespace siftscope {

/// A well-known 3x3 kernel, as a cross-correlation (not flipped).
struct NamedKernel {
    const char* name;   ///< in scripts
    const char* label;  ///< on screen
    double taps[9];
};

/// sobel_x, sobel_y, laplacian, gaussian, blur, sharpen. Sources: Sobel and Feldman 1968; Gonzalez and Woods,
/// Digital Image Processing, chapter 3.
[[nodiscard]] const std::vector<NamedKernel>& named_kernels();

/// Kernel k of W [out, in, rows, columns] becomes the named one in its top-left 3x3 taps, zero elsewhere, the
/// same for each input channel; "random" draws from -1..1 with `seed`, in steps of 0.1.
/// Throws UserError when the name is unknown or the kernel is smaller than 3x3.
void set_kernel(nn::Tensor& weight, std::size_t k, const std::string& name, unsigned seed = 1);

/// The name of kernel k, "edited" when it is none of them.
[[nodiscard]] std::string kernel_name(const nn::Tensor& weight, std::size_t k);

}  // namespace siftscope
