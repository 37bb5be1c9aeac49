#include "app/commands/settings_options.h"

#include <string>

#include "app/commands/typed_options.h"
#include "app/files/shown_path.h"
#include "app/model/error.h"
#include "app/model/format_number.h"
#include "app/reference/opencv_threads.h"

namespace siftscope {
namespace {

constexpr const char* detection = "Detection";
constexpr const char* matching = "Matching";
constexpr const char* distortions = "Distortions of the turned picture, in this order";
constexpr const char* keypoint_filter = "Keypoints that take part";

/// Adds `--name WORD`; choosing brings the defaults of what is chosen. CLI11 reads options in the order in
/// which they were added, so that these come before those that change a default.
template <class Enum, std::size_t count>
void add_switch(CLI::App& app, const std::string& name, Settings& settings, Enum Settings::*field,
                const std::array<Named<Enum>, count>& names, const std::string& help) {
    const auto parse = [&settings, &names, name, field](const std::string& word) {
        const std::optional<Enum> value = value_of(word, names);
        if (!value) throw UserError(name + " is " + shown(word) + ", but must be " + list_of(names));
        Settings chosen = settings;
        chosen.*field = *value;
        settings = settings.with(chosen.engine, chosen.profile);
    };
    app.add_option_function<std::string>(name, parse, help)
        ->type_name("WORD")
        ->default_str(name_of(settings.*field))
        ->group(detection);
}

/// " (classic, opencv: 0.04)" where these have a default of their own.
std::string unless_classic(double shown_default, double classic_default) {
    if (shown_default == classic_default) return {};
    return " (classic, opencv: " + shortest_text(classic_default) + ")";
}

}  // namespace

void add_detect_options(CLI::App& app, Settings& settings) {
    sift::DetectParams& detect = settings.detect;
    const sift::DetectParams classic = sift::DetectParams::classic();
    add_switch(app, "--profile", settings, &Settings::profile, profile_names,
               "Choices of our SIFT: precise, exact under rotation; classic, as cv::SIFT makes them");
    add_whole_number(app, "--layers", detect.layers, range::layers,
                     "DoG layers searched in each octave, 1 to 16")
        ->group(detection);
    add_number(app, "--contrast", detect.contrast_threshold, range::contrast,
               "Kept when |D| times layers is at least this" +
                   unless_classic(detect.contrast_threshold, classic.contrast_threshold))
        ->group(detection);
    add_number(app, "--edge", detect.edge_threshold, range::edge,
               "Kept when the ratio of curvatures is below this, above 1")
        ->group(detection);
    add_number(app, "--sigma", detect.sigma, range::sigma,
               "Blur of each octave's first layer, 0.6 to 10" + unless_classic(detect.sigma, classic.sigma))
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
    add_switch(app, "--engine", settings, &Settings::engine, engine_names,
               "Whose SIFT does the work: " + list_of(engine_names));
}

void add_distortion_options(CLI::App& app, Settings& settings) {
    Distortion& distortion = settings.distortion;
    add_number(app, "--scale", distortion.scale, range::scale,
               "Enlarge it by this factor about its centre, 0.5 to 2; part of the true map")
        ->group(distortions);
    add_number(app, "--blur", distortion.blur, range::blur, "Gaussian blur of this sigma, pixels, 0 to 20")
        ->group(distortions);
    add_number(app, "--gain", distortion.gain, range::gain, "Multiply grey levels by this, at most 10")
        ->group(distortions);
    add_number(app, "--brightness", distortion.brightness, range::brightness,
               "Add this many grey levels, -255 to 255")
        ->group(distortions);
    add_number(app, "--noise", distortion.noise, range::noise,
               "Noise of this standard deviation, grey levels, 0 to 100")
        ->group(distortions);
    add_whole_number(app, "--seed", distortion.seed, range::seed,
                     "Of the noise: the same seed, the same noise on every machine")
        ->group(distortions);
    add_whole_number(app, "--jpeg", distortion.jpeg, range::jpeg,
                     "Compress it as JPEG of this quality, 1 to 100; 0 does not")
        ->group(distortions);
}

void add_filter_options(CLI::App& app, Settings& settings) {
    KeypointFilter& filter = settings.filter;
    app.add_option_function<std::string>(
           "--region", [&filter](const std::string& text) { filter.region = parse_region(text, "--region"); },
           "Only keypoints of the picture in this rectangle, pixels")
        ->type_name("X,Y,W,H")
        ->group(keypoint_filter);
    add_number(app, "--min-size", filter.min_size, range::size,
               "Only keypoints of the picture of this diameter (2 sigma) and more, pixels")
        ->group(keypoint_filter);
    add_number(app, "--max-size", filter.max_size, range::size,
               "Only those of this diameter and less; default: no limit")
        ->group(keypoint_filter);
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
    set_opencv_threads(settings.threads);
}

}  // namespace siftscope
