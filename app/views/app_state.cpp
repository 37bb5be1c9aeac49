#include "app/views/app_state.h"

#include <utility>

#include "app/model/match_report.h"
#include "app/views/background_jobs.h"
#include "app/views/canvas_graphics.h"
#include "app/views/commands.h"
#include "app/views/explain_commands.h"
#include "app/views/explain_textures.h"
#include "app/views/gradient_report.h"
#include "app/views/gradient_textures.h"
#include "app/views/pick_report.h"

namespace siftscope {
namespace {

using Json = nlohmann::ordered_json;

void take_picture(AppState& state) {
    auto outcome = state.jobs->loader.take();
    if (!outcome) return;
    if (!state.jobs->loader.busy()) state.opening.clear();
    if (!outcome->result) {
        state.message = Message{outcome->error, true};
        return;
    }
    state.jobs->matcher.cancel();
    state.picture = outcome->result->picture;
    state.load_ms = outcome->result->time_ms;
    state.opened = outcome->result->path;
    state.result.reset();
    state.second.reset();
    state.hovered = state.isolated = {};
    forget_explanation(state);
    state.view.fit = true;
    if (state.message && state.message->is_error) state.message.reset();
    if (!state.export_path_chosen) state.export_path = outcome->result->path.stem().string() + "-match.png";
    match_again(state);
}

void take_result(AppState& state) {
    if (auto second = state.jobs->matcher.take_second_picture()) state.second = std::move(second);
    auto outcome = state.jobs->matcher.take();
    if (!outcome) return;
    if (!outcome->result) {
        state.updating = false;
        state.export_waiting = false;
        state.message = Message{outcome->error, true};
        return;
    }
    const auto& result = *outcome->result;
    if (state.result) state.isolated = carried_over(state.isolated, *state.result, *result);
    state.hovered = {};  // found anew when the canvases are drawn
    state.result = result;
    state.second = result->second;
    state.updating = !is_current(state);
}

void take_export(AppState& state) {
    if (state.export_waiting && !state.updating) {
        state.export_waiting = false;
        if (is_current(state))
            state.jobs->exporter.write(state.result, state.export_path);
        else
            state.message =
                Message{"These settings have no match that could be exported; change them first.", true};
    }
    auto outcome = state.jobs->exporter.take();
    if (!outcome) return;
    if (outcome->result)
        state.message = Message{"Wrote " + outcome->result->string() + ".", false};
    else
        state.message = Message{outcome->error, true};
}

}  // namespace

AppState::AppState(const std::function<void()>& wake)
    : jobs(std::make_unique<BackgroundJobs>(wake)), graphics(nullptr) {}
AppState::~AppState() = default;

bool is_current(const AppState& state) {
    return state.result && state.result->first == state.picture && state.result->settings == state.settings;
}

bool is_busy(const AppState& state) {
    return state.updating || state.export_waiting || !state.opening.empty() || state.jobs->loader.busy() ||
           state.jobs->matcher.busy() || state.jobs->exporter.busy() || explain_busy(state) ||
           gradients_busy(state);
}

void poll(AppState& state) {
    take_picture(state);
    take_result(state);
    take_export(state);
    poll_explain(state);
    poll_gradients(state);
}

Json state_of(const AppState& state) {
    Json report = state.result ? match_report(*state.result) : Json::object();
    report["busy"] = is_busy(state);
    report["updating"] = state.updating;
    report["panel"] = name_of(state.panel);
    report["error"] = nullptr;
    report["message"] = nullptr;
    if (state.message) report[state.message->is_error ? "error" : "message"] = state.message->text;
    report["export_path"] = state.export_path;
    const ViewState& view = state.view;
    report["view"] = {{"fit", view.fit},
                      {"zoom", view.zoom},
                      {"centre", {view.centre.x, view.centre.y}},
                      {"keypoints", view.keypoints},
                      {"not_visible", view.not_visible},
                      {"right_lines", view.right_lines},
                      {"wrong_lines", view.wrong_lines},
                      {"rejected", view.rejected},
                      {"insight", name_of(view.insight)},
                      {"criterion", view.criterion == Criterion::ratio ? "ratio" : "distance"},
                      {"residual_arrows", view.residual_arrows}};
    report["hovered"] = state.result ? pick_report(*state.result, state.hovered) : Json(nullptr);
    report["isolated"] = state.result ? pick_report(*state.result, state.isolated) : Json(nullptr);
    report["reason"] = state.result ? Json(state.result->reason) : Json(nullptr);
    report["explain"] = explain_state(state);
    report["rejected"] = rejected_state(state);
    if (state.panel == Panel::gradients) report["nn"] = gradient_report(state);
    return report;
}

}  // namespace siftscope
