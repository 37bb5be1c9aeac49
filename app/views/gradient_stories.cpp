#include "app/views/gradient_stories.h"

namespace siftscope {

nn::Cell cell_of(const ShownTensor& shown, std::size_t flat) {
    if (shown.kind != ShownTensor::Kind::cells) return {nn::Cell::Of::value, 0, flat};
    return {shown.of, shown.place, flat};
}

CellStory story_of_pick(const SolvedLab& solved, const LabCheck* check, const CellPick& pick) {
    const auto shown = find_tensor(solved, pick.tensor);
    if (!shown || pick.flat >= numbers_of(solved, *shown).size()) return {};
    if (shown->kind == ShownTensor::Kind::live) return story_of_live(solved, pick.flat);
    if (shown->kind == ShownTensor::Kind::dp_target) return story_of_dp_target(solved, pick.flat);
    return story_of(solved, check, cell_of(*shown, pick.flat));
}

std::vector<CellSet> cells_behind(const SolvedLab& solved, const CellPick& pick) {
    const auto shown = find_tensor(solved, pick.tensor);
    if (!shown || pick.flat >= numbers_of(solved, *shown).size()) return {};
    if (shown->kind != ShownTensor::Kind::cells) return {};
    return dependencies(solved, cell_of(*shown, pick.flat));
}

std::vector<nn::Cell> cells_in_formula(const SolvedLab& solved, const CellPick& pick) {
    const auto shown = find_tensor(solved, pick.tensor);
    if (!shown || pick.flat >= numbers_of(solved, *shown).size()) return {};
    const nn::Cell cell = cell_of(*shown, pick.flat);
    if (shown->kind != ShownTensor::Kind::cells) return {cell};
    if (term_count(solved, cell) > most_terms) return {};
    std::vector<nn::Cell> cells;
    const nn::Contributions c =
        nn::contributions(solved.problem.network, solved.forward, solved.gradients, cell);
    for (const nn::Term& term : c.terms)
        for (const nn::Factor& factor : term.factors) {
            cells.push_back(factor.cell);
            // On the screen, the gradient at the end is the one that was given.
            if (factor.cell.of == nn::Cell::Of::value_grad &&
                factor.cell.place == solved.problem.network.layers.size() && solved.forward.p.empty())
                cells.push_back({nn::Cell::Of::loss_weight, 0, factor.cell.flat});
        }
    return cells;
}

}  // namespace siftscope
