#include "app/commands/sweep_command.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "app/commands/command_help.h"
#include "app/commands/outputs.h"
#include "app/commands/progress_bar.h"
#include "app/commands/say_error.h"
#include "app/commands/settings_options.h"
#include "app/commands/sweep_options.h"
#include "app/commands/typed_options.h"
#include "app/drawing/picture_notes.h"
#include "app/drawing/sweep_plot.h"
#include "app/files/atomic_file.h"
#include "app/files/read_picture.h"
#include "app/files/write_sweep.h"
#include "app/model/error.h"
#include "app/model/run_sweep.h"
#include "app/model/sweep_summary.h"

namespace siftscope {
namespace {

struct SweepOptions {
    std::vector<std::string> images;
    std::vector<double> angles;
    SweepEngines engines = SweepEngines::siftscope;
    std::string output;
    std::string plot;
    bool notes = false;
    Shard shard;
    bool quiet = false;
    Settings settings;
};

SweepPlan plan_of(const SweepOptions& options) {
    const Shard::Block block = options.shard.block_of(options.images.size());
    SweepPlan plan;
    for (std::size_t i = block.begin; i < block.end; ++i) plan.images.push_back(options.images[i]);
    plan.engines = settings_of(options.engines, options.settings);
    for (const Settings& settings : plan.engines) apply_settings(settings);
    plan.angles = options.angles;
    return plan;
}

/// What has come of a sweep, whenever it ends.
struct Finished {
    std::vector<std::optional<SweepRow>> rows;  // by number
    std::size_t count = 0;
    std::size_t failed = 0;           // images
    std::vector<std::string> sha256;  // of the images

    [[nodiscard]] std::vector<SweepRow> in_order() const {
        std::vector<SweepRow> done;
        for (const std::optional<SweepRow>& row : rows)
            if (row) done.push_back(*row);
        return done;
    }
};

Finished run(const SweepPlan& plan, int threads, const std::stop_token& stop) {
    Finished finished;
    finished.rows.resize(plan.row_count());
    finished.sha256.resize(plan.images.size());
    ProgressBar progress(plan.row_count());
    SweepHooks hooks;
    hooks.load = [&](std::size_t image) {
        auto picture = read_picture(plan.images[image]);
        finished.sha256[image] = picture->sha256;
        return picture;
    };
    hooks.row_done = [&](std::size_t row, const SweepRow& figures) {
        finished.rows[row] = figures;
        progress.show(++finished.count, std::filesystem::path(figures.image).filename().string());
    };
    hooks.image_failed = [&](std::size_t, const std::string& why) {
        progress.clear();
        say_error(why);
        ++finished.failed;
    };
    run_sweep(plan, hooks, threads, stop);
    progress.clear();
    return finished;
}

/// Where the rows of a sweep that was stopped go: to the output, unless that would replace an older file by
/// fewer rows.
std::string partial_output(const std::string& output) {
    std::error_code ignored;
    if (output == "-" || !std::filesystem::exists(output, ignored)) return output;
    std::filesystem::path name = output;
    return name.replace_extension(".partial.csv").string();
}

std::string csv_of(const SweepOptions& options, const SweepPlan& plan, const Finished& finished) {
    return sweep_csv(finished.in_order(),
                     options.notes ? sweep_notes(plan, finished.sha256) : std::vector<Note>{});
}

void keep_what_is_finished(const SweepOptions& options, const SweepPlan& plan, const Finished& finished) {
    std::string sentence = "stopped after " + std::to_string(finished.count) + " of " +
                           std::to_string(plan.row_count()) + " rows";
    if (!options.output.empty() && finished.count > 0) {
        const std::string output = partial_output(options.output);
        write_file(output, csv_of(options, plan, finished));
        if (output != "-") sentence += ", which are in " + output;
    }
    say_error(sentence);
}

int run_sweep_command(const SweepOptions& options, const std::stop_token& stop) {
    Outputs outputs;
    outputs.add("--output", options.output, {".csv"});
    outputs.add("--plot", options.plot, {".png", ".svg"});
    for (const std::string& image : options.images) outputs.keep_clear_of(image);
    const SweepPlan plan = plan_of(options);

    const Finished finished = run(plan, options.settings.threads, stop);
    if (stop.stop_requested() && finished.count < plan.row_count()) {
        keep_what_is_finished(options, plan, finished);
        return 0;
    }
    if (finished.count == 0 && finished.failed > 0) return 2;

    const std::vector<SweepRow> rows = finished.in_order();
    std::vector<OutputFile> files;
    if (!options.output.empty()) files.push_back({options.output, csv_of(options, plan, finished)});
    if (!options.plot.empty())
        files.push_back(
            {options.plot, encode_sweep_plot(rows, options.settings, sweep_notes(plan, finished.sha256),
                                             output_extension(options.plot, ".png"))});
    write_files(files);
    if (!options.quiet && !outputs.uses_standard_output())
        write_file("-", sweep_table(rows) + written_lines(outputs.files()));
    return finished.failed > 0 ? 2 : 0;
}

}  // namespace

void add_sweep_command(CLI::App& app, Action& action) {
    const auto options = std::make_shared<SweepOptions>();
    CLI::App& command = add_command(
        app, "sweep", "Match pictures with themselves turned by many angles, and compare engines");
    command.add_option("IMAGE", options->images, "The pictures")->required()->type_name("");
    command
        .add_option_function<std::string>(
            "--angles",
            [options](const std::string& text) { options->angles = parse_angles(text, "--angles"); },
            "Degrees: START:STOP:STEP with STOP included, a number, or several of these with commas between")
        ->required()
        ->type_name("LIST");
    add_choice(command, "--engine", options->engines, sweep_engines_names,
               "Whose SIFT does the work; all: both profiles of ours and OpenCV's");
    command.add_option("-o,--output", options->output, "Write a row for each image, engine and angle: .csv")
        ->type_name("F.csv");
    command
        .add_option("--plot", options->plot,
                    "Draw repeatability, precision, recall, position and angle error: .png or .svg")
        ->type_name("FILE");
    command
        .add_flag("--notes", options->notes,
                  "Begin the .csv with lines of comments: versions, SHA-256, settings, angles")
        ->disable_flag_override();
    command
        .add_option_function<std::string>(
            "--shard", [options](const std::string& text) { options->shard = parse_shard(text, "--shard"); },
            "Do only part I of N of the images; the parts together are the whole")
        ->type_name("I/N");
    command.add_flag("-q,--quiet", options->quiet, "Print no table")->disable_flag_override();
    add_detect_options(command, options->settings);
    add_match_options(command, options->settings);
    add_distortion_options(command, options->settings);
    command.footer(
        "Without an output a table is printed. Ctrl+C ends a sweep and keeps the rows that are finished.");
    command.final_callback([options, &action] {
        action = [options](const std::stop_token& stop) { return run_sweep_command(*options, stop); };
    });
}

}  // namespace siftscope
