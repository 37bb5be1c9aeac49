#include "sift/integer_blur.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "sift/gaussian_blur.h"
#include "sift/kernels/integer_blur.h"
#include "sift/parallel.h"
#include "sift/stage_times.h"

namespace sift {
namespace {

/// A task blurs one tile: so wide that the rows of its first pass stay in the first cache.
constexpr int tile_columns = 256;
constexpr int tile_rows = 512;

/// What kernels read past the end of a row.
constexpr int overhang = 32;

struct Tile {
    int left, right;  ///< columns [left, right)
    int top, bottom;  ///< rows [top, bottom)
};

/// Samples [begin, end) of an endless mirrored row, and what kernels read past them.
const std::int16_t* mirrored_span(const std::int16_t* row, int width, int begin, int end,
                                  std::vector<std::int16_t>& buffer) {
    if (begin >= 0 && end <= width) return row + begin;
    buffer.resize(static_cast<std::size_t>(end - begin + overhang));
    const int first = std::clamp(0, begin, end);
    const int last = std::clamp(width, first, end);
    std::int16_t* out = buffer.data();
    for (int i = begin; i < first; ++i) *out++ = row[reflect(i, width)];
    out = std::copy(row + first, row + last, out);
    for (int i = last; i < end; ++i) *out++ = row[reflect(i, width)];
    return buffer.data();
}

/// The pairs of rows of the first pass that the second one still needs, in a ring: pair k lies in slot
/// k mod (radius + 1).
class SplitRing {
  public:
    SplitRing(int columns, int radius)
        : room_(kernels::split_pair_size(static_cast<std::size_t>(columns))),
          values_(2 * room_ * (static_cast<std::size_t>(radius) + 1)),
          window_(static_cast<std::size_t>(radius) + 1) {}

    [[nodiscard]] kernels::SplitPair pair(int k) {
        std::int16_t* const high =
            values_.data() + 2 * room_ * (static_cast<std::size_t>(k) % window_.size());
        return {high, high + room_};
    }

    /// All pairs of the ring, beginning with pair `first`.
    [[nodiscard]] const kernels::SplitPair* from(int first) {
        for (std::size_t k = 0; k < window_.size(); ++k) window_[k] = pair(first + static_cast<int>(k));
        return window_.data();
    }

  private:
    std::size_t room_;
    std::vector<std::int16_t, UnsetAllocator<std::int16_t>> values_;
    std::vector<kernels::SplitPair> window_;
};

/// `out.difference` may be empty: then it is not formed.
void blur_tile(const IntegerImage& in, const kernels::TapPairs& taps, const Tile& tile, int extra,
               BlurredLevel& out, const RunOptions& run) {
    const int radius = taps.radius();
    const int columns = tile.right - tile.left;
    const auto n = static_cast<std::size_t>(columns);
    SplitRing ring(columns, radius);
    std::vector<std::int16_t> upper_buffer, lower_buffer;
    const auto padded = [&](int y, std::vector<std::int16_t>& buffer) {
        return mirrored_span(in.row(reflect(y, in.height())), in.width(), tile.left - radius,
                             tile.right + radius, buffer);
    };
    // Pair k is that of rows 2 k and 2 k + 1 from the first one that the tile needs.
    const auto first_pass = [&](int k) {
        const int y = tile.top - radius + 2 * k;
        kernels::integer_blur_row_pair(padded(y, upper_buffer), padded(y + 1, lower_buffer), ring.pair(k), n,
                                       taps);
    };
    const bool with_difference = !out.difference.empty();
    const auto blurred = [&](int y) {
        return kernels::BlurredRow{out.level.row(y) + tile.left,
                                   with_difference ? in.row(y) + tile.left : nullptr,
                                   with_difference ? out.difference.row(y) + tile.left : nullptr};
    };
    for (int k = 0; k < radius; ++k) first_pass(k);
    for (int k = 0; tile.top + 2 * k < tile.bottom && !run.stop.stop_requested(); ++k) {
        first_pass(k + radius);
        const int y = tile.top + 2 * k;
        const kernels::BlurredRow upper = blurred(y);
        if (y + 1 < tile.bottom) {
            const kernels::BlurredRow lower = blurred(y + 1);
            kernels::integer_blur_two_rows(ring.from(k), upper, &lower, n, taps, extra);
        } else {
            kernels::integer_blur_two_rows(ring.from(k), upper, nullptr, n, taps, extra);
        }
    }
}

void blur(const IntegerImage& in, const IntegerTaps& one_side, int extra, BlurredLevel& out,
          const RunOptions& run) {
    const kernels::TapPairs taps(one_side);
    const int across = (in.width() + tile_columns - 1) / tile_columns;
    const int down = (in.height() + tile_rows - 1) / tile_rows;
    const auto column = [&](int strip) {
        return static_cast<int>(static_cast<long long>(in.width()) * strip / across);
    };
    parallel_for(across * down, 1, run, [&](int begin, int end) {
        const StageTimer timer(run.times, Stage::blur);
        for (int i = begin; i < end; ++i) {
            const int strip = i % across;
            const int top = i / across * tile_rows;
            const Tile tile{column(strip), column(strip + 1), top, std::min(in.height(), top + tile_rows)};
            blur_tile(in, taps, tile, extra, out, run);
        }
    });
}

}  // namespace

IntegerImage integer_blur(const IntegerImage& finer, const IntegerTaps& taps, const RunOptions& run) {
    if (taps.size() == 1) return finer;
    BlurredLevel out{IntegerImage::uninitialized(finer.width(), finer.height()), {}};
    blur(finer, taps, 0, out, run);
    return std::move(out.level);
}

BlurredLevel integer_blur_with_difference(const IntegerImage& finer, const IntegerTaps& taps, int extra,
                                          const RunOptions& run) {
    if (taps.size() == 1) return {finer, IntegerImage(finer.width(), finer.height())};
    BlurredLevel out{IntegerImage::uninitialized(finer.width(), finer.height()),
                     IntegerImage::uninitialized(finer.width(), finer.height())};
    blur(finer, taps, extra, out, run);
    return out;
}

}  // namespace sift
