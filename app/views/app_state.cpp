#include "app/views/app_state.h"

#include <utility>

#include "app/drawing/animation.h"
#include "app/model/match_report.h"
#include "app/model/view_json.h"
#include "app/views/background_jobs.h"
#include "app/views/canvas_graphics.h"
#include "app/views/commands.h"
#include "app/views/compare_commands.h"
#include "app/views/compare_overlay.h"
#include "app/views/error_map_screen.h"
#include "app/views/explain_commands.h"
#include "app/views/explain_textures.h"
#include "app/views/gradient_report.h"
#include "app/views/gradient_textures.h"
#include "app/views/match_table_view.h"
#include "app/views/pick_report.h"
#include "app/views/sweep_commands.h"

namespace siftscope {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

void take_picture(AppState& state) {
    auto outcome = state.jobs->loader.take();
    if (!outcome) return;
    if (!state.jobs->loader.busy()) state.opening.clear();
    if (!outcome->result) {
        if (!state.jobs->loader.busy()) give_up_arrival(state);
        state.message = Message{outcome->error, true};
        return;
    }
    forget_result(state);
    state.changed_on_disk = false;
    state.picture = outcome->result->picture;
    state.load_ms = outcome->result->time_ms;
    state.opened = outcome->result->path;
    forget_explanation(state);
    forget_comparison(state);
    leave_sweep_picture(state);
    if (state.message && state.message->is_error) state.message.reset();
    const std::string stem = outcome->result->path.stem().string();
    if (!state.export_path_chosen) state.export_path = stem + "-match.png";
    if (!state.session_path_chosen) state.session_path = stem + "-session.json";
    if (state.arrival && state.arrival->session.image == outcome->result->path) {
        state.arrival->picture_is_there = true;
        return arrive(state);
    }
    state.jobs->other_loader.cancel();
    state.opening_other.clear();
    state.other.reset();
    state.selection = {};
    state.view.fit = true;
    match_again(state);
}

void take_other(AppState& state) {
    auto outcome = state.jobs->other_loader.take();
    if (!outcome) return;
    if (!state.jobs->other_loader.busy()) state.opening_other.clear();
    if (!outcome->result) {
        give_up_arrival(state);
        state.message = Message{outcome->error, true};
        return;
    }
    if (state.message && state.message->is_error) state.message.reset();
    if (!state.arrival) return match_with(state, outcome->result->picture);
    state.arrival->other = outcome->result->picture;
    arrive(state);
}

void take_result(AppState& state) {
    auto [second, preview, outcome] = state.jobs->matcher.take();
    if (preview) state.preview = std::move(preview);
    if (second) state.second = std::move(second);
    if (!outcome) return;
    if (!outcome->result) {
        state.updating = false;
        state.export_waiting.reset();
        state.message = Message{outcome->error, true};
        return;
    }
    const auto& result = *outcome->result;
    state.isolated = found_in(*result, state.selection);
    state.hovered = state.match_table->hovered = {};  // found anew when they are drawn
    state.result = result;
    // A coarse match of newer settings stays until an exact one as new has come.
    if (state.preview && (state.preview->settings == result->settings || is_current(state)))
        state.preview.reset();
    state.second = result->second;
    state.updating = !is_current(state);
}

void take_export(AppState& state) {
    if (state.export_waiting && !state.updating) {
        const ExportKind kind = *std::exchange(state.export_waiting, std::nullopt);
        if (!is_current(state))
            state.message =
                Message{"These settings have no match that could be exported; change them first.", true};
        else if (kind == ExportKind::all)
            state.jobs->exporter.write_all(state.result, export_folder(state), session_of(state));
        else if (kind == ExportKind::turned)
            state.jobs->exporter.write_turned(state.result, turned_path(state));
        else
            state.jobs->exporter.write(state.result, state.export_path);
    }
    auto outcome = state.jobs->exporter.take();
    if (!outcome) return;
    if (outcome->result)
        state.message = Message{"Wrote " + outcome->result->string() + ".", false};
    else
        state.message = Message{outcome->error, true};
}

void take_animation(AppState& state) {
    auto outcome = state.jobs->animator.take();
    if (!outcome) return;
    state.message = outcome->result
                        ? Message{"Wrote the frames. Join them: " + join_command(*outcome->result), false}
                        : Message{outcome->error, true};
}

/// What the table of matches shows: how many rows, and the matches of the first of them.
Json table_report(const AppState& state) {
    constexpr std::size_t most = 20;
    const MatchRows wanted = rows_of(state.view);
    std::vector<std::size_t> rows = match_rows(*state.result, wanted);
    const std::size_t count = rows.size();
    rows.resize(std::min(count, most));
    std::string problem;
    const bool filtered = MatchFilter::parse(wanted.filter, &problem).has_value();
    return {{"rows", count}, {"first", rows}, {"problem", filtered ? Json(nullptr) : Json(problem)}};
}

}  // namespace

