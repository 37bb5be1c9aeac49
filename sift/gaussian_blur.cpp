#include "sift/gaussian_blur.h"

#include <algorithm>
#include <cmath>

#include "sift/elementary.h"
#include "sift/kernels/blur.h"
#include "sift/parallel.h"

namespace sift {
namespace {

/// Output rows of one task: each task repeats the row pass on `radius` rows above and below its own.
constexpr int band_rows = 128;

/// `row` with `radius` mirrored samples before and after it.
void pad_row(const float* row, int width, int radius, float* padded) {
    for (int i = 0; i < radius; ++i) padded[i] = row[reflect(i - radius, width)];
    std::copy_n(row, width, padded + radius);
    for (int i = 0; i < radius; ++i) padded[radius + width + i] = row[reflect(width + i, width)];
}

/// Rows [begin, end) of the blurred picture. The row pass keeps only the rows that the column pass still
/// needs, in a ring: row y lies in slot y mod (2 radius + 1).
void blur_band(const Image& in, const SymmetricTaps& taps, int begin, int end, Image& out,
               const RunOptions& run) {
    const int radius = static_cast<int>(taps.size()) - 1;
    const int slots = 2 * radius + 1;
    const int width = in.width();
    const int height = in.height();
    std::vector<float> padded(static_cast<std::size_t>(width) + 2 * static_cast<std::size_t>(radius));
    Image ring = Image::uninitialized(width, slots);
    std::vector<const float*> rows(static_cast<std::size_t>(slots));

    const auto slot = [&](int y) { return ((y % slots) + slots) % slots; };
    const auto row_pass = [&](int y) {
        pad_row(in.row(reflect(y, height)), width, radius, padded.data());
        kernels::blur_row(padded.data(), ring.row(slot(y)), static_cast<std::size_t>(width), taps.data(),
                          radius);
    };
    for (int y = begin - radius; y < begin + radius; ++y) row_pass(y);
    for (int y = begin; y < end && !run.stop.stop_requested(); ++y) {
        row_pass(y + radius);
        for (int j = 0; j < slots; ++j) rows[static_cast<std::size_t>(j)] = ring.row(slot(y - radius + j));
        kernels::blur_column(rows.data(), out.row(y), static_cast<std::size_t>(width), taps.data(), radius);
    }
}

}  // namespace

SymmetricTaps gaussian_taps(double sigma) {
    const int length = static_cast<int>(std::nearbyint(sigma * 4 * 2 + 1)) | 1;
    const int radius = length / 2;
    std::vector<double> weights;
    double sum = 0;
    for (int j = 0; j <= radius; ++j) {
        weights.push_back(exponential(-0.5 * j * j / (sigma * sigma)));
        sum += (j == 0 ? 1 : 2) * weights.back();
    }
    SymmetricTaps taps;
    for (const double weight : weights) taps.push_back(static_cast<float>(weight / sum));
    return taps;
}

int reflect(int i, int n) {
    if (n == 1) return 0;
    const int period = 2 * (n - 1);
    const int folded = ((i % period) + period) % period;
    return std::min(folded, period - folded);
}

Image gaussian_blur(const Image& image, double sigma, const RunOptions& run) {
    Image out = Image::uninitialized(image.width(), image.height());
    const SymmetricTaps taps = gaussian_taps(sigma);
    const int bands = (image.height() + band_rows - 1) / band_rows;
    parallel_for(bands, 1, run, [&](int first, int last) {
        for (int band = first; band < last; ++band)
            blur_band(image, taps, band * band_rows, std::min(image.height(), (band + 1) * band_rows), out,
                      run);
    });
    return out;
}

}  // namespace sift
