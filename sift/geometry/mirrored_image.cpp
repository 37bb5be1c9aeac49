#include "sift/geometry/mirrored_image.h"

#include <algorithm>

#include "sift/parallel.h"

namespace sift {

int mirrored(int i, int n) {
    if (n == 1) return 0;
    const int period = 2 * (n - 1);
    const int rest = ((i % period) + period) % period;
    return std::min(rest, period - rest);
}

Image with_margins(ImageView source, const RunOptions& run) {
    Image framed(source.width + 2 * mirror_margin, source.height + 2 * mirror_margin);
    parallel_for(source.height, 64, run, [&](int begin, int end) {
        for (int y = begin; y < end; ++y)
            std::copy_n(source.row(y), source.width, framed.row(y + mirror_margin) + mirror_margin);
    });
    return framed;
}

void mirror_margins(Image& framed) {
    const int width = framed.width() - 2 * mirror_margin;
    const int height = framed.height() - 2 * mirror_margin;
    for (int y = 0; y < height; ++y) {
        float* row = framed.row(y + mirror_margin) + mirror_margin;
        for (int i = 1; i <= mirror_margin; ++i) {
            row[-i] = row[mirrored(-i, width)];
            row[width - 1 + i] = row[mirrored(width - 1 + i, width)];
        }
    }
    for (int i = 1; i <= mirror_margin; ++i)
        for (const int y : {-i, height - 1 + i})
            std::copy_n(framed.row(mirrored(y, height) + mirror_margin), framed.width(),
                        framed.row(y + mirror_margin));
}

}  // namespace sift
