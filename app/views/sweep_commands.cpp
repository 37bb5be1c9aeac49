#include "app/views/sweep_commands.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>
#include <utility>

#include "app/drawing/picture_notes.h"
#include "app/files/write_sweep.h"
#include "app/model/error.h"
#include "app/model/or_null.h"
#include "app/model/reproduce_command.h"
#include "app/views/app_state.h"
#include "app/views/background_jobs.h"

namespace siftscope {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_rows = 100000;  // more would not fit on any screen

SweepEngines engines_of(const SweepChoice& choice) {
    if (choice.ours && choice.opencv) return SweepEngines::both;
    return choice.opencv ? SweepEngines::opencv : SweepEngines::siftscope;
}

// Settings without what a sweep takes from its own choice, and what changes no number.
Settings without_angle(Settings settings) {
    settings = settings.with(Engine::siftscope, settings.profile);
    settings.angle = 0;
    settings.threads = 0;
    return settings;
}

// A sweep counts all keypoints, as on the command line.
Settings of_all_keypoints(Settings settings) {
    settings.filter = {};
    return settings;
}

SweepPlan chosen_plan(const AppState& state) {
    const SweepChoice& choice = state.sweep.choice;
    return {{state.picture->path.string()},
            settings_of(engines_of(choice), of_all_keypoints(state.settings)),
            choice.range.angles()};
}

void update_panels(SweepScreen& screen) {
    const std::vector<SweepRow> rows = sweep_rows(screen);
    screen.panels.clear();
    for (const auto& [name, quantity] : sweep_quantity_names)
        screen.panels.push_back(sweep_panel(quantity, rows));
    screen.summaries = summaries_of(rows);
}

struct ApplySweep {
    AppState& state;

    void operator()(const sweep::Choose& command) const { state.sweep.choice = command.choice; }

    void operator()(const sweep::Run&) const {
        if (const std::string problem = sweep_problem(state); !problem.empty()) {
            state.message = Message{problem, true};
            return;
        }
        SweepScreen& screen = state.sweep;
        screen.asked = SweepAsked{state.picture, chosen_plan(state), of_all_keypoints(state.settings),
                                  state.picture->sha256};
        screen.rows.assign(screen.asked->plan.row_count(), std::nullopt);
        screen.done = 0;
        screen.elapsed_s = 0;
        screen.error.clear();
        screen.hovered.reset();
        update_panels(screen);
        screen.running = true;
        state.jobs->sweeper.start({state.picture, screen.asked->plan, state.settings.threads});
    }

    void operator()(const sweep::Cancel&) const { state.jobs->sweeper.cancel(); }

    void operator()(const sweep::Point& command) const { state.sweep.hovered = command.angle; }

    void operator()(const sweep::SetPath& command) const {
        state.sweep.path = command.path;
        state.sweep.path_chosen = !command.path.empty();
    }

    void operator()(const sweep::Export& command) const {
        if (state.sweep.done == 0)
            state.message = Message{"There is nothing to export yet: run a sweep first.", true};
        else if (state.sweep.path.empty())
            state.message = Message{"Name the file to export to, for example sweep.csv.", true};
        else
            state.sweep.exports.push_back(command.extension);
    }

    void operator()(const sweep::CopyCommand&) const {
        if (const std::string problem = sweep_problem(state); !problem.empty()) {
            state.message = Message{problem, true};
            return;
        }
        const SweepChoice& choice = state.sweep.choice;
        state.clipboard =
            reproduce_sweep_command(state.settings, state.picture->path, choice.range, engines_of(choice));
        state.message = Message{"Copied: " + *state.clipboard, false};
    }
};

std::string plot_of(const std::vector<SweepRow>& rows, const SweepAsked& asked,
                    const std::string& extension) {
    return encode_sweep_plot(rows, asked.settings, sweep_notes(asked.plan, {asked.sha256}), extension);
}

void begin_export(AppState& state) {
    SweepScreen& screen = state.sweep;
    if (screen.exports.empty() || screen.writing) return;
    const std::string extension = screen.exports.front();
    screen.exports.erase(screen.exports.begin());
    screen.writing = true;
    std::filesystem::path path = screen.path;
    // The ending belongs to the button; a name such as "v1.5" keeps its point.
    const std::string ending = path.extension().string();
    if (ending == ".csv" || ending == ".png" || ending == ".svg") path.replace_extension();
    path += extension;
    const auto bytes = [rows = sweep_rows(screen), asked = *screen.asked, extension] {
        return extension == ".csv" ? sweep_csv(rows) : plot_of(rows, asked, extension);
    };
    state.jobs->sweep_writer.write({path, bytes});
}

void take_export_of_sweep(AppState& state) {
    if (auto outcome = state.jobs->sweep_writer.take()) {
        state.sweep.writing = false;
        state.message = outcome->result ? Message{"Wrote " + outcome->result->string() + ".", false}
                                        : Message{outcome->error, true};
    }
    begin_export(state);
}

Json figures_json(const SweepRow& row) {
    return {{"engine", row.engine},
            {"angle", row.angle},
            {"kept", row.kept},
            {"right", row.right},
            {"precision", or_null(row.precision)},
            {"recall", or_null(row.recall)},
            {"repeatability", or_null(row.repeatability)},
            {"median_error_px", or_null(row.median_error_px)},
            {"angle_error", or_null(row.angle_error)}};
}

}  // namespace

