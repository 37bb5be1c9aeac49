#include "app/commands/match_command.h"

#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/commands/command_help.h"
#include "app/commands/outputs.h"
#include "app/commands/settings_options.h"
#include "app/commands/stopwatch.h"
#include "app/commands/typed_options.h"
#include "app/drawing/match_picture.h"
#include "app/files/atomic_file.h"
#include "app/files/new_folder.h"
#include "app/files/read_homography.h"
#include "app/files/read_picture.h"
#include "app/files/write_colmap.h"
#include "app/files/write_matches.h"
#include "app/model/error.h"
#include "app/model/match_pipeline.h"
#include "app/model/match_report.h"
#include "app/model/reproduce_command.h"
#include "app/model/summary.h"

namespace siftscope {
namespace {

struct MatchOptions {
    std::string image;
    std::optional<double> angle;
    std::string other;
    std::string truth;
    std::string output;
    std::string report;
    std::string matches;
    std::string colmap;
    bool quiet = false;
    Settings settings;
};

void require_one_question(const MatchOptions& options) {
    if (options.angle && !options.other.empty())
        throw UserError("--angle and --with exclude each other; give the one that is meant");
    if (!options.angle && options.other.empty())
        throw UserError("--angle DEG or --with IMAGE2 is missing; see siftscope match --help");
    if (!options.truth.empty() && options.other.empty())
        throw UserError("--truth is the map between two pictures and needs --with IMAGE2");
}

Outputs checked_outputs(const MatchOptions& options) {
    Outputs outputs;
    outputs.add("--output", options.output, {".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".svg"});
    outputs.add("--report", options.report, {".json"});
    outputs.add("--matches", options.matches, {".csv"});
    outputs.add_folder("--colmap", options.colmap);
    for (const std::string& input : {options.image, options.other, options.truth})
        outputs.keep_clear_of(input);
    return outputs;
}

MatchInput read_input(const MatchOptions& options) {
    const Stopwatch load;
    MatchInput input;
    input.first = read_picture(options.image);
    if (!options.other.empty()) input.other = read_picture(options.other);
    if (!options.truth.empty()) input.truth = read_homography(options.truth);
    input.load_ms = load.milliseconds();
    return input;
}

/// All files of the run, complete in memory before the first is written.
std::vector<OutputFile> output_files(const MatchOptions& options, const MatchResult& result) {
    std::vector<OutputFile> files;
    if (!options.output.empty())
        files.push_back(
            {options.output, encode_match_picture(result, output_extension(options.output, ".png"))});
    if (!options.report.empty())
        files.push_back({options.report,
                         json_text(match_report(result, reproduce_command(result.settings, options.image,
                                                                          options.other, options.truth)))});
    if (!options.matches.empty()) files.push_back({options.matches, matches_csv(result)});
    if (!options.colmap.empty())
        for (OutputFile& file : colmap_files(options.colmap, result)) files.push_back(std::move(file));
    return files;
}

int run_match(const MatchOptions& options, const std::stop_token& stop) {
    require_one_question(options);
    const Outputs outputs = checked_outputs(options);
    Settings settings = options.settings;
    if (options.angle) settings.angle = *options.angle;
    apply_settings(settings);

    const MatchInput input = read_input(options);
    MatchPipeline pipeline;
    const std::shared_ptr<const MatchResult> result = pipeline.run(input, settings, stop);
    if (!result || stop.stop_requested()) return 0;
    const std::vector<OutputFile> files = output_files(options, *result);
    if (stop.stop_requested()) return 0;

    std::optional<NewFolder> colmap;
    if (!options.colmap.empty()) colmap.emplace(options.colmap);
    write_files(files);
    if (colmap) colmap->keep();
    if (!options.quiet && !outputs.uses_standard_output())
        write_file("-", match_summary(*result) + written_lines(outputs.files()));
    return 0;
}

}  // namespace

void add_match_command(CLI::App& app, Action& action) {
    const auto options = std::make_shared<MatchOptions>();
    CLI::App& command = add_command(
        app, "match", "Match a picture with itself rotated, or with another, and judge the matches");
    command.add_option("IMAGE", options->image, "The picture")->required()->type_name("");
    add_number(command, "--angle", options->angle, range::angle,
               "Rotate by this many degrees, counter-clockwise, and match")
        ->type_name("DEG");
    command.add_option("--with", options->other, "Match with this picture instead")->type_name("IMAGE2");
    command.add_option("--truth", options->truth, "The true map to IMAGE2: 3 x 3 numbers in a text file")
        ->type_name("H.txt");
    command.add_option("-o,--output", options->output, "Draw it: .png, .jpg, .webp, .tif or .svg")
        ->type_name("FILE");
    command.add_option("--report", options->report, "All figures as JSON")->type_name("F.json");
    command.add_option("--matches", options->matches, "A row for each putative match")->type_name("F.csv");
    command.add_option("--colmap", options->colmap, "Pictures, features and matches as COLMAP reads them")
        ->type_name("DIR");
    command.add_flag("-q,--quiet", options->quiet, "Print no summary")->disable_flag_override();
    add_engine_option(command, options->settings);
    add_detect_options(command, options->settings);
    add_match_options(command, options->settings);
    command.footer("An output named - is standard output. Without one, a summary is printed.");
    command.final_callback([options, &action] {
        action = [options](const std::stop_token& stop) { return run_match(*options, stop); };
    });
}

}  // namespace siftscope
