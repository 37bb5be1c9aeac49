#include "sift/engine/parts.h"

#include <algorithm>

namespace sift {
namespace {

/// Fewer rows are not worth a band of their own: its margins are computed twice.
constexpr int least_band_rows = 128;

}  // namespace

std::vector<Part> parts_of(int width, int height, int threads, int strip_columns) {
    const int bands = std::clamp(height / least_band_rows, 1, threads);
    const int strips = std::max(1, (width + strip_columns / 2) / strip_columns);
    const auto cut = [](int size, int i, int count) {
        return static_cast<int>(static_cast<long long>(size) * i / count);
    };
    std::vector<Part> parts;
    for (int band = 0; band < bands; ++band)
        for (int strip = 0; strip < strips; ++strip)
            parts.push_back({cut(height, band, bands),
                             cut(height, band + 1, bands),
                             {cut(width, strip, strips), cut(width, strip + 1, strips)}});
    return parts;
}

}  // namespace sift
