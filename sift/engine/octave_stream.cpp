#include "sift/engine/octave_stream.h"

#include <algorithm>
#include <cstddef>

#include "sift/kernels/blur.h"

namespace sift {
namespace {

/// Columns that a block of rows is blurred down at a time, the last ones up to twice as many:
/// what it reads stays in the first cache.
constexpr int column_chunk = 128;

/// Wider by a column where that makes the ends even: samples of the doubled picture are made in pairs.
ColumnWindow widened(ColumnWindow window, const OctaveInput& input) {
    if (!input.doubled) return window;
    return {window.left - window.left % 2, window.right + window.right % 2};
}

/// The part of the picture that the window's input is made of.
ImageView part_of(const OctaveInput& input, ColumnWindow window) {
    ImageView part = input.image;
    if (input.first_layer != nullptr) return part;
    const int scale = input.doubled ? 2 : 1;
    part.data += window.left / scale;
    part.width = (window.right - window.left) / scale;
    return part;
}

}  // namespace

OctaveStream::OctaveStream(const OctavePlan& plan, const OctaveInput& input, int octave_index, int first_row,
                           ColumnWindow window)
    : plan_(plan),
      input_(input),
      window_(widened(window, input)),
      source_(part_of(input, window_), input.doubled, plan.layers[0].radius),
      columns_(window_.right - window_.left),
      height_(input.height()) {
    octave_.index = octave_index;
    octave_.lattice = {0, 0, sample_step(octave_index)};

    const std::size_t layers = plan_.layers.size();
    next_.resize(layers);
    next_blurred_.resize(layers);
    int next = first_row;
    for (std::size_t i = layers; i-- > 0;) {
        const OctavePlan::Layer& layer = plan_.layers[i];
        // What its own keypoints look at, or what the next layer's first row is blurred from.
        const int below = i + 1 < layers ? next_blurred_[i + 1] : next;
        next = std::max(0, std::min(first_row - layer.behind, below));
        next_[i] = next;
        next_blurred_[i] = std::max(0, next - layer.radius);
    }
    first_ = next_;
    front_ = next_[0] - plan_.layers[0].ahead;
    for (const OctavePlan::Layer& layer : plan_.layers) {
        octave_.gaussian.push_back(Image::ring(input.width(), height_, layer.ring_rows,
                                               window_.left - plan_.row_margin,
                                               window_.right + plan_.row_margin));
        blurred_rows_.push_back(Image::ring(columns_, height_, layer.blur_rows, 0, columns_));
    }
}

ColumnWindow OctaveStream::usable() const {
    const int width = input_.width();
    return {window_.left > 0 ? window_.left + plan_.margin : 0,
            window_.right < width ? window_.right - plan_.margin : width};
}

OctaveStream::RowWindow OctaveStream::held() const {
    RowWindow window{0, height_};
    for (std::size_t i = 0; i < next_.size(); ++i) {
        window.top = std::max({window.top, first_[i], next_[i] - plan_.layers[i].ring_rows});
        window.bottom = std::min(window.bottom, next_[i]);
    }
    return window;
}

void OctaveStream::advance(int front) {
    // In small steps at the beginning as well: a row has to be used before its place in the ring is taken.
    while (front_ < front) {
        front_ = std::min(front_ + block_rows, front);
        for (std::size_t i = 0; i < plan_.layers.size(); ++i)
            produce(i, std::min(height_, front_ + plan_.layers[i].ahead));
    }
}

void OctaveStream::blur_row_of(std::size_t layer, int y) {
    const OctavePlan::Layer& plan = plan_.layers[layer];
    const float* row = layer == 0 ? source_.row(y) : octave_.gaussian[layer - 1].row(y) + window_.left;
    kernels::blur_row(row - plan.radius, blurred_rows_[layer].row(y), static_cast<std::size_t>(columns_),
                      plan.row_taps.data(), plan.radius);
}

void OctaveStream::produce(std::size_t layer, int end) {
    Image& out = octave_.gaussian[layer];
    const int begin = next_[layer];
    int& y = next_[layer];
    if (layer == 0 && input_.first_layer != nullptr) {
        for (; y < end; ++y)
            std::copy_n(input_.first_layer->row(y) + window_.left, columns_, out.row(y) + window_.left);
    }
    const int radius = plan_.layers[layer].radius;
    while (y < end) {
        const int block_end = std::min(end, y + block_rows);
        const int blurred_end = std::min(height_, block_end + radius);
        for (int& b = next_blurred_[layer]; b < blurred_end; ++b) blur_row_of(layer, b);
        blur_columns_of(layer, y, block_end);
        y = block_end;
    }
    if (layer + 1 < plan_.layers.size())
        for (int row = begin; row < end; ++row)
            mirror_ends(out.row(row) + window_.left, columns_, plan_.layers[layer + 1].radius);
}

void OctaveStream::blur_columns_of(std::size_t layer, int begin, int end) {
    const OctavePlan::Layer& plan = plan_.layers[layer];
    const int rows = end - begin + 2 * plan.radius;
    column_rows_.resize(static_cast<std::size_t>(rows));
    out_rows_.resize(static_cast<std::size_t>(end - begin));
    for (int j = 0; j < rows; ++j)
        column_rows_[static_cast<std::size_t>(j)] =
            blurred_rows_[layer].row(reflect(begin - plan.radius + j, height_));
    for (int y = begin; y < end; ++y)
        out_rows_[static_cast<std::size_t>(y - begin)] = octave_.gaussian[layer].row(y) + window_.left;
    for (int left = 0, columns = 0; left < columns_; left += columns) {
        // No narrow rest at the end, which would fill no vectors.
        columns = columns_ - left < 2 * column_chunk ? columns_ - left : column_chunk;
        kernels::blur_columns(column_rows_.data(), out_rows_.data(), end - begin,
                              static_cast<std::size_t>(columns), plan.taps.data(), plan.radius);
        for (const float*& row : column_rows_) row += columns;
        for (float*& row : out_rows_) row += columns;
    }
}

}  // namespace sift
