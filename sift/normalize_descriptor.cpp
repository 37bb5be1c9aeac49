#include "sift/normalize_descriptor.h"

#include "sift/kernels/normalize.h"

namespace sift {

Descriptor normalize_descriptor(const std::array<float, 128>& histogram) {
    Descriptor out{};
    kernels::normalize(histogram, out);
    return out;
}

}  // namespace sift
