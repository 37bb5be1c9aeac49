#include "sift/engine/level_stream.h"

#include <algorithm>
#include <cstddef>

#include "sift/engine/octave_plan.h"
#include "sift/fixed_point.h"
#include "sift/gaussian_blur.h"

namespace sift {
namespace {

constexpr int block_pairs = block_rows / 2;

/// Columns that a block of rows is blurred down at a time: what it reads stays in the first cache.
constexpr int columns_at_once = 256;

/// What kernels read past the end of a row.
constexpr int overhang = 32;

/// Beginning with an even column: samples of the doubled picture are made in pairs.
ColumnWindow from_even(ColumnWindow window) {
    return {window.left - window.left % 2, window.right};
}

int largest_radius(const LevelPlan& plan) {
    int radius = 0;
    for (const LevelPlan::Level& level : plan.levels) radius = std::max(radius, level.taps.radius());
    return radius;
}

}  // namespace

LevelStream::LevelStream(const LevelPlan& plan, const LevelInput& input, const DetectParams& params,
                         int first_row, ColumnWindow window)
    : plan_(plan),
      input_(input),
      gradient_(params.gradient),
      window_(from_even(window)),
      columns_(window_.right - window_.left),
      padding_((largest_radius(plan) + overhang - 1) / overhang * overhang),
      source_(input.image, params, window_) {
    octave_.index = input.octave;
    octave_.lattice = input.lattice;
    octave_.difference_bits = difference_fraction_bits(params.layers);

    const std::size_t levels = plan_.levels.size();
    first_.resize(levels);
    next_pair_.assign(levels, 0);
    int needed = first_row;  // by the next level
    for (std::size_t i = levels; i-- > 0;) {
        const LevelPlan::Level& level = plan_.levels[i];
        first_[i] = std::max(0, std::min(first_row - level.behind, needed));
        needed = first_[i] - level.taps.radius();
    }
    next_ = first_;
    next_gradients_ = first_;
    for (int& y : next_gradients_) y += gradient_border;
    front_ = next_[0] - plan_.levels[0].ahead;
    for (std::size_t i = 0; i < levels; ++i) {
        const LevelPlan::Level& level = plan_.levels[i];
        octave_.levels.push_back(IntegerImage::ring(input.width, input.height, level.ring_rows,
                                                    window_.left - padding_, window_.right + padding_));
        split_.emplace_back(columns_, level.taps.radius() + 1 + block_pairs);
        if (i > 0)
            octave_.differences.push_back(IntegerImage::ring(input.width, input.height, level.difference_rows,
                                                             window_.left, window_.right));
        octave_.gradients.emplace_back();
        if (level.gradient_rows > 0) {
            const auto ring = [&] {
                return IntegerImage::ring(input.width, input.height, level.gradient_rows, window_.left,
                                          window_.right);
            };
            octave_.gradients.back() = {ring(), ring()};
        }
    }
}

void LevelStream::advance(int front) {
    // In small steps at the beginning as well: a row has to be used before its place in the ring is taken.
    while (front_ < front) {
        front_ = std::min(front_ + block_rows, front);
        for (std::size_t i = 0; i < plan_.levels.size(); ++i) {
            produce(i, std::min(input_.height, front_ + plan_.levels[i].ahead));
            if (plan_.levels[i].gradient_rows > 0) find_gradients_of(i);
        }
    }
}

void LevelStream::produce(std::size_t level, int end) {
    const int radius = plan_.levels[level].taps.radius();
    if (radius == 0 || (level == 0 && input_.first_level != nullptr)) return copy_rows(level, end);
    int& y = next_[level];
    while (y < end) {
        const int pairs = std::min(block_pairs, (end - y + 1) / 2);
        split_rows(level, (y - first_[level]) / 2 + pairs + radius);
        blur_pairs(level, pairs);
        y = std::min(input_.height, y + 2 * pairs);
    }
}

/// A level that is no more blurred than what it is made of.
void LevelStream::copy_rows(std::size_t level, int end) {
    for (int& y = next_[level]; y < end; ++y) {
        std::int16_t* out = octave_.levels[level].row(y) + window_.left;
        if (level > 0)
            std::copy_n(octave_.levels[level - 1].row(y) + window_.left, columns_, out);
        else if (input_.first_level != nullptr)
            std::copy_n(input_.first_level->row(y) + window_.left, columns_, out);
        else
            source_.row(y, out);
        pad(out);
        if (level > 0)
            std::fill_n(octave_.differences[level - 1].row(y) + window_.left, columns_, std::int16_t{0});
    }
}

/// The first pass over the pairs of rows below pair `end`; pair 0 begins a radius above the level's first
/// row.
void LevelStream::split_rows(std::size_t level, int end) {
    const kernels::TapPairs& taps = plan_.levels[level].taps;
    for (int& k = next_pair_[level]; k < end; ++k) {
        const int y = first_[level] - taps.radius() + 2 * k;
        kernels::integer_blur_row_pair(padded_input(level, y, upper_) - taps.radius(),
                                       padded_input(level, y + 1, lower_) - taps.radius(),
                                       split_[level].pair(k), static_cast<std::size_t>(columns_), taps);
    }
}

/// Row `y`, mirrored, of what the level is blurred from: at its ends it goes on, mirrored.
const std::int16_t* LevelStream::padded_input(std::size_t level, int y, std::vector<std::int16_t>& buffer) {
    const int inside = reflect(y, input_.height);
    if (level > 0) return octave_.levels[level - 1].row(inside) + window_.left;
    buffer.resize(static_cast<std::size_t>(columns_ + 2 * padding_ + overhang));
    std::int16_t* const row = buffer.data() + padding_;
    source_.row(inside, row);
    pad(row);
    return row;
}

/// Where the window ends inside the picture this is wrong, see LevelPlan::margin.
void LevelStream::pad(std::int16_t* row) const {
    if (columns_ > padding_) {
        std::reverse_copy(row + 1, row + 1 + padding_, row - padding_);
        std::reverse_copy(row + columns_ - 1 - padding_, row + columns_ - 1, row + columns_);
        return;
    }
    for (int i = 1; i <= padding_; ++i) {
        row[-i] = row[reflect(-i, columns_)];
        row[columns_ - 1 + i] = row[reflect(columns_ - 1 + i, columns_)];
    }
}

/// Of the rows whose neighbours are there.
void LevelStream::find_gradients_of(std::size_t level) {
    const int end = std::min(next_[level], input_.height) - gradient_border;
    const int left = std::max(window_.left, gradient_border);
    const int right = std::min(window_.right, input_.width - gradient_border);
    if (left >= right) return;
    for (int& y = next_gradients_[level]; y < end; ++y)
        find_gradients(octave_.levels[level], y, left, right, gradient_, octave_.gradients[level]);
}

void LevelStream::blur_pairs(std::size_t level, int pairs) {
    const kernels::TapPairs& taps = plan_.levels[level].taps;
    const int extra = octave_.difference_bits - level_fraction_bits;
    const int top = next_[level];
    const int first_pair = (top - first_[level]) / 2;
    std::vector<kernels::SplitPair> window(static_cast<std::size_t>(taps.radius() + 1));
    IntegerImage& out = octave_.levels[level];
    for (int left = 0; left < columns_; left += columns_at_once) {
        const int columns = std::min(columns_at_once, columns_ - left);
        const auto blurred = [&](int y) -> kernels::BlurredRow {
            const int x = window_.left + left;
            if (level == 0) return {out.row(y) + x, nullptr, nullptr};
            return {out.row(y) + x, octave_.levels[level - 1].row(y) + x,
                    octave_.differences[level - 1].row(y) + x};
        };
        for (int p = 0; p < pairs; ++p) {
            for (std::size_t k = 0; k < window.size(); ++k)
                window[k] = split_[level].pair(first_pair + p + static_cast<int>(k), left);
            const int y = top + 2 * p;
            const kernels::BlurredRow upper = blurred(y);
            const kernels::BlurredRow lower = y + 1 < input_.height ? blurred(y + 1) : upper;
            kernels::integer_blur_two_rows(window.data(), upper, y + 1 < input_.height ? &lower : nullptr,
                                           static_cast<std::size_t>(columns), taps, extra);
        }
    }
    if (level + 1 == plan_.levels.size()) return;  // nothing is blurred from it
    for (int y = top; y < std::min(input_.height, top + 2 * pairs); ++y) pad(out.row(y) + window_.left);
}

}  // namespace sift
