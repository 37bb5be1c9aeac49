#include "app/commands/match_run.h"

#include <iterator>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "app/commands/command_help.h"
#include "app/commands/outputs.h"
#include "app/commands/say_error.h"
#include "app/commands/settings_options.h"
#include "app/commands/stopwatch.h"
#include "app/drawing/export_all.h"
#include "app/drawing/match_picture.h"
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
#include "app/model/summary.h"

namespace siftscope {
namespace {

Outputs checked_outputs(const MatchRun& run) {
    Outputs outputs;
    outputs.add("--output", run.output, {".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".svg"});
    outputs.add("--report", run.report, {".json"});
    outputs.add("--matches", run.matches, {".csv"});
    outputs.add_folder("--colmap", run.colmap);
    outputs.add_folder("--all", run.all);
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

/// What the window would open; two given pictures are no session.
std::optional<Session> session_of(const MatchRun& run, const MatchResult& result) {
    if (!run.other.empty()) return std::nullopt;
    Session session = run.session.value_or(Session{});
    session.image = run.image;
    session.sha256 = result.first->sha256;
    session.settings = result.settings;
    return session;
}

/// All files of the run, complete in memory before the first is written.
std::vector<OutputFile> output_files(const MatchRun& run, const MatchResult& result,
                                     const std::stop_token& stop) {
    std::vector<OutputFile> files;
    const std::string command = reproduce_command(result.settings, run.image, run.other, run.truth);
    if (!run.output.empty())
        files.push_back({run.output, encode_match_picture(result, output_extension(run.output, ".png"))});
    if (!run.report.empty()) files.push_back({run.report, json_text(match_report(result, command))});
    if (!run.matches.empty()) files.push_back({run.matches, matches_csv(result)});
    if (!run.colmap.empty())
        for (OutputFile& file : colmap_files(run.colmap, result)) files.push_back(std::move(file));
    if (!run.all.empty())
        for (OutputFile& file : all_exports(run.all, result, command, session_of(run, result), stop))
            files.push_back(std::move(file));
    return files;
}

}  // namespace

void add_match_outputs(CLI::App& command, MatchRun& run) {
    command.add_option("-o,--output", run.output, "Draw it: .png, .jpg, .webp, .tif or .svg")
        ->type_name("FILE");
    command.add_option("--report", run.report, "All figures as JSON")->type_name("F.json");
    command.add_option("--matches", run.matches, "A row for each putative match")->type_name("F.csv");
    command.add_option("--colmap", run.colmap, "Pictures, features and matches as COLMAP reads them")
        ->type_name("DIR");
    command.add_option("--all", run.all, "Everything: picture, keypoints of both, matches, report, session")
        ->type_name("DIR");
    command.add_flag("-q,--quiet", run.quiet, "Print no summary")->disable_flag_override();
    command.footer("An output named - is standard output. Without one, a summary is printed.");
}

int run_match(const MatchRun& run, const std::stop_token& stop) {
    const Outputs outputs = checked_outputs(run);
    apply_settings(run.settings);

    const MatchInput input = read_input(run);
    if (run.session)
        if (const std::string notice = changed_picture_notice(*run.session, input.first->sha256);
            !notice.empty())
            say_error(notice);
    MatchPipeline pipeline;
    const std::shared_ptr<const MatchResult> result = pipeline.run(input, run.settings, stop);
    if (!result || stop.stop_requested()) return 0;
    const std::vector<OutputFile> files = output_files(run, *result, stop);
    if (stop.stop_requested()) return 0;

    std::vector<std::unique_ptr<NewFolder>> folders;
    for (const std::string& folder : {run.colmap, run.all})
        if (!folder.empty()) folders.push_back(std::make_unique<NewFolder>(folder));
    write_files(files);
    for (const auto& folder : folders) folder->keep();
    if (!run.quiet && !outputs.uses_standard_output())
        write_file("-", match_summary(*result) + written_lines(outputs.files()));
    return 0;
}

}  // namespace siftscope
