#include "app/model/settings_json.h"

#include <functional>
#include <limits>
#include <map>
#include <string>

#include "app/model/error.h"
#include "app/model/setting_names.h"
#include "app/model/setting_ranges.h"

namespace siftscope {
namespace {

using Json = nlohmann::ordered_json;

[[noreturn]] void refuse(const std::string& key, const Json& value, const std::string& wanted) {
    throw UserError("the setting \"" + key + "\" is " +
                    value.dump(-1, ' ', false, Json::error_handler_t::replace) + ", but must be " + wanted);
}

void read(const std::string& key, const Json& value, const Range& range, double& target) {
    if (!value.is_number() || !range.contains(value.get<double>())) refuse(key, value, range.words);
    target = value.get<double>();
}

void read(const std::string& key, const Json& value, const Range& range, int& target) {
    // As a double first: a number too large for an int must not wrap around into the range.
    if (!value.is_number_integer() || !range.contains(value.get<double>()) ||
        value.get<double>() > std::numeric_limits<int>::max())
        refuse(key, value, range.words);
    target = value.get<int>();
}

void read(const std::string& key, const Json& value, bool& target) {
    if (!value.is_boolean()) refuse(key, value, "true or false");
    target = value.get<bool>();
}

template <class Enum, std::size_t count>
void read(const std::string& key, const Json& value, const std::array<Named<Enum>, count>& names,
          Enum& target) {
    const auto named =
        value.is_string() ? value_of(value.get_ref<const std::string&>(), names) : std::nullopt;
    if (!named) refuse(key, value, list_of(names));
    target = *named;
}

}  // namespace

Json settings_to_json(const Settings& settings) {
    const sift::DetectParams& detect = settings.detect;
    Json json;
    json["angle"] = settings.angle;
    json["canvas"] = name_of(settings.canvas);
    json["interpolation"] = name_of(settings.interpolation);
    json["engine"] = name_of(settings.engine);
    json["profile"] = name_of(settings.profile);
    json["layers"] = detect.layers;
    json["contrast"] = detect.contrast_threshold;
    json["edge"] = detect.edge_threshold;
    json["sigma"] = detect.sigma;
    json["assumed_blur"] = detect.assumed_blur;
    json["max_features"] = detect.max_features;
    json["upsample"] = detect.upsample;
    json["root"] = detect.root;
    json["ratio"] = settings.match.ratio;
    json["max_distance"] = settings.match.max_distance ? Json(*settings.match.max_distance) : Json(nullptr);
    json["mutual"] = settings.match.mutual;
    json["tolerance"] = settings.tolerance;
    json["threads"] = settings.threads;
    return json;
}

Settings settings_from_json(const Json& json) {
    if (!json.is_object()) throw UserError("the settings must be an object of names and values");
    Settings s;
    // First, whatever their place: they decide the defaults of what is missing.
    if (json.contains("engine")) read("engine", json["engine"], engine_names, s.engine);
    if (json.contains("profile")) read("profile", json["profile"], profile_names, s.profile);
    s.detect = usual_detection(s.engine, s.profile);

    const std::map<std::string, std::function<void(const std::string&, const Json&)>> readers{
        {"angle", [&](auto& key, auto& value) { read(key, value, range::angle, s.angle); }},
        {"canvas", [&](auto& key, auto& value) { read(key, value, canvas_names, s.canvas); }},
        {"interpolation",
         [&](auto& key, auto& value) { read(key, value, interpolation_names, s.interpolation); }},
        {"engine", [](auto&, auto&) {}},
        {"profile", [](auto&, auto&) {}},
        {"layers", [&](auto& key, auto& value) { read(key, value, range::layers, s.detect.layers); }},
        {"contrast",
         [&](auto& key, auto& value) { read(key, value, range::contrast, s.detect.contrast_threshold); }},
        {"edge", [&](auto& key, auto& value) { read(key, value, range::edge, s.detect.edge_threshold); }},
        {"sigma", [&](auto& key, auto& value) { read(key, value, range::sigma, s.detect.sigma); }},
        {"assumed_blur",
         [&](auto& key, auto& value) { read(key, value, range::assumed_blur, s.detect.assumed_blur); }},
        {"max_features",
         [&](auto& key, auto& value) { read(key, value, range::max_features, s.detect.max_features); }},
        {"upsample", [&](auto& key, auto& value) { read(key, value, s.detect.upsample); }},
        {"root", [&](auto& key, auto& value) { read(key, value, s.detect.root); }},
        {"ratio", [&](auto& key, auto& value) { read(key, value, range::ratio, s.match.ratio); }},
        {"max_distance",
         [&](auto& key, auto& value) {
             if (value.is_null()) return s.match.max_distance.reset();
             read(key, value, range::max_distance, s.match.max_distance.emplace());
         }},
        {"mutual", [&](auto& key, auto& value) { read(key, value, s.match.mutual); }},
        {"tolerance", [&](auto& key, auto& value) { read(key, value, range::tolerance, s.tolerance); }},
        {"threads", [&](auto& key, auto& value) { read(key, value, range::threads, s.threads); }},
    };
    for (const auto& [key, value] : json.items()) {
        const auto reader = readers.find(key);
        if (reader == readers.end())
            throw UserError("there is no setting \"" + key + "\"; remove it or correct its name");
        reader->second(key, value);
    }
    return s;
}

}  // namespace siftscope
