#include "app/commands/match_command.h"

#include <memory>
#include <optional>
#include <string>

#include "app/commands/command_help.h"
#include "app/commands/match_run.h"
#include "app/commands/settings_options.h"
#include "app/commands/typed_options.h"
#include "app/model/error.h"

namespace siftscope {
namespace {

struct MatchOptions {
    std::optional<double> angle;
    MatchRun run;
};

void require_one_question(const MatchOptions& options) {
    if (options.angle && !options.run.other.empty())
        throw UserError("--angle and --with exclude each other; give the one that is meant");
    if (!options.angle && options.run.other.empty())
        throw UserError("--angle DEG or --with IMAGE2 is missing; see siftscope match --help");
    if (!options.run.truth.empty() && options.run.other.empty())
        throw UserError("--truth is the map between two pictures and needs --with IMAGE2");
    if (!options.run.other.empty() && options.run.settings.distortion != Distortion{})
        throw UserError(
            "distortions such as --scale and --noise change the turned picture: give --angle "
            "instead of --with");
}

}  // namespace

void add_match_command(CLI::App& app, Action& action) {
    const auto options = std::make_shared<MatchOptions>();
    MatchRun& run = options->run;
    CLI::App& command = add_command(
        app, "match", "Match a picture with itself rotated, or with another, and judge the matches");
    command.add_option("IMAGE", run.image, "The picture")->required()->type_name("");
    add_number(command, "--angle", options->angle, range::angle,
               "Rotate by this many degrees, counter-clockwise, and match")
        ->type_name("DEG");
    command.add_option("--with", run.other, "Match with this picture instead")->type_name("IMAGE2");
    command.add_option("--truth", run.truth, "The true map to IMAGE2: 3 x 3 numbers in a text file")
        ->type_name("H.txt");
    add_match_outputs(command, run);
    add_engine_option(command, run.settings);
    add_detect_options(command, run.settings);
    add_filter_options(command, run.settings);
    add_match_options(command, run.settings);
    add_distortion_options(command, run.settings);
    command.final_callback([options, &action] {
        action = [options](const std::stop_token& stop) {
            require_one_question(*options);
            MatchRun asked = options->run;
            if (options->angle) asked.settings.angle = *options->angle;
            return run_match(asked, stop);
        };
    });
}

}  // namespace siftscope
