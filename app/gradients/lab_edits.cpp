#include "app/gradients/lab_edits.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "app/model/error.h"

namespace siftscope {
namespace {

using Of = nn::Cell::Of;

/// `old` in another shape of the same rank: numbers stay at their index, the rest is `filling`.
nn::Tensor refitted(const nn::Tensor& old, const nn::Shape& shape, double filling) {
    nn::Tensor fresh(shape, filling);
    if (old.rank() != shape.size()) return fresh;
    for (std::size_t flat = 0; flat < fresh.size(); ++flat) {
        const nn::Index at = nn::index_of(shape, flat);
        bool inside = true;
        for (std::size_t axis = 0; axis < at.size(); ++axis) inside = inside && at[axis] < old.extent(axis);
        if (inside) fresh[flat] = old[nn::flat_of(old.shape(), at)];
    }
    return fresh;
}

/// The columns of W stand for the cells of a value: they move with them.
nn::Tensor refitted_columns(const nn::Tensor& weight, const nn::Shape& old_in, const nn::Shape& in) {
    nn::Tensor fresh({weight.extent(0), nn::entries(in)});
    if (old_in.size() != in.size()) return fresh;
    for (std::size_t column = 0; column < fresh.extent(1); ++column) {
        const nn::Index at = nn::index_of(in, column);
        bool inside = true;
        for (std::size_t axis = 0; axis < at.size(); ++axis) inside = inside && at[axis] < old_in[axis];
        if (!inside) continue;
        for (std::size_t row = 0; row < fresh.extent(0); ++row)
            fresh(row, column) = weight(row, nn::flat_of(old_in, at));
    }
    return fresh;
}

nn::Shape output_shape(const nn::Layer& layer, const nn::Shape& in) {
    if (const auto* conv = std::get_if<nn::Conv2d>(&layer)) return nn::conv2d_shape(*conv, in);
    if (const auto* pool = std::get_if<nn::MaxPool2d>(&layer)) return nn::max_pool2d_shape(*pool, in);
    if (const auto* full = std::get_if<nn::FullyConnected>(&layer))
        return nn::fully_connected_shape(*full, in);
    return in;
}

/// The tensors follow the layers; `old` are the shapes before the change.
void follow(LabState& state, const std::vector<nn::Shape>& old) {
    NnProblem& problem = state.problem;
    nn::Shape shape = problem.x.shape();
    for (std::size_t l = 0; l < problem.network.layers.size(); ++l) {
        nn::Layer& layer = problem.network.layers[l];
        if (auto* full = std::get_if<nn::FullyConnected>(&layer); full != nullptr && shape != old[l])
            full->weight = refitted_columns(full->weight, old[l], shape);
        shape = output_shape(layer, shape);
    }
    if (auto* sum = std::get_if<nn::WeightedSum>(&problem.network.loss); sum != nullptr)
        if (sum->dy.shape() != shape) sum->dy = refitted(sum->dy, shape, 1);
}

nn::Tensor* given_tensor(NnProblem& problem, const nn::Cell& cell) {
    return const_cast<nn::Tensor*>(given_tensor(std::as_const(problem), cell));
}

}  // namespace

const nn::Tensor* given_tensor(const NnProblem& problem, const nn::Cell& cell) {
    const std::size_t layers = problem.network.layers.size();
    if (cell.of == Of::value && cell.place == 0) return &problem.x;
    if (cell.of == Of::weight && cell.place < layers)
        return nn::weight_of(problem.network.layers[cell.place]);
    if (cell.of == Of::bias && cell.place < layers) return nn::bias_of(problem.network.layers[cell.place]);
    const auto* sum = std::get_if<nn::WeightedSum>(&problem.network.loss);
    if (cell.of == Of::loss_weight && sum != nullptr) return &sum->dy;
    return nullptr;
}

LabState with_number(LabState state, const nn::Cell& cell, double number) {
    nn::Tensor* tensor = given_tensor(state.problem, cell);
    if (tensor == nullptr || cell.flat >= tensor->size())
        throw UserError("This number is computed; edit the numbers that it is computed from.");
    if (!std::isfinite(number)) throw UserError("A cell needs a finite number.");
    (*tensor)[cell.flat] = number;
    return state;
}

bool has_setting(const nn::Layer& layer, LayerSetting setting) {
    if (std::holds_alternative<nn::Conv2d>(layer)) return true;
    return std::holds_alternative<nn::MaxPool2d>(layer) && setting != LayerSetting::dilation;
}

nn::Pair setting_of(const nn::Layer& layer, LayerSetting setting) {
    if (const auto* conv = std::get_if<nn::Conv2d>(&layer)) {
        switch (setting) {
            case LayerSetting::kernel:
                return {conv->weight.extent(2), conv->weight.extent(3)};
            case LayerSetting::stride:
                return conv->stride;
            case LayerSetting::padding:
                return conv->padding;
            case LayerSetting::dilation:
                return conv->dilation;
        }
    }
    if (const auto* pool = std::get_if<nn::MaxPool2d>(&layer)) {
        if (setting == LayerSetting::kernel) return pool->kernel;
        if (setting == LayerSetting::stride) return pool->stride;
        if (setting == LayerSetting::padding) return pool->padding;
    }
    return {0, 0};
}

LabState with_setting(LabState state, std::size_t layer, LayerSetting setting, const nn::Pair& pair) {
    NnProblem& problem = state.problem;
    if (layer >= problem.network.layers.size() || !has_setting(problem.network.layers[layer], setting))
        throw UserError("That layer has no such setting.");
    try {
        const std::vector<nn::Shape> old = nn::value_shapes(problem.network, problem.x.shape());
        nn::Layer& changed = problem.network.layers[layer];
        if (auto* conv = std::get_if<nn::Conv2d>(&changed)) {
            if (setting == LayerSetting::kernel) {
                if (pair[0] == 0 || pair[1] == 0 || pair[0] > 64 || pair[1] > 64)
                    throw UserError("conv2d: the kernel is " + nn::to_string({pair[0], pair[1]}) +
                                    ", but must have 1 to 64 rows and columns");
                conv->weight = refitted(
                    conv->weight, {conv->weight.extent(0), conv->weight.extent(1), pair[0], pair[1]}, 0);
            }
            if (setting == LayerSetting::stride) conv->stride = pair;
            if (setting == LayerSetting::padding) conv->padding = pair;
            if (setting == LayerSetting::dilation) conv->dilation = pair;
        } else if (auto* pool = std::get_if<nn::MaxPool2d>(&changed)) {
            if (setting == LayerSetting::kernel) pool->kernel = pair;
            if (setting == LayerSetting::stride) pool->stride = pair;
            if (setting == LayerSetting::padding) pool->padding = pair;
        }
        follow(state, old);
    } catch (const std::invalid_argument& refusal) {
        throw UserError(refusal.what());
    }
    if (!state.averaging_head) {
        require_solvable(problem);
    } else {
        // A padding of millions asks for maps that no memory holds; the head has their size squared.
        const nn::Shape maps = nn::value_shapes(problem.network, problem.x.shape()).back();
        const double head = static_cast<double>(nn::entries(maps)) * static_cast<double>(maps[0]);
        if (head > static_cast<double>(max_problem_entries) / 4)
            throw UserError(
                "The maps would have shape " + nn::to_string(maps) +
                ", too many numbers for the head; make the padding smaller or the stride larger.");
    }
    return state;
}

LabState with_target(LabState state, std::size_t target) {
    auto* nll = std::get_if<nn::NegativeLogLikelihood>(&state.problem.network.loss);
    if (nll == nullptr) throw UserError("This problem ends in an upstream gradient, not in a target class.");
    const std::size_t classes =
        nn::value_shapes(state.problem.network, state.problem.x.shape()).back().front();
    if (target >= classes)
        throw UserError("target is " + std::to_string(target) + ", but must be a class from 0 to " +
                        std::to_string(classes - 1));
    nll->target = target;
    return state;
}

}  // namespace siftscope
