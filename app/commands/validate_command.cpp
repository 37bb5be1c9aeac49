#include "app/commands/validate_command.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/commands/command_help.h"
#include "app/commands/outputs.h"
#include "app/commands/progress_bar.h"
#include "app/commands/say_error.h"
#include "app/commands/settings_options.h"
#include "app/commands/sweep_options.h"
#include "app/commands/validate_differences.h"
#include "app/files/atomic_file.h"
#include "app/files/read_picture.h"
#include "app/model/agreement.h"
#include "app/model/agreement_report.h"
#include "app/model/compared_features.h"
#include "app/model/error.h"
#include "app/model/match_report.h"
#include "app/model/rotation_table.h"
#include "app/model/run_sweep.h"

namespace siftscope {
namespace {

struct ValidateOptions {
    std::vector<std::string> images;
    std::string report;
    std::string differences;
    std::optional<AgreementTolerance> within;  ///< of the differences
    std::vector<double> angles{15, 45, 90};
    bool no_rotation = false;
    bool quiet = false;
    Settings settings;
};

/// `differences`: null when nobody wants them.
Agreement compare_engines(const std::string& path, const Settings& settings, DifferenceCollector* differences,
                          const std::stop_token& stop) {
    const std::shared_ptr<const Picture> picture = read_picture(path);
    // Whatever profile is the default or named: this is the question of the one that copies cv::SIFT.
    const Settings classic = settings.with(Engine::siftscope, Profile::classic);
    auto compared = compare_features(picture->grey, classic, stop);
    if (stop.stop_requested()) return {};
    Agreement agreement = compare(compared->of(CompareSide::opencv), compared->of(CompareSide::ours));
    agreement.path = path;
    if (differences == nullptr) return agreement;
    if (settings.profile != Profile::classic) compared = compare_features(picture->grey, settings, stop);
    if (!stop.stop_requested()) differences->add(path, *picture, compared, settings.threads, stop);
    return agreement;
}

/// cv::SIFT and each of our profiles on the pictures turned; empty when a stop was requested.
std::vector<RotationFigures> turn_pictures(const std::vector<Agreement>& pictures,
                                           const ValidateOptions& options, const std::stop_token& stop) {
    SweepPlan plan;
    for (const Agreement& picture : pictures) plan.images.push_back(picture.path);
    plan.engines.push_back(options.settings.with(Engine::opencv, Profile::classic));
    for (const Profile profile : {Profile::classic, Profile::precise})
        plan.engines.push_back(options.settings.with(Engine::siftscope, profile));
    plan.angles = options.angles;

    std::vector<std::optional<RotationFigures>> by_row(plan.row_count());
    ProgressBar progress(plan.row_count());
    std::size_t finished = 0;
    SweepHooks hooks;
    hooks.load = [&plan](std::size_t image) { return read_picture(plan.images[image]); };
    hooks.matched = [&by_row](std::size_t row, const MatchResult& match, const sift::Features& original,
                              const sift::Features& turned) {
        by_row[row] = rotation_figures(match, original, turned);
    };
    hooks.row_done = [&](std::size_t, const SweepRow& row) { progress.show(++finished, row.image); };
    hooks.image_failed = [&](std::size_t, const std::string& why) {
        progress.clear();
        say_error(why);
    };
    run_sweep(plan, hooks, options.settings.threads, stop);
    std::vector<RotationFigures> figures;
    if (stop.stop_requested()) return figures;
    for (std::optional<RotationFigures>& row : by_row)
        if (row) figures.push_back(std::move(*row));
    return figures;
}

int run_validate(const ValidateOptions& options, const std::stop_token& stop) {
    Outputs outputs;
    outputs.add("--report", options.report, {".json"});
    outputs.add("--differences", options.differences, {".csv"});
    if (options.within && options.differences.empty())
        throw UserError("--within is for --differences; name the file, such as --differences d.csv");
    for (const std::string& image : options.images) outputs.keep_clear_of(image);
    if (!options.settings.detect.upsample)
        throw UserError("--no-upsample cannot be validated: cv::SIFT always doubles the picture");
    apply_settings(options.settings);

    DifferenceCollector collector(options.within);
    DifferenceCollector* differences = options.differences.empty() ? nullptr : &collector;
    std::vector<Agreement> done;
    std::vector<std::string> failed;
    ProgressBar progress(options.images.size());
    for (std::size_t i = 0; i < options.images.size() && !stop.stop_requested(); ++i) {
        progress.show(i, options.images[i]);
        try {
            done.push_back(compare_engines(options.images[i], options.settings, differences, stop));
        } catch (const UserError& error) {
            progress.clear();
            say_error(error.what());
            failed.push_back(options.images[i]);
        }
    }
    progress.clear();
    if (stop.stop_requested()) return 0;
    if (done.empty()) return 2;

    std::vector<RotationFigures> figures;
    if (!options.no_rotation) figures = turn_pictures(done, options, stop);
    if (stop.stop_requested()) return 0;

    std::vector<OutputFile> files;
    if (!options.report.empty()) {
        nlohmann::ordered_json report = agreement_report(done, failed);
        if (!options.no_rotation) {
            report["rotation"] = rotation_json(figures);
            report["rotation"]["angles"] = options.angles;
        }
        if (differences != nullptr) report["differences"] = collector.report();
        files.push_back({options.report, json_text(report)});
    }
    if (differences != nullptr) files.push_back({options.differences, collector.csv()});
    write_files(files);
    if (!options.quiet && !outputs.uses_standard_output())
        write_file("-", agreement_table(done) + collector.summary() +
                            (figures.empty() ? "" : "\n" + rotation_table(figures)) +
                            written_lines(outputs.files()));
    if (!failed.empty()) return 2;
    return total_of(done).pass ? 0 : 1;
}

}  // namespace

void add_validate_command(CLI::App& app, Action& action) {
    const auto options = std::make_shared<ValidateOptions>();
    options->settings = options->settings.with(Engine::siftscope, Profile::classic);
    CLI::App& command = add_command(app, "validate",
                                    "Compare our classic profile with cv::SIFT, keypoint by keypoint, and "
                                    "both of ours when pictures turn");
    command.add_option("IMAGE", options->images, "The pictures")->required()->type_name("");
    command.add_option("--report", options->report, "All figures as JSON; - is standard output")
        ->type_name("F.json");
    command
        .add_option(
            "--differences", options->differences,
            "A row for each keypoint: class, both keypoints, their differences, and where the ways of "
            "cv::SIFT and --profile (classic when none is named) part; - is standard output")
        ->type_name("F.csv");
    command
        .add_option_function<std::string>(
            "--within",
            [options](const std::string& text) { options->within = parse_tolerance(text, "--within"); },
            "How far apart the same keypoint may lie in --differences: pixels, percent of its size, degrees")
        ->type_name("PX,PERCENT,DEGREES")
        ->default_str("0.1,1,0.5; precise: 1,20,15");
    command
        .add_option_function<std::string>(
            "--angles",
            [options](const std::string& text) { options->angles = parse_angles(text, "--angles"); },
            "Degrees of the rotation table: START:STOP:STEP, a number, or several with commas between")
        ->type_name("LIST")
        ->default_str("15,45,90");
    command.add_flag("--no-rotation", options->no_rotation, "Leave the rotation table out")
        ->disable_flag_override();
    command.add_flag("-q,--quiet", options->quiet, "Print no table")->disable_flag_override();
    add_detect_options(command, options->settings);
    command.footer("Exit status 1: they agree less than they must, 99.9 % found and 0.1 % extra.");
    command.final_callback([options, &action] {
        action = [options](const std::stop_token& stop) { return run_validate(*options, stop); };
    });
}

}  // namespace siftscope
