#include "app/nn_problem/known_slips.h"

#include <utility>

namespace siftscope {
namespace {

std::vector<Slip> layer_slips(const nn::Layer& layer, const LayerNumbers& numbers, const std::string& name) {
    if (const auto* conv = std::get_if<nn::Conv2d>(&layer)) return conv2d_slips(*conv, numbers, name);
    if (const auto* full = std::get_if<nn::FullyConnected>(&layer)) return linear_slips(*full, numbers, name);
    if (const auto* pool = std::get_if<nn::MaxPool2d>(&layer)) return max_pool2d_slips(*pool, numbers, name);
    return relu_slips(numbers, name);
}

LayerNumbers numbers_of(const NnSolution& solution, std::size_t l) {
    return {solution.forward.values[l],   solution.forward.values[l + 1],   solution.gradients.values[l + 1],
            solution.gradients.values[l], solution.gradients.parameters[l], solution.forward.argmax[l]};
}

/// The slips in dL/d(value `v`): made by the layer that comes after it, or by the loss.
std::vector<Slip> slips_made_at(const NnProblem& problem, const NnSolution& solution, std::size_t v) {
    const std::size_t last = problem.network.layers.size();
    if (v < last) return layer_slips(problem.network.layers[v], numbers_of(solution, v), "dx");
    if (const auto* nll = std::get_if<nn::NegativeLogLikelihood>(&problem.network.loss))
        return nll_slips(solution.forward.values[last], solution.forward.p, nll->target, "dlogits");
    return {};
}

/// The slips in dL/d(value `v`) for v above `lowest`, carried down to it; `pick` reads the answer there.
template <class Pick>
void add_carried_slips(const NnProblem& problem, const NnSolution& solution, std::size_t lowest, Pick pick,
                       std::vector<Slip>& slips) {
    const std::size_t last = problem.network.layers.size();
    for (std::size_t v = lowest; v <= last; ++v)
        for (Slip& slip : slips_made_at(problem, solution, v)) {
            if (slip.answer.shape() != solution.forward.values[v].shape()) continue;
            nn::Gradients gradients = nn::zero_gradients(problem.network, solution.forward);
            gradients.values[v] = std::move(slip.answer);
            nn::backward_from(problem.network, solution.forward, v, gradients);
            const std::string where =
                v == last ? "in the nll at the end: " : "in layers[" + std::to_string(v) + "]: ";
            slips.push_back({where + slip.sentence, pick(gradients)});
        }
}

}  // namespace

nn::Tensor scaled(nn::Tensor tensor, double factor) {
    for (double& number : tensor.data()) number *= factor;
    return tensor;
}

nn::Tensor argmax_tensor(const nn::Shape& x, const std::vector<std::size_t>& argmax) {
    nn::Tensor cells({argmax.size(), 2});
    for (std::size_t i = 0; i < argmax.size(); ++i) {
        cells(i, 0) = static_cast<double>(argmax[i] / x[2] % x[1]);
        cells(i, 1) = static_cast<double>(argmax[i] % x[2]);
    }
    return cells;
}

std::vector<Slip> known_slips(const NnProblem& problem, const NnSolution& solution, const AnswerKey& key) {
    const std::size_t last = problem.network.layers.size();
    const auto* nll = std::get_if<nn::NegativeLogLikelihood>(&problem.network.loss);
    if (nll != nullptr && !key.layer &&
        (key.name == "loss" || key.name == "p" || key.name == "dlogits" || key.name == "dp_target"))
        return nll_slips(solution.forward.values[last], solution.forward.p, nll->target, key.name);
    if (problem.kind != "network")
        return last == 1 ? layer_slips(problem.network.layers[0], numbers_of(solution, 0), key.name)
                         : std::vector<Slip>{};

    std::vector<Slip> slips;
    if (!key.layer) {
        if (key.name == "dx") {
            slips = slips_made_at(problem, solution, 0);
            if (last > 0)
                add_carried_slips(
                    problem, solution, 1, [](const nn::Gradients& g) { return g.values[0]; }, slips);
        }
        return slips;
    }
    const std::size_t l = *key.layer;
    if (key.name == "dy") {
        slips = slips_made_at(problem, solution, l + 1);
        add_carried_slips(
            problem, solution, l + 2, [&](const nn::Gradients& g) { return g.values[l + 1]; }, slips);
        return slips;
    }
    slips = layer_slips(problem.network.layers[l], numbers_of(solution, l), key.name);
    if (key.name == "dweight")
        add_carried_slips(
            problem, solution, l + 1, [&](const nn::Gradients& g) { return g.parameters[l].weight; }, slips);
    if (key.name == "dbias")
        add_carried_slips(
            problem, solution, l + 1, [&](const nn::Gradients& g) { return g.parameters[l].bias; }, slips);
    return slips;
}

}  // namespace siftscope
