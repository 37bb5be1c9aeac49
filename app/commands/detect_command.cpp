#include "app/commands/detect_command.h"

#include <memory>
#include <string>
#include <vector>

#include "app/commands/command_help.h"
#include "app/commands/outputs.h"
#include "app/commands/settings_options.h"
#include "app/commands/stopwatch.h"
#include "app/drawing/keypoint_picture.h"
#include "app/drawing/picture_notes.h"
#include "app/files/atomic_file.h"
#include "app/files/read_picture.h"
#include "app/files/write_keypoints.h"
#include "app/model/detect_features.h"
#include "app/model/summary.h"

namespace siftscope {
namespace {

struct DetectOptions {
    std::string image;
    std::string output;
    std::string draw;
    bool notes = false;
    bool quiet = false;
    Settings settings;
};

int run_detect(const DetectOptions& options, const std::stop_token& stop) {
    Outputs outputs;
    outputs.add("--output", options.output, {".csv", ".json", ".yml", ".yaml"});
    outputs.add("--draw", options.draw, {".png", ".svg"});
    outputs.keep_clear_of(options.image);
    apply_settings(options.settings);

    const Stopwatch load;
    const std::shared_ptr<const Picture> picture = read_picture(options.image);
    const double load_ms = load.milliseconds();
    const Stopwatch detect;
    const sift::Features features =
        filtered(detect_features(picture->grey, options.settings, stop), options.settings.filter);
    const double detect_ms = detect.milliseconds();
    if (stop.stop_requested()) return 0;

    std::vector<OutputFile> files;
    if (!options.output.empty()) {
        const KeypointFormat format = keypoint_format(options.output);
        const bool noted = options.notes || format != KeypointFormat::csv;
        files.push_back({options.output, keypoints_text(features, format,
                                                        noted ? keypoint_notes(*picture, options.settings)
                                                              : std::vector<Note>{})});
    }
    if (!options.draw.empty())
        files.push_back({options.draw, encode_keypoint_picture(*picture, features, options.settings,
                                                               output_extension(options.draw, ".png"))});
    if (stop.stop_requested()) return 0;
    write_files(files);
    if (!options.quiet && !outputs.uses_standard_output())
        write_file("-", detect_summary(*picture, features, options.settings, load_ms, detect_ms) +
                            written_lines(outputs.files()));
    return 0;
}

}  // namespace

void add_detect_command(CLI::App& app, Action& action) {
    const auto options = std::make_shared<DetectOptions>();
    CLI::App& command = add_command(app, "detect", "Find the keypoints of a picture and describe them");
    command.add_option("IMAGE", options->image, "The picture")->required()->type_name("");
    command
        .add_option("-o,--output", options->output,
                    "Write the keypoints with their descriptors: .csv, .json or .yml; - is standard output")
        ->type_name("FILE");
    command.add_option("--draw", options->draw, "Draw them on the picture: .png or .svg")->type_name("FILE");
    command
        .add_flag("--notes", options->notes,
                  "Begin a .csv with lines of comments: versions, SHA-256, settings")
        ->disable_flag_override();
    command.add_flag("-q,--quiet", options->quiet, "Print no summary")->disable_flag_override();
    add_engine_option(command, options->settings);
    add_detect_options(command, options->settings);
    add_filter_options(command, options->settings);
    command.final_callback([options, &action] {
        action = [options](const std::stop_token& stop) { return run_detect(*options, stop); };
    });
}

}  // namespace siftscope
