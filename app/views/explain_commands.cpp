#include "app/views/explain_commands.h"

#include <algorithm>

#include "app/model/explain_report.h"
#include "app/model/verdict_names.h"
#include "app/views/app_state.h"
#include "app/views/background_jobs.h"
#include "app/views/picture_choice.h"

namespace siftscope {
namespace {

using Json = nlohmann::ordered_json;

const sift::Keypoint* strongest(const MatchSide& side) {
    const auto found = std::max_element(
        side.keypoints.begin(), side.keypoints.end(),
        [](const sift::Keypoint& a, const sift::Keypoint& b) { return a.response < b.response; });
    return found == side.keypoints.end() ? nullptr : &*found;
}

// Something to see before anything was chosen.
void choose_first(AppState& state) {
    if (state.explain.choice.place || !is_current(state)) return;
    choose_isolated(state);
    if (state.explain.choice.place) return;
    if (const sift::Keypoint* keypoint = strongest(*state.result->side_1))
        state.explain.choice.place = place_of(*keypoint);
}

void take_answer(AppState& state) {
    ExplainScreen& screen = state.explain;
    if (auto outcome = state.jobs->explainer.take()) {
        screen.error = outcome->error;
        if (outcome->result) screen.result = *outcome->result;
    }
    if (!state.jobs->explainer.busy()) screen.solving = false;
}

void poll_rejected(AppState& state) {
    RejectedScreen& screen = state.rejected;
    if (auto outcome = state.jobs->rejected.take())
        if (outcome->result) screen.result = *outcome->result;
    if (!state.jobs->rejected.busy()) screen.finding = false;
    if (!state.view.rejected || !is_current(state) || state.settings.engine == Engine::opencv) return;
    RejectedRequest wanted{{state.result->first, state.result->second->picture},
                           space_params(state.settings.detect),
                           state.settings.threads};
    wanted.params.contrast_threshold = state.settings.detect.contrast_threshold;
    wanted.params.edge_threshold = state.settings.detect.edge_threshold;
    if (screen.asked == wanted) return;
    screen.asked = wanted;
    screen.finding = true;
    state.jobs->rejected.find(std::move(wanted));
}

const char* kind_name(LayerChoice::Kind kind) {
    switch (kind) {
        case LayerChoice::Kind::picture:
            return "picture";
        case LayerChoice::Kind::gaussian:
            return "gaussian";
        case LayerChoice::Kind::dog:
            return "dog";
    }
    return "";
}

}  // namespace

ExplainPlace place_of(const sift::Keypoint& keypoint) {
    return {{keypoint.x, keypoint.y}, keypoint.size, keypoint.angle};
}

void choose_isolated(AppState& state) {
    if (!state.result || !state.isolated) return;
    for (const int picture : {0, 1})
        if (const sift::Keypoint* keypoint = keypoint_of(*state.result, state.isolated, picture)) {
            state.explain.choice.picture = picture;
            state.explain.choice.place = place_of(*keypoint);
            return;
        }
}

void forget_explanation(AppState& state) {
    state.jobs->explainer.cancel();
    state.explain = {};
    state.jobs->rejected.cancel();
    state.rejected = {};
}

void poll_explain(AppState& state) {
    poll_rejected(state);
    take_answer(state);
    ExplainScreen& screen = state.explain;
    if (state.panel != Panel::explain) return;
    choose_first(state);
    const auto picture = chosen_picture(state, screen.choice.picture);
    if (!picture || !screen.choice.place) return;
    ExplainRequest wanted{picture,
                          state.settings.detect,
                          state.settings.threads,
                          *screen.choice.place,
                          screen.choice.layer,
                          screen.choice.strip};
    if (screen.asked == wanted) return;
    screen.asked = wanted;
    screen.solving = true;
    state.jobs->explainer.explain(std::move(wanted));
}

bool explain_busy(const AppState& state) {
    return state.explain.solving || state.jobs->explainer.busy() || state.rejected.finding ||
           state.jobs->rejected.busy();
}

const RejectedResult* shown_rejected(const AppState& state) {
    const RejectedResult* found = state.rejected.result.get();
    if (!state.view.rejected || found == nullptr || !state.result || state.rejected.finding ||
        state.settings.engine == Engine::opencv)
        return nullptr;
    const bool same = found->request.pictures[0] == state.result->first &&
                      found->request.pictures[1] == state.result->second->picture;
    return same ? found : nullptr;
}

Json rejected_state(const AppState& state) {
    const RejectedResult* found = shown_rejected(state);
    if (found == nullptr) return nullptr;
    Json report = Json::object();
    const auto first = count_rejected(*found->candidates[0]);
    const auto second = count_rejected(*found->candidates[1]);
    for (std::size_t i = 0; i < rejections.size(); ++i)
        report[name_of(rejections[i])] = {first[i], second[i]};
    return report;
}

Json explain_state(const AppState& state) {
    const ExplainScreen& screen = state.explain;
    if (!screen.result) return nullptr;
    Json report = explain_report(screen.result->story);
    report["picture"] = screen.result->request.picture == state.picture ? "original" : "rotated";
    const LayerChoice& shown = screen.result->request.layer;
    report["shown"] = {{"kind", kind_name(shown.kind)}, {"octave", shown.octave}, {"layer", shown.layer}};
    report["strip"] = screen.result->strip ? Json(screen.result->strip->octave) : Json(nullptr);
    return report;
}

}  // namespace siftscope
