#include "app/commands/settings_options.h"

#include <string>

#include <opencv2/core/utility.hpp>

#include "app/commands/typed_options.h"
#include "app/files/shown_path.h"
#include "app/model/error.h"
#include "sift/parallel.h"

namespace siftscope {
namespace {

constexpr const char* detection = "Detection";
constexpr const char* matching = "Matching";

void parse_profile(const std::string& word, Profile& profile) {
    if (word == "precise")
        throw UserError("--profile precise does not exist yet; use --profile classic, which is the default");
    const auto value = value_of(word, profile_names);
    if (!value) throw UserError("--profile is " + shown(word) + ", but must be " + list_of(profile_names));
    profile = *value;
}

}  // namespace

void add_detect_options(CLI::App& app, Settings& settings) {
    sift::DetectParams& detect = settings.detect;
    app.add_option_function<std::string>(
           "--profile", [&settings](const std::string& word) { parse_profile(word, settings.profile); },
           "Choices of our SIFT: classic, as cv::SIFT makes them")
        ->type_name("WORD")
        ->default_str(name_of(settings.profile))
        ->group(detection);
    add_whole_number(app, "--layers", detect.layers, range::layers,
                     "DoG layers searched in each octave, 1 to 16")
        ->group(detection);
    add_number(app, "--contrast", detect.contrast_threshold, range::contrast,
               "Kept when |D| times layers is at least this")
        ->group(detection);
    add_number(app, "--edge", detect.edge_threshold, range::edge,
               "Kept when the ratio of curvatures is below this, above 1")
        ->group(detection);
    add_number(app, "--sigma", detect.sigma, range::sigma, "Blur of each octave's first layer, 0.6 to 10")
        ->group(detection);
    add_whole_number(app, "--max-features", detect.max_features, range::max_features,
                     "Keep only this many, the strongest; 0 keeps all")
        ->group(detection);
    app.add_flag_callback(
           "--no-upsample", [&detect] { detect.upsample = false; }, "Do not double the picture first")
        ->disable_flag_override()
        ->group(detection);
    app.add_flag_callback(
           "--root", [&detect] { detect.root = true; }, "RootSIFT descriptors")
        ->disable_flag_override()
        ->group(detection);
    add_whole_number(app, "--threads", settings.threads, range::threads,
                     "Threads to use, 0 for all; never changes a result")
        ->group(detection);
}

void add_engine_option(CLI::App& app, Settings& settings) {
    add_choice(app, "--engine", settings.engine, engine_names, "Whose SIFT does the work")->group(detection);
}

void add_match_options(CLI::App& app, Settings& settings) {
    add_number(app, "--ratio", settings.match.ratio, range::ratio,
               "Kept when nearest < ratio x second nearest; at most 1")
        ->group(matching);
    add_number(app, "--max-distance", settings.match.max_distance, range::max_distance,
               "Kept when the descriptors are no farther apart; default: no limit")
        ->group(matching);
    app.add_flag_callback(
           "--mutual", [&settings] { settings.match.mutual = true; },
           "Kept only when each is the other's nearest")
        ->group(matching);
    add_number(app, "--tolerance", settings.tolerance, range::tolerance,
               "Right when within this many pixels of the truth")
        ->group(matching);
    add_choice(app, "--canvas", settings.canvas, canvas_names, "Size of the rotated picture")
        ->group(matching);
    add_choice(app, "--interpolation", settings.interpolation, interpolation_names, "Kernel that rotates")
        ->group(matching);
}

void apply_settings(const Settings& settings) {
    settings.validate();
    if (settings.engine == Engine::opencv && !settings.detect.upsample)
        throw UserError("--no-upsample is not offered by --engine opencv; leave one of the two out");
    cv::setNumThreads(sift::thread_count({.threads = settings.threads}));
}

}  // namespace siftscope
