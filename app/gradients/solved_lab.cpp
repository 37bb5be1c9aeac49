#include "app/gradients/solved_lab.h"

#include <algorithm>
#include <utility>

namespace siftscope {
namespace {

using Of = nn::Cell::Of;

nn::Tensor live_cells(const NnProblem& problem, const nn::Forward& forward) {
    if (problem.kind != "maxpool2d" && problem.kind != "relu") return {};
    nn::Tensor live(problem.x.shape());
    if (problem.kind == "relu")
        for (std::size_t i = 0; i < live.size(); ++i) live[i] = problem.x[i] > 0 ? 1 : 0;
    else
        for (const std::size_t cell : forward.argmax[0]) live[cell] = 1;
    return live;
}

Of gradient_of(nn::Entry::Of of) {
    if (of == nn::Entry::Of::x) return Of::value_grad;
    return of == nn::Entry::Of::weight ? Of::weight_grad : Of::bias_grad;
}

/// Takes in a check of the layers from `first` on; of a part of the network, only what it says of its input.
void take_in(const nn::GradientCheck& check, std::size_t first, bool input_only, LabCheck& into) {
    const auto key = [&](const nn::Entry& entry) {
        const std::size_t place = entry.of == nn::Entry::Of::x ? first : entry.layer;
        return std::tuple{gradient_of(entry.of), place, entry.flat};
    };
    const auto wanted = [&](const nn::Entry& entry) { return !input_only || entry.of == nn::Entry::Of::x; };
    for (const nn::CheckedEntry& c : check.checked)
        if (wanted(c.entry)) into.cells[key(c.entry)] = {c.numeric, c.relative_error};
    for (const nn::Kink& k : check.kinks)
        if (wanted(k.entry))
            into.cells[key(k.entry)] = {
                (k.slope_below + k.slope_above) / 2, 0, true, k.slope_below, k.slope_above, k.between};
}

}  // namespace

std::shared_ptr<const SolvedLab> solve_lab(std::shared_ptr<const LabState> state) {
    auto solved = std::make_shared<SolvedLab>();
    solved->problem = complete(*state);
    solved->state = std::move(state);
    solved->shapes = nn::value_shapes(solved->problem.network, solved->problem.x.shape());
    NnSolution passes = run_passes(solved->problem);
    solved->forward = std::move(passes.forward);
    solved->gradients = std::move(passes.gradients);
    if (const auto* nll = std::get_if<nn::NegativeLogLikelihood>(&solved->problem.network.loss))
        solved->dp_target = nn::target_probability_derivative(solved->forward.p, nll->target);
    solved->live = live_cells(solved->problem, solved->forward);
    return solved;
}

const CellCheck* LabCheck::of(const nn::Cell& gradient) const {
    const auto found = cells.find({gradient.of, gradient.place, gradient.flat});
    return found == cells.end() ? nullptr : &found->second;
}

TensorCheck check_of_tensor(const LabCheck& check, Of of, std::size_t place) {
    TensorCheck sum;
    for (auto cell = check.cells.lower_bound({of, place, 0});
         cell != check.cells.end() && std::get<0>(cell->first) == of && std::get<1>(cell->first) == place;
         ++cell) {
        if (cell->second.kink)
            ++sum.kinks;
        else
            ++sum.checked;
        sum.largest_error = std::max(sum.largest_error, cell->second.relative_error);
    }
    return sum;
}

std::shared_ptr<const LabCheck> check_lab(const SolvedLab& solved, const std::stop_token& stop) {
    auto result = std::make_shared<LabCheck>();
    const nn::Network& network = solved.problem.network;
    result->check = nn::check_gradients(network, solved.forward, solved.gradients, {}, stop);
    take_in(result->check, 0, false, *result);
    if (result->check.entries <= most_entries_checked_between)
        for (std::size_t v = 1; v <= network.layers.size() && !stop.stop_requested(); ++v) {
            const nn::Network rest{
                {network.layers.begin() + static_cast<std::ptrdiff_t>(v), network.layers.end()},
                network.loss};
            const nn::Forward forward = nn::forward(rest, solved.forward.values[v]);
            nn::Gradients gradients = nn::zero_gradients(rest, forward);
            nn::backward(rest, forward, gradients);
            take_in(nn::check_gradients(rest, forward, gradients, {}, stop), v, true, *result);
        }
    if (stop.stop_requested()) return nullptr;
    return result;
}

NnSolution solution_of(const SolvedLab& solved, const LabCheck& check) {
    return {solved.forward, solved.gradients, check.check};
}

}  // namespace siftscope
