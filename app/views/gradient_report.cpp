#include "app/views/gradient_report.h"

#include "app/gradients/cell_story.h"
#include "app/gradients/dependencies.h"
#include "app/views/app_state.h"
#include "app/views/gradient_stories.h"

namespace siftscope {
namespace {

// A result holds every number about twice; a whole photograph would be written for minutes.
constexpr std::size_t most_numbers_reported = 60'000;

Json cell_json(const GradientScreen& screen, const std::optional<CellPick>& pick) {
    if (!pick || screen.result == nullptr) return nullptr;
    const SolvedLab& solved = *screen.result->solved;
    const CellStory story = story_of_pick(solved, screen.check.get(), *pick);
    Json lit = Json::object();
    for (const ShownTensor& shown : shown_tensors(solved)) {
        std::size_t count = 0;
        for (const CellSet& set : cells_behind(solved, *pick))
            if (shown.kind == ShownTensor::Kind::cells && set.of == shown.of && set.place == shown.place)
                count += set.size();
        if (count > 0) lit[shown.name] = count;
    }
    return {{"tensor", pick->tensor},   {"flat", pick->flat}, {"name", story.name},
            {"formula", story.formula}, {"rule", story.rule}, {"check", story.check},
            {"note", story.note},       {"depends_on", lit}};
}

std::size_t numbers_in(const SolvedLab& solved) {
    std::size_t count = 0;
    for (const nn::Tensor& value : solved.forward.values) count += value.size();
    for (const auto& parameters : solved.gradients.parameters) count += parameters.weight.size();
    return count;
}

Json live_json(const nn::Tensor& live) {
    if (live.empty()) return nullptr;
    const Pages pages = pages_of(live.shape());
    Json rows = Json::array();
    for (std::size_t row = 0; row < pages.count * pages.rows; ++row) {
        std::string letters;
        for (std::size_t column = 0; column < pages.columns; ++column)
            letters += live[row * pages.columns + column] != 0 ? 'x' : 'c';
        rows.push_back(letters);
    }
    return rows;
}

}  // namespace

nlohmann::ordered_json gradient_report(const AppState& state) {
    const GradientScreen& screen = state.gradients;
    Json report{{"problem", nullptr}, {"result", nullptr}};
    report["preset"] = screen.state == nullptr ? Json(nullptr) : Json(screen.state->preset);
    report["undo"] = screen.history.undo_steps();
    report["redo"] = screen.history.redo_steps();
    report["hovered"] = cell_json(screen, screen.hovered);
    report["pinned"] = cell_json(screen, screen.pinned);
    const Json& shown = report["hovered"].is_null() ? report["pinned"] : report["hovered"];
    report["formula"] = shown.is_null() ? Json(nullptr) : shown["formula"];
    report["step"] = nullptr;
    if (screen.result == nullptr) return report;
    const SolvedLab& solved = *screen.result->solved;
    if (screen.stepping && screen.step < screen.result->steps.size()) {
        const StepSequence::Step step = screen.result->steps.at(solved, screen.step);
        report["step"] = {{"position", screen.step},
                          {"of", screen.result->steps.size()},
                          {"text", step.text},
                          {"running", step.running},
                          {"playing", screen.playing}};
    }
    report["live"] = live_json(solved.live);
    report["shapes"] = Json::object();
    for (const ShownTensor& tensor : shown_tensors(solved))
        report["shapes"][tensor.name] = numbers_of(solved, tensor).shape();
    report["loss"] = solved.forward.loss;
    if (!solved.forward.p.empty())
        report["p"] = std::vector<double>(solved.forward.p.data().begin(), solved.forward.p.data().end());
    report["patch"] = nullptr;
    if (const auto& patch = solved.state->patch)
        report["patch"] = {{"left", patch->left},
                           {"top", patch->top},
                           {"width", patch->width},
                           {"height", patch->height},
                           {"whole", patch->whole}};
    if (screen.check == nullptr || screen.solving) return report;
    report["check"] = check_sentence(screen.check->check);
    report["badges"] = Json::object();
    for (const ShownTensor& tensor : shown_tensors(solved))
        if (tensor.gradient && tensor.kind == ShownTensor::Kind::cells)
            report["badges"][tensor.name] = badge_of(check_of_tensor(*screen.check, tensor.of, tensor.place));
    if (numbers_in(solved) > most_numbers_reported) return report;
    report["problem"] = to_json(solved.problem);
    report["result"] = result_json(solved.problem, solution_of(solved, *screen.check));
    return report;
}

}  // namespace siftscope
