#include "app/gradients/dependencies.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "app/gradients/shown_tensors.h"

namespace siftscope {
namespace {

using Of = nn::Cell::Of;
using Mask = std::vector<char>;
using Axes = std::vector<Mask>;

Mask full(std::size_t extent) {
    return Mask(extent, 1);
}

bool any(const Mask& mask) {
    return std::find(mask.begin(), mask.end(), 1) != mask.end();
}

Axes all_of(const nn::Shape& shape) {
    Axes axes;
    for (const std::size_t extent : shape) axes.push_back(full(extent));
    return axes;
}

Axes only(const nn::Shape& shape, std::size_t flat) {
    Axes axes;
    const nn::Index at = nn::index_of(shape, flat);
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        axes.emplace_back(shape[axis], 0);
        axes.back()[at[axis]] = 1;
    }
    return axes;
}

// Along one axis: the cells under the windows, the windows over the cells, the taps that connect both.

Mask cells_under(const nn::SlidingWindow& window, const Mask& outputs) {
    Mask cells(window.input, 0);
    for (std::size_t i = 0; i < window.output; ++i) {
        if (outputs[i] == 0) continue;
        const nn::Range taps = window.taps_inside(i);
        for (std::size_t m = taps.begin; m < taps.end; ++m)
            cells[window.padded_position(i, m) - window.padding] = 1;
    }
    return cells;
}

Mask windows_over(const nn::SlidingWindow& window, const Mask& cells) {
    Mask outputs(window.output, 0);
    for (std::size_t i = 0; i < window.output; ++i) {
        const nn::Range taps = window.taps_inside(i);
        for (std::size_t m = taps.begin; m < taps.end && outputs[i] == 0; ++m)
            outputs[i] = cells[window.padded_position(i, m) - window.padding];
    }
    return outputs;
}

Mask taps_between(const nn::SlidingWindow& window, const Mask& cells, const Mask& outputs) {
    Mask taps(window.kernel, 0);
    for (std::size_t i = 0; i < window.output; ++i) {
        if (outputs[i] == 0) continue;
        const nn::Range inside = window.taps_inside(i);
        for (std::size_t m = inside.begin; m < inside.end; ++m)
            if (cells[window.padded_position(i, m) - window.padding] != 0) taps[m] = 1;
    }
    return taps;
}

/// The sets of cells as they go through the layers of one problem.
class Walk {
  public:
    explicit Walk(const SolvedLab& solved) : solved_(solved), layers_(solved.problem.network.layers) {}

    std::vector<CellSet> forward(std::size_t value, Axes cells) {
        for (std::size_t l = value; l-- > 0;) {
            const nn::Shape& in = solved_.shapes[l];
            Axes read = down(l, cells);
            if (const nn::Tensor* weight = nn::weight_of(layers_[l])) {
                add(Of::weight, l, weight->shape(), weights_between(l, read, cells));
                // Where a window lies on padding alone, nothing below is read, not even a bias.
                const bool some = std::all_of(cells.begin(), cells.end(), any);
                add(Of::bias, l, {weight->extent(0)}, {some ? cells[0] : Mask(cells[0].size(), 0)});
            }
            cells = std::move(read);
            add(Of::value, l, in, cells);
        }
        return std::move(found_);
    }

    /// What feeds the gradients `cells` of value `value`, themselves not among it.
    std::vector<CellSet> backward(std::size_t value, Axes cells) {
        for (std::size_t l = value; l < layers_.size(); ++l) {
            Axes fed = up(l, cells);
            if (const nn::Tensor* weight = nn::weight_of(layers_[l]))
                add(Of::weight, l, weight->shape(), weights_between(l, cells, fed));
            cells = std::move(fed);
            add_gradient(l + 1, cells);
        }
        if (!solved_.forward.p.empty()) add(Of::p, 0, solved_.forward.p.shape(), cells);
        return std::move(found_);
    }

    std::vector<CellSet> behind_weight(std::size_t l, std::size_t flat) {
        const nn::Tensor& weight = *nn::weight_of(layers_[l]);
        const nn::Shape& in = solved_.shapes[l];
        const nn::Index at = nn::index_of(weight.shape(), flat);
        Axes outputs = all_of(solved_.shapes[l + 1]), inputs = all_of(in);
        outputs[0] = only({outputs[0].size()}, at[0])[0];
        if (std::holds_alternative<nn::FullyConnected>(layers_[l])) {
            inputs = only(in, at[1]);
        } else {
            inputs[0] = only({in[0]}, at[1])[0];
            const auto windows = nn::windows(std::get<nn::Conv2d>(layers_[l]), in);
            for (std::size_t axis = 0; axis < 2; ++axis) {
                const nn::SlidingWindow& window = windows[axis];
                const nn::Range range = window.windows_with_tap_inside(at[axis + 2]);
                outputs[axis + 1] = Mask(window.output, 0);
                inputs[axis + 1] = Mask(window.input, 0);
                for (std::size_t i = range.begin; i < range.end; ++i) {
                    outputs[axis + 1][i] = 1;
                    inputs[axis + 1][window.padded_position(i, at[axis + 2]) - window.padding] = 1;
                }
            }
        }
        add(Of::value, l, in, inputs);
        add_gradient(l + 1, outputs);
        return backward(l + 1, std::move(outputs));
    }