AppState::AppState(const std::function<void()>& wake)
    : jobs(std::make_unique<BackgroundJobs>(wake)), match_table(std::make_unique<MatchTable>()) {}
AppState::~AppState() = default;

bool is_current(const AppState& state) {
    return state.result && state.result->first == state.picture && state.result->settings == state.settings &&
           (state.other ? state.result->second->picture == state.other
                        : state.result->second->rotation.has_value());
}

const std::shared_ptr<const MatchResult>& shown_match(const AppState& state) {
    return state.preview ? state.preview : state.result;
}

bool has_exact_picture(const AppState& state) {
    if (!state.picture || !state.second || !state.second->picture) return false;
    if (state.other) return state.second->picture == state.other;
    return state.second->rotation == state.settings.rotation_of(state.picture->width, state.picture->height);
}

std::filesystem::path export_folder(const AppState& state) {
    return std::filesystem::path(state.export_path).replace_extension();
}

fs::path turned_path(const AppState& state) {
    const fs::path path = state.export_path;
    const fs::path ending = path.extension() == ".svg" ? ".png" : path.extension();
    return path.parent_path() / (path.stem().string() + "-turned" + ending.string());
}

fs::path frames_folder(const AppState& state) {
    return export_folder(state).string() + "-frames";
}

bool is_busy(const AppState& state) {
    return state.updating || state.export_waiting || state.jobs->animator.busy() || !state.opening.empty() ||
           !state.opening_other.empty() || state.jobs->loader.busy() || state.jobs->other_loader.busy() ||
           state.jobs->matcher.busy() || state.jobs->exporter.busy() || state.jobs->session_writer.busy() ||
           explain_busy(state) || error_map_busy(state) || sweep_busy(state) || compare_busy(state) ||
           gradients_busy(state);
}

void poll(AppState& state) {
    take_picture(state);
    take_other(state);
    take_result(state);
    take_export(state);
    take_animation(state);
    poll_session(state);
    poll_explain(state);
    poll_error_map(state);
    poll_compare(state);
    poll_sweep(state);
    poll_gradients(state);
}

Json state_of(const AppState& state) {
    Json report = state.result ? match_report(*state.result) : Json::object();
    report["busy"] = is_busy(state);
    report["updating"] = state.updating;
    report["preview"] =
        state.preview
            ? Json{{"angle", state.preview->settings.angle},
                   {"kept", state.preview->kept},
                   {"right", state.preview->verdicts ? Json(state.preview->verdicts->right) : Json(nullptr)}}
            : Json(nullptr);
    report["panel"] = name_of(state.panel);
    report["error"] = nullptr;
    report["lesson"] = state.lesson;
    report["message"] = nullptr;
    if (state.message) report[state.message->is_error ? "error" : "message"] = state.message->text;
    report["export_path"] = state.export_path;
    report["playing"] = state.playing;
    report["changed_on_disk"] = state.changed_on_disk;
    report["other"] = state.other ? Json(state.other->path.string()) : Json(nullptr);
    report["session_path"] = state.session_path;
    report["undo"] = state.edits.undo_steps();
    report["redo"] = state.edits.redo_steps();
    report["offer"] = state.offer ? Json(state.offer->image.string()) : Json(nullptr);
    report["table"] = state.result ? table_report(state) : Json(nullptr);
    report["view"] = view_to_json(state.view);
    report["hovered"] = state.result ? pick_report(*state.result, state.hovered) : Json(nullptr);
    report["isolated"] = state.result ? pick_report(*state.result, state.isolated) : Json(nullptr);
    report["reason"] = state.result ? Json(state.result->reason) : Json(nullptr);
    report["explain"] = explain_state(state);
    report["rejected"] = rejected_state(state);
    report["error_map"] = error_map_state(state);
    report["compare"] = compare_state(state);
    report["sweep"] = sweep_state(state);
    if (state.panel == Panel::gradients) report["nn"] = gradient_report(state);
    return report;
}

}  // namespace siftscope
