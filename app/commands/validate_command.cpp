#include "app/commands/validate_command.h"

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/commands/command_help.h"
#include "app/commands/outputs.h"
#include "app/commands/progress_bar.h"
#include "app/commands/say_error.h"
#include "app/commands/settings_options.h"
#include "app/files/atomic_file.h"
#include "app/files/read_picture.h"
#include "app/model/agreement.h"
#include "app/model/agreement_report.h"
#include "app/model/detect_features.h"
#include "app/model/error.h"
#include "app/model/match_report.h"

namespace siftscope {
namespace {

struct ValidateOptions {
    std::vector<std::string> images;
    std::string report;
    bool quiet = false;
    Settings settings;
};

Agreement compare_engines(const std::string& path, const Settings& settings, const std::stop_token& stop) {
    const std::shared_ptr<const Picture> picture = read_picture(path);
    Settings theirs = settings;
    theirs.engine = Engine::opencv;
    const sift::Features ours = detect_features(picture->grey, settings, stop);
    if (stop.stop_requested()) return {};
    Agreement agreement = compare(detect_features(picture->grey, theirs, stop), ours);
    agreement.path = path;
    return agreement;
}

int run_validate(const ValidateOptions& options, const std::stop_token& stop) {
    Outputs outputs;
    outputs.add("--report", options.report, {".json"});
    for (const std::string& image : options.images) outputs.keep_clear_of(image);
    if (!options.settings.detect.upsample)
        throw UserError("--no-upsample cannot be validated: cv::SIFT always doubles the picture");
    apply_settings(options.settings);

    std::vector<Agreement> done;
    std::vector<std::string> failed;
    ProgressBar progress(options.images.size());
    for (std::size_t i = 0; i < options.images.size() && !stop.stop_requested(); ++i) {
        progress.show(i, options.images[i]);
        try {
            done.push_back(compare_engines(options.images[i], options.settings, stop));
        } catch (const UserError& error) {
            progress.clear();
            say_error(error.what());
            failed.push_back(options.images[i]);
        }
    }
    progress.clear();
    if (stop.stop_requested()) return 0;
    if (done.empty()) return 2;

    if (!options.report.empty()) write_file(options.report, json_text(agreement_report(done, failed)));
    if (!options.quiet && !outputs.uses_standard_output())
        write_file("-", agreement_table(done) + written_lines(outputs.files()));
    if (!failed.empty()) return 2;
    return total_of(done).pass ? 0 : 1;
}

}  // namespace

void add_validate_command(CLI::App& app, Action& action) {
    const auto options = std::make_shared<ValidateOptions>();
    options->settings = options->settings.with(Engine::siftscope, Profile::classic);
    CLI::App& command =
        add_command(app, "validate", "Compare our classic profile with cv::SIFT, keypoint by keypoint");
    command.add_option("IMAGE", options->images, "The pictures")->required()->type_name("");
    command.add_option("--report", options->report, "All figures as JSON; - is standard output")
        ->type_name("F.json");
    command.add_flag("-q,--quiet", options->quiet, "Print no table")->disable_flag_override();
    add_detect_options(command, options->settings);
    command.footer("Exit status 1: they agree less than they must, 99.9 % found and 0.1 % extra.");
    command.final_callback([options, &action] {
        action = [options](const std::stop_token& stop) { return run_validate(*options, stop); };
    });
}

}  // namespace siftscope