    std::vector<CellSet> behind_bias(std::size_t l, std::size_t k) {
        Axes outputs = all_of(solved_.shapes[l + 1]);
        outputs[0] = only({outputs[0].size()}, k)[0];
        add_gradient(l + 1, outputs);
        return backward(l + 1, std::move(outputs));
    }

    void add(Of of, std::size_t place, const nn::Shape& shape, const Axes& axes) {
        found_.push_back({of, place, shape, axes});
    }

  private:
    const SolvedLab& solved_;
    const std::vector<nn::Layer>& layers_;
    std::vector<CellSet> found_;

    /// Of the last value under a weighted sum, the gradient is what was given.
    void add_gradient(std::size_t value, const Axes& axes) {
        add(Of::value_grad, value, solved_.shapes[value], axes);
        if (value == layers_.size() && std::holds_alternative<nn::WeightedSum>(solved_.problem.network.loss))
            add(Of::loss_weight, 0, solved_.shapes[value], axes);
    }

    [[nodiscard]] std::array<nn::SlidingWindow, 2> windows_of(std::size_t l) const {
        if (const auto* conv = std::get_if<nn::Conv2d>(&layers_[l]))
            return nn::windows(*conv, solved_.shapes[l]);
        return nn::windows(std::get<nn::MaxPool2d>(layers_[l]), solved_.shapes[l]);
    }

    [[nodiscard]] Axes down(std::size_t l, const Axes& outputs) const {
        const nn::Shape& in = solved_.shapes[l];
        if (std::holds_alternative<nn::Relu>(layers_[l])) return outputs;
        if (std::holds_alternative<nn::FullyConnected>(layers_[l])) return all_of(in);
        const auto [rows, columns] = windows_of(l);
        const bool conv = std::holds_alternative<nn::Conv2d>(layers_[l]);
        return {conv ? full(in[0]) : outputs[0], cells_under(rows, outputs[1]),
                cells_under(columns, outputs[2])};
    }

    [[nodiscard]] Axes up(std::size_t l, const Axes& cells) const {
        const nn::Shape& out = solved_.shapes[l + 1];
        if (std::holds_alternative<nn::Relu>(layers_[l])) return cells;
        if (std::holds_alternative<nn::FullyConnected>(layers_[l])) {
            const bool some = std::all_of(cells.begin(), cells.end(), any);
            return {Mask(out[0], some ? 1 : 0)};
        }
        const auto [rows, columns] = windows_of(l);
        const bool conv = std::holds_alternative<nn::Conv2d>(layers_[l]);
        return {conv ? full(out[0]) : cells[0], windows_over(rows, cells[1]),
                windows_over(columns, cells[2])};
    }

    [[nodiscard]] Axes weights_between(std::size_t l, const Axes& in, const Axes& out) const {
        if (std::holds_alternative<nn::FullyConnected>(layers_[l])) {
            const CellSet inputs{Of::value, l, solved_.shapes[l], in};
            Mask columns(nn::entries(solved_.shapes[l]), 0);
            for (std::size_t i = 0; i < columns.size(); ++i) columns[i] = inputs.contains(i) ? 1 : 0;
            return {out[0], std::move(columns)};
        }
        const auto [rows, columns] = windows_of(l);
        return {out[0], in[0], taps_between(rows, in[1], out[1]), taps_between(columns, in[2], out[2])};
    }
};

}  // namespace

bool CellSet::contains(std::size_t flat) const {
    for (std::size_t axis = shape.size(); axis-- > 0;) {
        if (axes[axis][flat % shape[axis]] == 0) return false;
        flat /= shape[axis];
    }
    return true;
}

std::size_t CellSet::size() const {
    std::size_t product = 1;
    for (const Mask& axis : axes)
        product *= static_cast<std::size_t>(std::count(axis.begin(), axis.end(), char{1}));
    return product;
}

std::vector<CellSet> dependencies(const SolvedLab& solved, const nn::Cell& cell) {
    const nn::Tensor* tensor = tensor_of(solved, cell);
    if (cell.of != Of::loss && (tensor == nullptr || cell.flat >= tensor->size())) return {};
    Walk walk(solved);
    const std::size_t last = solved.problem.network.layers.size();
    const nn::Shape& end = solved.shapes[last];
    const auto whole_last_value = [&] {
        walk.add(Of::value, last, end, all_of(end));
        return walk.forward(last, all_of(end));
    };
    switch (cell.of) {
        case Of::value:
            return walk.forward(cell.place, only(tensor->shape(), cell.flat));
        case Of::p:
            return whole_last_value();
        case Of::loss:
            if (const auto* nll = std::get_if<nn::NegativeLogLikelihood>(&solved.problem.network.loss))
                walk.add(Of::p, 0, end, only(end, nll->target));
            else
                walk.add(Of::loss_weight, 0, end, all_of(end));
            return whole_last_value();
        case Of::value_grad:
            if (cell.place == last && solved.forward.p.empty())
                walk.add(Of::loss_weight, 0, end, only(end, cell.flat));
            return walk.backward(cell.place, only(tensor->shape(), cell.flat));
        case Of::weight_grad:
            return walk.behind_weight(cell.place, cell.flat);
        case Of::bias_grad:
            return walk.behind_bias(cell.place, cell.flat);
        case Of::weight:
        case Of::bias:
        case Of::loss_weight:
        case Of::constant:
            break;
    }
    return {};
}

}  // namespace siftscope
