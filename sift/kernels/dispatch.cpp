#include "sift/kernels/blur.h"
#include "sift/kernels/difference.h"
#include "sift/kernels/extrema.h"
#include "sift/kernels/gradient.h"

namespace sift::kernels {

void blur_row(const float* padded, float* out, std::size_t n, const float* taps, int radius) {
    scalar::blur_row(padded, out, n, taps, radius);
}
void blur_column(const float* const* rows, float* out, std::size_t n, const float* taps, int radius) {
    scalar::blur_column(rows, out, n, taps, radius);
}
void difference(const float* coarser, const float* finer, float* out, std::size_t n) {
    scalar::difference(coarser, finer, out, n);
}
std::size_t find_extrema(const DogNeighbourhood& dog, int begin, int end, float threshold, int* columns) {
    return scalar::find_extrema(dog, begin, end, threshold, columns);
}
void gradient_polar(const float* above, const float* row, const float* below, float* magnitude,
                    float* degrees, std::size_t n) {
    scalar::gradient_polar(above, row, below, magnitude, degrees, n);
}

}  // namespace sift::kernels
