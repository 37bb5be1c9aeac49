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
    const Settings usual = Settings{}.with(settings.engine, settings.profile);
    const Settings standard;
    std::string command = "siftscope match " + path_word(image);
    const auto add = [&](const char* option, const std::string& value) {
        command += std::string(" ") + option + " " + value;
    };
    const auto add_number = [&](const char* option, double value, double usual_value) {
        if (value != usual_value) add(option, shortest_text(value));
    };
    const auto add_whole = [&](const char* option, int value, int usual_value) {
        if (value != usual_value) add(option, std::to_string(value));
    };
    const auto add_flag = [&](const char* option, bool set) {
        if (set) command += std::string(" ") + option;
    };

    if (other.empty()) {
        add("--angle", shortest_text(settings.angle));
        if (settings.canvas != usual.canvas) add("--canvas", name_of(settings.canvas));
        if (settings.interpolation != usual.interpolation)
            add("--interpolation", name_of(settings.interpolation));
    } else {
        add("--with", path_word(other));
        if (!truth.empty()) add("--truth", path_word(truth));
    }
    if (settings.engine != standard.engine) add("--engine", name_of(settings.engine));
    if (settings.profile != standard.profile) add("--profile", name_of(settings.profile));
    add_whole("--layers", settings.detect.layers, usual.detect.layers);
    add_number("--contrast", settings.detect.contrast_threshold, usual.detect.contrast_threshold);
    add_number("--edge", settings.detect.edge_threshold, usual.detect.edge_threshold);
    add_number("--sigma", settings.detect.sigma, usual.detect.sigma);
    add_whole("--max-features", settings.detect.max_features, usual.detect.max_features);
    add_flag("--no-upsample", !settings.detect.upsample);
    add_flag("--root", settings.detect.root);
    add_number("--ratio", settings.match.ratio, usual.match.ratio);
    if (settings.match.max_distance) add("--max-distance", shortest_text(*settings.match.max_distance));
    add_flag("--mutual", settings.match.mutual);
    add_number("--tolerance", settings.tolerance, usual.tolerance);
    add_whole("--threads", settings.threads, usual.threads);
    return command;
}

std::string reproduce_command(const MatchResult& result) {
    return result.second->rotation
               ? reproduce_command(result.settings, result.first->path)
               : reproduce_command(result.settings, result.first->path, result.second->picture->path);
}

}  // namespace siftscope
