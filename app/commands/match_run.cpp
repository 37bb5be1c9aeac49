#include "app/commands/match_run.h"

#include <initializer_list>
#include <iterator>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "app/commands/command_help.h"
#include "app/commands/outputs.h"
#include "app/commands/progress_bar.h"
#include "app/commands/say_error.h"
#include "app/commands/settings_options.h"
#include "app/commands/stopwatch.h"
#include "app/commands/typed_options.h"
#include "app/drawing/animation.h"
#include "app/drawing/error_map.h"
#include "app/drawing/export_all.h"
#include "app/drawing/match_picture.h"
#include "app/drawing/picture_notes.h"
#include "app/drawing/turned_picture.h"
#include "app/files/atomic_file.h"
#include "app/files/new_folder.h"
#include "app/files/read_homography.h"
#include "app/files/read_picture.h"
#include "app/files/session_file.h"
#include "app/files/write_colmap.h"
#include "app/files/write_matches.h"
#include "app/model/match_pipeline.h"
#include "app/model/match_report.h"
#include "app/model/reproduce_command.h"
#include "app/model/resampling_error.h"
#include "app/model/summary.h"

namespace siftscope {
namespace {

const std::initializer_list<std::string_view> pixel_endings{".png",  ".jpg", ".jpeg",
                                                            ".webp", ".tif", ".tiff"};

constexpr Range step_range{0.1, 360, false, "a number of degrees from 0.1 to 360"};

Outputs checked_outputs(const MatchRun& run) {
    Outputs outputs;
    outputs.add("--output", run.output, {".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".svg"});
    outputs.add("--report", run.report, {".json"});
    outputs.add("--matches", run.matches, {".csv"});
    outputs.add_folder("--colmap", run.colmap);
    outputs.add_folder("--all", run.all);
    outputs.add("--rotated", run.rotated, pixel_endings);
    outputs.add("--error-map", run.error_map, pixel_endings);
    outputs.add_folder("--animate", run.animate);
    if (!run.other.empty() && !(run.rotated.empty() && run.animate.empty() && run.error_map.empty()))
        throw UserError(
            "--rotated, --error-map and --animate are for a picture and itself turned: give --angle "
            "instead of --with");
    if (!run.animate.empty()) static_cast<void>(animation_angles(run.settings.angle, run.step));
    for (const std::string& input : {run.image, run.other, run.truth, run.session_file})
        outputs.keep_clear_of(input);
    return outputs;
}

MatchInput read_input(const MatchRun& run) {
    const Stopwatch load;
    MatchInput input;
    input.first = read_picture(run.image);
    if (!run.other.empty()) input.other = read_picture(run.other);
    if (!run.truth.empty()) input.truth = read_homography(run.truth);
    input.load_ms = load.milliseconds();
    return input;
}

/// What the window would open, which knows no file of a true map.
std::optional<Session> session_of(const MatchRun& run, const MatchResult& result) {
    if (!run.truth.empty()) return std::nullopt;
    Session session = run.session.value_or(Session{});
    session.image = run.image;
    session.sha256 = result.first->sha256;
    session.other = run.other;
    session.other_sha256 = run.other.empty() ? "" : result.second->picture->sha256;
    session.settings = result.settings;
    return session;
}

/// What turning has done to the picture, when that is asked for and no stop was.
std::shared_ptr<const ResamplingError> error_of_turning(const MatchRun& run, const MatchResult& result,
                                                        const std::stop_token& stop) {
    if (run.error_map.empty()) return nullptr;
    return resampling_error(result.first, result.second, result.settings.interpolation,
                            {result.settings.threads, stop});
}

/// All files of the run, complete in memory before the first is written.
std::vector<OutputFile> output_files(const MatchRun& run, const MatchResult& result,
                                     const ResamplingError* error, const std::stop_token& stop) {
    std::vector<OutputFile> files;
    const std::string command = reproduce_command(result.settings, run.image, run.other, run.truth);
    if (!run.output.empty())
        files.push_back({run.output, encode_match_picture(result, output_extension(run.output, ".png"))});
    if (!run.report.empty()) files.push_back({run.report, json_text(match_report(result, command))});
    if (!run.matches.empty())
        files.push_back(
            {run.matches, matches_csv(result, run.notes ? match_notes(result) : std::vector<Note>{})});
    if (!run.rotated.empty())
        files.push_back({run.rotated, encode_turned_picture(result, output_extension(run.rotated, ".png"))});
    if (error != nullptr)
        files.push_back(
            {run.error_map, encode_error_map(*error, result, output_extension(run.error_map, ".png"))});
    if (!run.colmap.empty())
        for (OutputFile& file : colmap_files(run.colmap, result)) files.push_back(std::move(file));
    if (!run.all.empty())
        for (OutputFile& file : all_exports(run.all, result, command, session_of(run, result), stop))
            files.push_back(std::move(file));
    return files;
}

/// The frames of a full turn, with a progress bar; false when it was stopped.
bool animate(const MatchRun& run, const MatchInput& input, const std::stop_token& stop) {
    ProgressBar progress(animation_angles(run.settings.angle, run.step).size());
    const auto show = [&](std::size_t done, std::size_t) { progress.show(done, "frames"); };
    const std::size_t frames = write_animation(run.animate, input, run.settings, run.step, show, stop);
    progress.clear();
    return frames > 0;
}

}  // namespace

void add_match_outputs(CLI::App& command, MatchRun& run) {
    command.add_option("-o,--output", run.output, "Draw it: .png, .jpg, .webp, .tif or .svg")
        ->type_name("FILE");
    command.add_option("--report", run.report, "All figures as JSON")->type_name("F.json");
    command.add_option("--matches", run.matches, "A row for each putative match")->type_name("F.csv");
    command
        .add_flag("--notes", run.notes,
                  "Begin the table of matches with lines of comments: versions, SHA-256, settings")
        ->disable_flag_override();
    command.add_option("--colmap", run.colmap, "Pictures, features and matches as COLMAP reads them")
        ->type_name("DIR");
    command.add_option("--all", run.all, "Everything: picture, keypoints of both, matches, report, session")
        ->type_name("DIR");
    command.add_option("--rotated", run.rotated, "The turned picture alone: .png, .jpg, .webp or .tif")
        ->type_name("FILE");
    command
        .add_option(
            "--error-map", run.error_map,
            "What turning has done: turned back less the original, as colours: .png, .jpg, .webp or .tif")
        ->type_name("FILE");
    command
        .add_option("--animate", run.animate,
                    "Match pictures of a full turn from --angle on, as numbered frames of one size")
        ->type_name("DIR");
    add_number(command, "--step", run.step, step_range, "Degrees from frame to frame of --animate, from 0.1");
    command.add_flag("-q,--quiet", run.quiet, "Print no summary")->disable_flag_override();
    command.footer("An output named - is standard output. Without one, a summary is printed.");
}

int run_match(const MatchRun& run, const std::stop_token& stop) {
    const Outputs outputs = checked_outputs(run);
    apply_settings(run.settings);

    const MatchInput input = read_input(run);
    if (run.session)
        if (const std::string notice = changed_picture_notice(
                *run.session, input.first->sha256, input.other ? input.other->sha256 : std::string());
            !notice.empty())
            say_error(notice);
    MatchPipeline pipeline;
    const std::shared_ptr<const MatchResult> result = pipeline.run(input, run.settings, stop);
    if (!result || stop.stop_requested()) return 0;
    const auto error = error_of_turning(run, *result, stop);
    const std::vector<OutputFile> files = output_files(run, *result, error.get(), stop);
    if (stop.stop_requested()) return 0;

    std::vector<std::unique_ptr<NewFolder>> folders;
    for (const std::string& folder : {run.colmap, run.all})
        if (!folder.empty()) folders.push_back(std::make_unique<NewFolder>(folder));
    write_files(files);
    if (!run.animate.empty() && !animate(run, input, stop)) return 0;
    for (const auto& folder : folders) folder->keep();
    if (!run.quiet && !outputs.uses_standard_output())
        write_file("-",
                   match_summary(*result) +
                       (error ? "  turning        " + error_map_words(*error) + "\n" : "") +
                       written_lines(outputs.files()) +
                       (run.animate.empty() ? "" : "join the frames: " + join_command(run.animate) + "\n"));
    return 0;
}

}  // namespace siftscope
