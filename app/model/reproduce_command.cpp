#include "app/model/reproduce_command.h"

#include <algorithm>

#include "app/model/format_number.h"
#include "app/model/setting_names.h"

namespace siftscope {
namespace {

std::string path_word(const std::filesystem::path& path) {
    // A name that begins with a dash would be taken for an option, and "-" for a stream.
    const std::string text = path.string();
    return shell_word(text.rfind('-', 0) == 0 ? "./" + text : text);
}

/// A command line in the making, ready for a POSIX shell: only what differs from its default is told.
class CommandLine {
  public:
    CommandLine(const char* command, const std::filesystem::path& image)
        : text_(std::string(command) + " " + path_word(image)) {}

    [[nodiscard]] const std::string& text() const { return text_; }

    void add(const char* option, const std::string& value) {
        text_ += std::string(" ") + option + " " + value;
    }

    /// How the picture is turned and distorted, except the angle.
    void add_turning(const Settings& settings) {
        const Settings usual;
        if (settings.canvas != usual.canvas) add("--canvas", name_of(settings.canvas));
        if (settings.interpolation != usual.interpolation)
            add("--interpolation", name_of(settings.interpolation));
        const Distortion& distortion = settings.distortion;
        add_number("--scale", distortion.scale, usual.distortion.scale);
        add_number("--blur", distortion.blur, usual.distortion.blur);
        add_number("--gain", distortion.gain, usual.distortion.gain);
        add_number("--brightness", distortion.brightness, usual.distortion.brightness);
        add_number("--noise", distortion.noise, usual.distortion.noise);
        add_whole("--seed", distortion.seed, usual.distortion.seed);
        add_whole("--jpeg", distortion.jpeg, usual.distortion.jpeg);
    }

    /// Profile and detection.
    void add_detection(const Settings& settings) {
        const Settings usual = Settings{}.with(settings.engine, settings.profile);
        if (settings.profile != Settings{}.profile) add("--profile", name_of(settings.profile));
        add_whole("--layers", settings.detect.layers, usual.detect.layers);
        add_number("--contrast", settings.detect.contrast_threshold, usual.detect.contrast_threshold);
        add_number("--edge", settings.detect.edge_threshold, usual.detect.edge_threshold);
        add_number("--sigma", settings.detect.sigma, usual.detect.sigma);
        add_whole("--max-features", settings.detect.max_features, usual.detect.max_features);
        add_flag("--no-upsample", !settings.detect.upsample);
        add_flag("--root", settings.detect.root);
    }

    /// Which keypoints count.
    void add_filter(const KeypointFilter& filter) {
        if (const auto& region = filter.region)
            add("--region", shortest_text(region->x) + "," + shortest_text(region->y) + "," +
                                shortest_text(region->width) + "," + shortest_text(region->height));
        add_number("--min-size", filter.min_size, KeypointFilter{}.min_size);
        if (filter.max_size) add("--max-size", shortest_text(*filter.max_size));
    }

    /// Thresholds and threads.
    void add_matching(const Settings& settings) {
        const Settings usual;
        add_number("--ratio", settings.match.ratio, usual.match.ratio);
        if (settings.match.max_distance) add("--max-distance", shortest_text(*settings.match.max_distance));
        add_flag("--mutual", settings.match.mutual);
        add_number("--tolerance", settings.tolerance, usual.tolerance);
        add_whole("--threads", settings.threads, usual.threads);
    }

  private:
    void add_number(const char* option, double value, double usual_value) {
        if (value != usual_value) add(option, shortest_text(value));
    }
    void add_whole(const char* option, int value, int usual_value) {
        if (value != usual_value) add(option, std::to_string(value));
    }
    void add_flag(const char* option, bool set) {
        if (set) text_ += std::string(" ") + option;
    }

    std::string text_;
};

}  // namespace

std::string shell_word(std::string_view text) {
    const auto plain = [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9') ||
               std::string_view("_./+,:@%=-").find(letter) != std::string_view::npos;
    };
    if (!text.empty() && std::all_of(text.begin(), text.end(), plain)) return std::string(text);
    std::string quoted = "'";
    for (const char letter : text) {
        if (letter == '\'')
            quoted += "'\\''";
        else
            quoted += letter;
    }
    return quoted += "'";
}

std::string reproduce_command(const Settings& settings, const std::filesystem::path& image,
                              const std::filesystem::path& other, const std::filesystem::path& truth) {
    CommandLine command("siftscope match", image);
    if (other.empty()) {
        command.add("--angle", shortest_text(settings.angle));
        command.add_turning(settings);
    } else {
        command.add("--with", path_word(other));
        if (!truth.empty()) command.add("--truth", path_word(truth));
    }
    if (settings.engine != Settings{}.engine) command.add("--engine", name_of(settings.engine));
    command.add_detection(settings);
    command.add_filter(settings.filter);
    command.add_matching(settings);
    return command.text();
}

std::string reproduce_sweep_command(const Settings& settings, const std::filesystem::path& image,
                                    const AngleRange& range, SweepEngines engines) {
    const Settings ours = settings.with(Engine::siftscope, settings.profile);
    CommandLine command("siftscope sweep", image);
    command.add("--angles", shortest_text(range.start) + ":" + shortest_text(range.stop) + ":" +
                                shortest_text(range.step));
    command.add_turning(ours);
    if (engines != SweepEngines::siftscope) command.add("--engine", name_of(engines, sweep_engines_names));
    command.add_detection(ours);
    command.add_matching(ours);
    return command.text();
}

std::string reproduce_command(const MatchResult& result) {
    return result.second->rotation
               ? reproduce_command(result.settings, result.first->path)
               : reproduce_command(result.settings, result.first->path, result.second->picture->path);
}

}  // namespace siftscope
