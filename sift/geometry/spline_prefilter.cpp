#include "sift/geometry/spline_prefilter.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "sift/geometry/mirrored_image.h"
#include "sift/parallel.h"

namespace sift {
namespace {

/// Lines, rows or columns, that are filtered side by side: the recursion along them does not vectorise.
constexpr int lines_at_once = 16;
using Samples = std::array<double, lines_at_once>;  ///< one of each line

/// Roots within the unit circle of z^4 + 26 z^3 + 66 z^2 + 26 z + 1, the quintic B-spline at the integers.
constexpr std::array<double, 2> poles{-0.430575347099973791851434783493520110,
                                      -0.043096288203264653822712376822550182};

/// Divides by the B-spline's samples: a causal and an anticausal recursion for each pole (Unser 1999, box 2).
void filter_lines(std::vector<Samples>& lines) {
    const auto n = static_cast<int>(lines.size());
    if (n == 1) return;  // mirrored, a single sample is a constant, which is its own spline
    const auto at = [&](int i) -> Samples& { return lines[static_cast<std::size_t>(i)]; };
    for (const double pole : poles) {
        const double gain = (1 - pole) * (1 - 1 / pole);
        for (Samples& samples : lines)
            for (double& value : samples) value *= gain;

        // The causal sum over the mirrored past, cut off where the pole's power is below 1e-21.
        constexpr int horizon = 60;
        Samples start{};
        double power = 1;
        for (int k = 0; k < horizon; ++k, power *= pole) {
            const Samples& mirror = at(mirrored(k, n));
            for (std::size_t l = 0; l < lines_at_once; ++l) start[l] += power * mirror[l];
        }
        at(0) = start;
        for (int i = 1; i < n; ++i)
            for (std::size_t l = 0; l < lines_at_once; ++l) at(i)[l] += pole * at(i - 1)[l];

        for (std::size_t l = 0; l < lines_at_once; ++l)
            at(n - 1)[l] = pole / (pole * pole - 1) * (at(n - 1)[l] + pole * at(n - 2)[l]);
        for (int i = n - 2; i >= 0; --i)
            for (std::size_t l = 0; l < lines_at_once; ++l) at(i)[l] = pole * (at(i + 1)[l] - at(i)[l]);
    }
}

/// Filters all lines of a picture; sample(line, i) is the i-th sample of a line.
template <class Sample>
void filter_all(int line_count, int length, const RunOptions& run, Sample sample) {
    const int bundles = (line_count + lines_at_once - 1) / lines_at_once;
    parallel_for(bundles, 1, run, [&](int begin, int end) {
        std::vector<Samples> lines(static_cast<std::size_t>(length));
        for (int bundle = begin; bundle < end; ++bundle) {
            const int first = bundle * lines_at_once;
            const int count = std::min(lines_at_once, line_count - first);
            for (int i = 0; i < length; ++i)
                for (int l = 0; l < count; ++l)
                    lines[static_cast<std::size_t>(i)][static_cast<std::size_t>(l)] = sample(first + l, i);
            filter_lines(lines);
            for (int i = 0; i < length; ++i)
                for (int l = 0; l < count; ++l)
                    sample(first + l, i) =
                        static_cast<float>(lines[static_cast<std::size_t>(i)][static_cast<std::size_t>(l)]);
        }
    });
}

}  // namespace

void quintic_spline_prefilter(Image& framed, const RunOptions& run) {
    const int width = framed.width() - 2 * mirror_margin;
    const int height = framed.height() - 2 * mirror_margin;
    const auto pixel = [&](int x, int y) -> float& {
        return framed.at(x + mirror_margin, y + mirror_margin);
    };
    filter_all(height, width, run, [&](int y, int x) -> float& { return pixel(x, y); });
    filter_all(width, height, run, [&](int x, int y) -> float& { return pixel(x, y); });
}

}  // namespace sift