void apply(AppState& state, const SweepCommand& command) {
    std::visit(ApplySweep{state}, command);
}

std::string sweep_problem(const AppState& state) {
    if (!state.picture) return "There is nothing to sweep yet: open a picture first.";
    const SweepChoice& choice = state.sweep.choice;
    if (!choice.ours && !choice.opencv) return "Choose at least one engine to measure.";
    if (choice.opencv && !state.settings.detect.upsample)
        return "cv::SIFT always doubles the picture: switch Upsample on, or OpenCV off.";
    try {
        if (choice.range.angles().size() > most_rows / 2)
            return "These are more angles than can be shown; choose a larger step.";
    } catch (const UserError& refusal) {
        return refusal.what();
    }
    return {};
}

std::size_t sweep_size(const SweepChoice& choice) {
    try {
        return choice.range.angles().size() *
               (static_cast<std::size_t>(choice.ours) + static_cast<std::size_t>(choice.opencv));
    } catch (const UserError&) {
        return 0;
    }
}

std::string sweep_difference(const AppState& state) {
    const SweepScreen& screen = state.sweep;
    if (!screen.asked) return {};
    const SweepAsked& asked = *screen.asked;
    if (asked.picture.lock() != state.picture || !state.picture)
        return "of " + std::filesystem::path(asked.plan.images.front()).filename().string();
    if (without_angle(asked.settings) != without_angle(of_all_keypoints(state.settings)))
        return "settings changed since";
    if (!sweep_problem(state).empty()) return {};
    const SweepPlan now = chosen_plan(state);
    if (now.angles != asked.plan.angles) return "angles changed since";
    if (now.engines.size() != asked.plan.engines.size() ||
        now.engines.front().engine != asked.plan.engines.front().engine)
        return "engines changed since";
    return {};
}

std::vector<SweepRow> sweep_rows(const SweepScreen& screen) {
    std::vector<SweepRow> rows;
    rows.reserve(screen.done);
    for (const std::optional<SweepRow>& row : screen.rows)
        if (row) rows.push_back(*row);
    return rows;
}

std::optional<double> angle_on_sweep(const SweepScreen& screen, double angle) {
    if (!screen.asked || screen.asked->plan.angles.empty()) return std::nullopt;
    const double low = screen.asked->plan.angles.front();
    const double high = screen.asked->plan.angles.back();
    const double shown = low + std::fmod(std::fmod(angle - low, 360) + 360, 360);
    if (shown > high) return std::nullopt;
    // Both ends of a full turn are the same angle: the one that was asked for.
    return angle == high ? high : shown;
}

void leave_sweep_picture(AppState& state) {
    state.jobs->sweeper.cancel();
    if (!state.sweep.path_chosen) state.sweep.path = state.picture->path.stem().string() + "-sweep";
}

void poll_sweep(AppState& state) {
    SweepScreen& screen = state.sweep;
    SweepProgress progress = state.jobs->sweeper.take_rows();
    for (auto& [row, figures] : progress.rows) {
        if (row >= screen.rows.size() || screen.rows[row]) continue;
        screen.rows[row] = std::move(figures);
        ++screen.done;
    }
    if (!progress.rows.empty()) {
        screen.elapsed_s = progress.elapsed_s;
        update_panels(screen);
    }
    if (const auto outcome = state.jobs->sweeper.take()) screen.error = outcome->error;
    screen.running = state.jobs->sweeper.busy();
    take_export_of_sweep(state);
}

bool sweep_busy(const AppState& state) {
    return state.sweep.running || state.jobs->sweeper.busy() || state.sweep.writing ||
           !state.sweep.exports.empty();
}

Json sweep_state(const AppState& state) {
    const SweepScreen& screen = state.sweep;
    Json report{{"rows", screen.done},
                {"total", screen.rows.size()},
                {"running", screen.running},
                {"angles", Json::array()},
                {"hovered", nullptr},
                {"difference", sweep_difference(state)},
                {"problem", sweep_problem(state)},
                {"error", screen.error},
                {"path", screen.path}};
    if (screen.asked) report["angles"] = screen.asked->plan.angles;
    if (screen.hovered) {
        report["hovered"] = {{"angle", *screen.hovered}, {"rows", Json::array()}};
        for (const SweepRow& row : sweep_rows(screen))
            if (row.angle == *screen.hovered) report["hovered"]["rows"].push_back(figures_json(row));
    }
    return report;
}

}  // namespace siftscope
