#include "app/commands/explain_command.h"

#include <memory>
#include <optional>
#include <string>

#include "app/commands/command_help.h"
#include "app/commands/outputs.h"
#include "app/commands/settings_options.h"
#include "app/commands/typed_options.h"
#include "app/files/atomic_file.h"
#include "app/files/read_picture.h"
#include "app/model/explain.h"
#include "app/model/explain_report.h"
#include "app/model/explain_words.h"
#include "app/model/match_report.h"

namespace siftscope {
namespace {

constexpr Range coordinate{-1e6, 1e6, false, "two numbers of pixels, X,Y"};
constexpr Range diameter{0, range::infinity, true, "a number of pixels above 0"};

struct ExplainOptions {
    std::string image;
    ExplainPlace place;
    std::string report;
    bool quiet = false;
    Settings settings;
};

sift::Point parse_point(const std::string& text) {
    const std::vector<std::string> parts = split(text, ',');
    if (parts.size() != 2) throw UserError("--at is " + shown(text) + ", but must be " + coordinate.words);
    return {parse_number(parts[0], "--at", coordinate), parse_number(parts[1], "--at", coordinate)};
}

int run_explain(const ExplainOptions& options, const std::stop_token& stop) {
    Outputs outputs;
    outputs.add("--report", options.report, {".json"});
    outputs.keep_clear_of(options.image);
    apply_settings(options.settings);

    const std::shared_ptr<const Picture> picture = read_picture(options.image);
    const sift::DetectParams& params = options.settings.detect;
    const sift::RunOptions run{options.settings.threads, stop};
    const Explainer explainer(scale_space_of(picture->grey, params, run), params, run);
    if (stop.stop_requested()) return 0;
    const Explanation story = explainer.explain(options.place);
    if (!options.report.empty()) write_file(options.report, json_text(explain_report(story)));
    if (!options.quiet && !outputs.uses_standard_output())
        write_file("-", explain_summary(story) + written_lines(outputs.files()));
    return 0;
}

}  // namespace

void add_explain_command(CLI::App& app, Action& action) {
    const auto options = std::make_shared<ExplainOptions>();
    CLI::App& command =
        add_command(app, "explain", "Tell why there is a keypoint at a place, or why there is none");
    command.add_option("IMAGE", options->image, "The picture")->required()->type_name("");
    command
        .add_option_function<std::string>(
            "--at", [options](const std::string& text) { options->place.at = parse_point(text); },
            "The place, in pixels of the picture")
        ->required()
        ->type_name("X,Y");
    add_number(command, "--size", options->place.size, diameter,
               "Of the keypoints and candidates there, that nearest to this diameter");
    command.add_option("--report", options->report, "The whole story as JSON; - is standard output")
        ->type_name("F.json");
    command.add_flag("-q,--quiet", options->quiet, "Print no summary")->disable_flag_override();
    add_detect_options(command, options->settings);
    command.final_callback([options, &action] {
        action = [options](const std::stop_token& stop) { return run_explain(*options, stop); };
    });
}

}  // namespace siftscope
