#include "nn/perturbation.h"

namespace nn {

Perturbation::Perturbation(const Network& network, const Forward& base)
    : network_(network), base_(base), values_(base.values), moved_(base.values.size()) {
    for (const Tensor& value : values_) is_moved_.emplace_back(value.size(), char{0});
    for (std::size_t l = 0; l < network.layers.size(); ++l) {
        const Shape& x = base.values[l].shape();
        if (const auto* conv = std::get_if<Conv2d>(&network.layers[l]))
            axes_.push_back(windows(*conv, x));
        else if (const auto* pool = std::get_if<MaxPool2d>(&network.layers[l]))
            axes_.push_back(windows(*pool, x));
        else
            axes_.push_back({});
    }
}

void Perturbation::touch(std::size_t value, std::size_t cell) {
    if (is_moved_[value][cell] != 0) return;
    is_moved_[value][cell] = 1;
    moved_[value].push_back(cell);
}

Perturbation::Outcome Perturbation::move(const Entry& entry, double change) {
    Outcome outcome;
    std::size_t first = 0;  // the first layer that sees a moved value
    if (entry.of == Entry::Of::x) {
        values_[0][entry.flat] += change;
        touch(0, entry.flat);
    } else {
        move_parameter(entry, change);
        first = entry.layer + 1;
    }
    for (std::size_t l = first; l < network_.layers.size(); ++l) {
        const Layer& layer = network_.layers[l];
        if (const auto* conv = std::get_if<Conv2d>(&layer))
            pass_conv2d(*conv, l);
        else if (const auto* full = std::get_if<FullyConnected>(&layer))
            pass_fully_connected(*full, l);
        else if (std::holds_alternative<Relu>(layer))
            outcome.same_choices = pass_relu(l) && outcome.same_choices;
        else
            outcome.same_choices = pass_max_pool2d(l) && outcome.same_choices;
    }
    outcome.loss_change = loss_change();

    for (std::size_t v = 0; v < values_.size(); ++v) {
        for (const std::size_t cell : moved_[v]) {
            values_[v][cell] = base_.values[v][cell];
            is_moved_[v][cell] = 0;
        }
        moved_[v].clear();
    }
    return outcome;
}

/// y is linear in each weight, with the input cell that it meets as slope, and in each bias, with slope 1.
void Perturbation::move_parameter(const Entry& entry, double change) {
    const std::size_t l = entry.layer;
    const Tensor& x = base_.values[l];
    Tensor& y = values_[l + 1];
    const auto add = [&](std::size_t cell, double slope) {
        y[cell] += change * slope;
        touch(l + 1, cell);
    };
    const auto* conv = std::get_if<Conv2d>(&network_.layers[l]);
    if (conv == nullptr && entry.of == Entry::Of::bias) {
        add(entry.flat, 1);
    } else if (conv == nullptr) {
        add(entry.flat / x.size(), x[entry.flat % x.size()]);
    } else if (entry.of == Entry::Of::bias) {
        const std::size_t pixels = y.extent(1) * y.extent(2);
        for (std::size_t pixel = 0; pixel < pixels; ++pixel) add(entry.flat * pixels + pixel, 1);
    } else {
        const auto& [rows, columns] = axes_[l];
        const Index at = index_of(conv->weight.shape(), entry.flat);  // k, t, m, n
        const Range i_range = rows.windows_with_tap_inside(at[2]);
        const Range j_range = columns.windows_with_tap_inside(at[3]);
        for (std::size_t i = i_range.begin; i < i_range.end; ++i)
            for (std::size_t j = j_range.begin; j < j_range.end; ++j)
                add((at[0] * y.extent(1) + i) * y.extent(2) + j,
                    x(at[1], rows.padded_position(i, at[2]) - rows.padding,
                      columns.padded_position(j, at[3]) - columns.padding));
    }
}

void Perturbation::pass_conv2d(const Conv2d& conv, std::size_t l) {
    const auto& [rows, columns] = axes_[l];
    Tensor& y = values_[l + 1];
    for (const std::size_t cell : moved_[l]) {
        const double change = values_[l][cell] - base_.values[l][cell];
        const Index at = index_of(base_.values[l].shape(), cell);  // t, row, column
        const Range i_range = rows.windows_over(at[1]), j_range = columns.windows_over(at[2]);
        for (std::size_t k = 0; k < y.extent(0); ++k)
            for (std::size_t i = i_range.begin; i < i_range.end; ++i)
                for (std::size_t j = j_range.begin; j < j_range.end; ++j) {
                    if (!rows.has_tap_on(i, at[1]) || !columns.has_tap_on(j, at[2])) continue;
                    y(k, i, j) +=
                        change * conv.weight(k, at[0], rows.tap_on(i, at[1]), columns.tap_on(j, at[2]));
                    touch(l + 1, (k * y.extent(1) + i) * y.extent(2) + j);
                }
    }
}

void Perturbation::pass_fully_connected(const FullyConnected& full, std::size_t l) {
    Tensor& y = values_[l + 1];
    for (const std::size_t cell : moved_[l]) {
        const double change = values_[l][cell] - base_.values[l][cell];
        for (std::size_t k = 0; k < y.size(); ++k) {
            y[k] += full.weight(k, cell) * change;
            touch(l + 1, k);
        }
    }
}

bool Perturbation::pass_relu(std::size_t l) {
    bool same = true;
    for (const std::size_t cell : moved_[l]) {
        const double before = base_.values[l][cell], now = values_[l][cell];
        same = same && (before > 0) == (now > 0);
        values_[l + 1][cell] = now > 0 ? now : 0;
        if (values_[l + 1][cell] != base_.values[l + 1][cell]) touch(l + 1, cell);
    }
    return same;
}

bool Perturbation::pass_max_pool2d(std::size_t l) {
    bool same = true;
    const auto& [rows, columns] = axes_[l];
    const Tensor& x = values_[l];
    Tensor& y = values_[l + 1];
    for (const std::size_t cell : moved_[l]) {
        const Index at = index_of(x.shape(), cell);  // c, row, column
        const Range i_range = rows.windows_over(at[1]), j_range = columns.windows_over(at[2]);
        for (std::size_t i = i_range.begin; i < i_range.end; ++i)
            for (std::size_t j = j_range.begin; j < j_range.end; ++j) {
                const std::size_t window = (at[0] * y.extent(1) + i) * y.extent(2) + j;
                if (is_moved_[l + 1][window] != 0) continue;  // another moved cell had it computed
                const std::size_t best = window_argmax(rows, columns, x, at[0], i, j);
                same = same && best == base_.argmax[l][window];
                y[window] = x[best];
                if (y[window] != base_.values[l + 1][window]) touch(l + 1, window);
            }
    }
    return same;
}

double Perturbation::loss_change() const {
    const Tensor& y = values_.back();
    if (const auto* nll = std::get_if<NegativeLogLikelihood>(&network_.loss))
        return softmax_nll(y, nll->target).loss - base_.loss;
    const Tensor& dy = std::get<WeightedSum>(network_.loss).dy;
    double change = 0;
    for (const std::size_t cell : moved_.back()) change += dy[cell] * (y[cell] - base_.values.back()[cell]);
    return change;
}

}  // namespace nn
