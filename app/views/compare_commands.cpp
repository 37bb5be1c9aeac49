#include "app/views/compare_commands.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "app/model/compare_report.h"
#include "app/views/app_state.h"
#include "app/views/background_jobs.h"
#include "app/views/picture_choice.h"

namespace siftscope {
namespace {

using Json = nlohmann::ordered_json;

/// The row of the chosen keypoint; none when this comparison does not have it.
std::optional<std::size_t> row_of(const ComparisonTable& table,
                                  const std::optional<CompareSelection>& selected) {
    if (!selected) return std::nullopt;
    const std::vector<ComparedKeypoint>& rows = table.comparison.rows;
    const auto& keypoints = table.compared->of(selected->side).keypoints;
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const ComparedKeypoint& row) {
        const auto& index = selected->side == CompareSide::opencv ? row.opencv : row.ours;
        return index && keypoints[*index] == selected->keypoint;
    });
    if (found == rows.end()) return std::nullopt;
    return static_cast<std::size_t>(found - rows.begin());
}

void order_rows(CompareScreen& screen) {
    screen.order = compare_rows(*screen.table, screen.choice.rows);
    screen.selected = row_of(*screen.table, screen.choice.selected);
}

/// The classes of the answer at hand, in the tolerance that counts.
void classify(AppState& state) {
    CompareScreen& screen = state.compare;
    if (!screen.answer) return;
    screen.table = std::make_shared<const ComparisonTable>(comparison_table(
        screen.answer->compared, screen.answer->reasons.get(), shown_tolerance(state, screen.choice)));
    order_rows(screen);
}

void take_in(AppState& state, CompareWorker::Answer answer) {
    CompareScreen& screen = state.compare;
    const bool same_keypoints = screen.answer && screen.answer->compared == answer->compared;
    screen.answer = std::move(answer);
    screen.error.clear();
    if (same_keypoints) return classify(state);  // the reasons have come
    constexpr std::array<CompareColumn, 4> columns{CompareColumn::position, CompareColumn::size,
                                                   CompareColumn::angle, CompareColumn::descriptor};
    for (std::size_t i = 0; i < columns.size(); ++i)
        screen.histograms[i] = difference_histogram(*screen.answer->compared, columns[i]);
    classify(state);
}

}  // namespace

void apply(AppState& state, const SetCompare& command) {
    CompareScreen& screen = state.compare;
    const CompareChoice before = std::exchange(screen.choice, command.choice);
    try {
        if (!screen.table || shown_tolerance(state, before) != shown_tolerance(state, screen.choice))
            classify(state);
        else if (before.rows != screen.choice.rows || before.selected != screen.choice.selected)
            order_rows(screen);
    } catch (const std::exception& refusal) {
        screen.choice = before;
        state.message = Message{refusal.what(), true};
    }
}

AgreementTolerance shown_tolerance(const AppState& state, const CompareChoice& choice) {
    return choice.tolerance.value_or(usual_tolerance(state.settings.profile));
}

CompareSelection selection_of(const ComparisonTable& table, std::size_t row) {
    const ComparedKeypoint& compared = table.comparison.rows[row];
    return {compared.side(), compared.keypoint(*table.compared)};
}

void forget_comparison(AppState& state) {
    state.jobs->comparer.cancel();
    CompareChoice choice;  // how one likes to look at things stays
    choice.tolerance = state.compare.choice.tolerance;
    choice.rows = state.compare.choice.rows;
    state.compare = {};
    state.compare.choice = choice;
}

void poll_compare(AppState& state) {
    CompareScreen& screen = state.compare;
    auto [features, reasons] = state.jobs->comparer.take();
    if (features) take_in(state, std::move(features));
    if (reasons && reasons->result) take_in(state, std::move(*reasons->result));
    if (reasons && !reasons->result) screen.error = reasons->error;
    if (!state.jobs->comparer.busy()) screen.solving = false;
    if (state.panel != Panel::compare) return;
    auto picture = chosen_picture(state, screen.choice.picture);
    if (!picture) return;
    CompareRequest wanted{std::move(picture), settings_to_compare(state.settings)};
    if (screen.asked == wanted) return;
    screen.asked = wanted;
    screen.solving = true;
    state.jobs->comparer.compare(std::move(wanted));
}

bool compare_busy(const AppState& state) {
    return state.compare.solving || state.jobs->comparer.busy();
}

Json compare_state(const AppState& state) {
    constexpr std::size_t most = 20;
    const CompareScreen& screen = state.compare;
    if (!screen.table) return nullptr;
    Json report = compare_report(*screen.table);
    report["picture"] = screen.answer->request.picture == state.picture ? "original" : "rotated";
    report["rows"] = screen.order.size();
    report["first"] = Json::array();
    for (std::size_t i = 0; i < std::min(most, screen.order.size()); ++i)
        report["first"].push_back(compare_row_report(*screen.table, screen.order[i]));
    report["selected"] =
        screen.selected ? compare_row_report(*screen.table, *screen.selected) : Json(nullptr);
    report["fit"] = screen.choice.view.fit;
    report["problem"] = screen.error.empty() ? Json(nullptr) : Json(screen.error);
    return report;
}

}  // namespace siftscope
