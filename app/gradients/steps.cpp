#include "app/gradients/steps.h"

#include <algorithm>
#include <stdexcept>

#include "app/gradients/shown_tensors.h"

namespace siftscope {
namespace {

using Of = nn::Cell::Of;

nn::Contributions contributions_of(const SolvedLab& solved, const nn::Cell& cell) {
    return nn::contributions(solved.problem.network, solved.forward, solved.gradients, cell);
}

}  // namespace

StepSequence::StepSequence(const SolvedLab& solved) {
    const auto& layers = solved.problem.network.layers;
    std::size_t cells = 0;
    for (const nn::Shape& shape : solved.shapes) cells += 2 * nn::entries(shape);
    for (const nn::Layer& layer : layers)
        if (const nn::Tensor* weight = nn::weight_of(layer)) cells += weight->size() + weight->extent(0);
    if (cells > most_stepped_cells) return;

    for (std::size_t l = 0; l < layers.size(); ++l)
        add(solved, Of::value, l + 1, nn::entries(solved.shapes[l + 1]), false);
    if (!solved.forward.p.empty()) {
        add(solved, Of::p, 0, solved.forward.p.size(), false);
        add(solved, Of::loss, 0, 1, false);
    }
    backward_begin_ = size_;
    add(solved, Of::value_grad, layers.size(), nn::entries(solved.shapes.back()), true);
    for (std::size_t l = layers.size(); l-- > 0;) {
        if (const nn::Tensor* weight = nn::weight_of(layers[l])) {
            add(solved, Of::weight_grad, l, weight->size(), true);
            add(solved, Of::bias_grad, l, weight->extent(0), true);
        }
        add(solved, Of::value_grad, l, nn::entries(solved.shapes[l]), true);
    }
}

void StepSequence::add(const SolvedLab& solved, Of of, std::size_t place, std::size_t cells,
                       bool term_by_term) {
    Tensor tensor{of, place, term_by_term, {}, 0};
    for (std::size_t flat = 0; flat < cells; ++flat) {
        tensor.first.push_back(size_);
        size_ += term_by_term
                     ? std::max<std::size_t>(1, contributions_of(solved, {of, place, flat}).terms.size())
                     : 1;
    }
    tensor.end = size_;
    tensors_.push_back(std::move(tensor));
}

const StepSequence::Tensor* StepSequence::find(const nn::Cell& cell) const {
    for (const Tensor& tensor : tensors_)
        if (tensor.of == cell.of && tensor.place == cell.place && cell.flat < tensor.first.size())
            return &tensor;
    return nullptr;
}

StepSequence::Step StepSequence::at(const SolvedLab& solved, std::size_t position) const {
    if (position >= size_) throw std::invalid_argument("there is no such step");
    const Tensor& tensor =
        *std::find_if(tensors_.begin(), tensors_.end(), [&](const Tensor& t) { return position < t.end; });
    const auto next = std::upper_bound(tensor.first.begin(), tensor.first.end(), position);
    const auto flat = static_cast<std::size_t>(next - tensor.first.begin()) - 1;

    Step step;
    step.cell = {tensor.of, tensor.place, flat};
    step.backward = position >= backward_begin_;
    nn::Contributions c = contributions_of(solved, step.cell);
    step.terms = c.terms.size();
    step.term = tensor.term_by_term ? std::min(position - tensor.first[flat] + 1, step.terms) : step.terms;
    step.running = c.result;
    const bool finished = step.term == step.terms;
    if (!finished) {
        c.terms.resize(step.term);
        step.running = 0;
        for (const nn::Term& term : c.terms) step.running += term.value();
        c.result = step.running;
    }
    step.text = cell_name(solved, step.cell) + ": " + nn::formula(c) + (finished ? "" : " so far");
    return step;
}

std::optional<std::size_t> StepSequence::first_step(const nn::Cell& cell) const {
    const Tensor* tensor = find(cell);
    if (tensor == nullptr) return std::nullopt;
    return tensor->first[cell.flat];
}

bool StepSequence::reached(const nn::Cell& cell, std::size_t position) const {
    const auto first = first_step(cell);
    return !first || *first <= position;
}

}  // namespace siftscope
