#include "app/model/settings_json.h"

#include "app/model/json_field.h"
#include "app/model/setting_names.h"
#include "app/model/setting_ranges.h"

namespace siftscope {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* setting = "setting";

void add_distortion(Json& json, const Distortion& distortion) {
    const Distortion none;
    const auto add = [&](const char* name, auto Distortion::*field) {
        if (distortion.*field != none.*field) json[name] = distortion.*field;
    };
    add("scale", &Distortion::scale);
    add("blur", &Distortion::blur);
    add("gain", &Distortion::gain);
    add("brightness", &Distortion::brightness);
    add("noise", &Distortion::noise);
    add("seed", &Distortion::seed);
    add("jpeg", &Distortion::jpeg);
}

void add_filter(Json& json, const KeypointFilter& filter) {
    if (const auto& region = filter.region)
        json["region"] = {region->x, region->y, region->width, region->height};
    if (filter.min_size > 0) json["min_size"] = filter.min_size;
    if (filter.max_size) json["max_size"] = *filter.max_size;
}

void read_region(const JsonField& field, std::optional<Region>& target) {
    const auto number = [&](std::size_t i, const Range& range) {
        return field.value[i].is_number() && range.contains(field.value[i].get<double>());
    };
    if (!field.value.is_array() || field.value.size() != 4 || !number(0, range::coordinate) ||
        !number(1, range::coordinate) || !number(2, range::side) || !number(3, range::side))
        field.refuse("a list of four numbers, x, y, width and height in pixels");
    const auto at = [&](std::size_t i) { return field.value[i].get<double>(); };
    target = Region{at(0), at(1), at(2), at(3)};
}

}  // namespace

Json settings_to_json(const Settings& settings) {
    const sift::DetectParams& detect = settings.detect;
    Json json;
    json["angle"] = settings.angle;
    json["canvas"] = name_of(settings.canvas);
    json["interpolation"] = name_of(settings.interpolation);
    add_distortion(json, settings.distortion);
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
    add_filter(json, settings.filter);
    json["ratio"] = settings.match.ratio;
    json["max_distance"] = settings.match.max_distance ? Json(*settings.match.max_distance) : Json(nullptr);
    json["mutual"] = settings.match.mutual;
    json["tolerance"] = settings.tolerance;
    json["threads"] = settings.threads;
    return json;
}

Settings settings_from_json(const Json& json) {
    Settings s;
    // First, whatever their place: they decide the defaults of what is missing.
    if (json.contains("engine")) JsonField{setting, "engine", json["engine"]}.read(s.engine, engine_names);
    if (json.contains("profile"))
        JsonField{setting, "profile", json["profile"]}.read(s.profile, profile_names);
    s.detect = usual_detection(s.engine, s.profile);

    using Field = const JsonField&;
    read_fields(
        json, setting,
        {
            {"angle", [&](Field field) { field.read(s.angle, range::angle); }},
            {"canvas", [&](Field field) { field.read(s.canvas, canvas_names); }},
            {"interpolation", [&](Field field) { field.read(s.interpolation, interpolation_names); }},
            {"scale", [&](Field field) { field.read(s.distortion.scale, range::scale); }},
            {"blur", [&](Field field) { field.read(s.distortion.blur, range::blur); }},
            {"gain", [&](Field field) { field.read(s.distortion.gain, range::gain); }},
            {"brightness", [&](Field field) { field.read(s.distortion.brightness, range::brightness); }},
            {"noise", [&](Field field) { field.read(s.distortion.noise, range::noise); }},
            {"seed", [&](Field field) { field.read(s.distortion.seed, range::seed); }},
            {"jpeg", [&](Field field) { field.read(s.distortion.jpeg, range::jpeg); }},
            {"region", [&](Field field) { read_region(field, s.filter.region); }},
            {"min_size", [&](Field field) { field.read(s.filter.min_size, range::size); }},
            {"max_size", [&](Field field) { field.read(s.filter.max_size.emplace(), range::size); }},
            {"engine", [](Field) {}},
            {"profile", [](Field) {}},
            {"layers", [&](Field field) { field.read(s.detect.layers, range::layers); }},
            {"contrast", [&](Field field) { field.read(s.detect.contrast_threshold, range::contrast); }},
            {"edge", [&](Field field) { field.read(s.detect.edge_threshold, range::edge); }},
            {"sigma", [&](Field field) { field.read(s.detect.sigma, range::sigma); }},
            {"assumed_blur", [&](Field field) { field.read(s.detect.assumed_blur, range::assumed_blur); }},
            {"max_features", [&](Field field) { field.read(s.detect.max_features, range::max_features); }},
            {"upsample", [&](Field field) { field.read(s.detect.upsample); }},
            {"root", [&](Field field) { field.read(s.detect.root); }},
            {"ratio", [&](Field field) { field.read(s.match.ratio, range::ratio); }},
            {"max_distance",
             [&](Field field) {
                 if (field.value.is_null()) return s.match.max_distance.reset();
                 field.read(s.match.max_distance.emplace(), range::max_distance);
             }},
            {"mutual", [&](Field field) { field.read(s.match.mutual); }},
            {"tolerance", [&](Field field) { field.read(s.tolerance, range::tolerance); }},
            {"threads", [&](Field field) { field.read(s.threads, range::threads); }},
        });
    return s;
}

}  // namespace siftscope
