#include "app/model/match_report.h"

#include <optional>

#include <opencv2/core/version.hpp>

#include "app/model/match_sets.h"
#include "app/model/or_null.h"
#include "app/model/reproduce_command.h"
#include "app/model/setting_names.h"
#include "app/model/settings_json.h"
#include "app/model/version.h"

namespace siftscope {
namespace {

using Json = nlohmann::ordered_json;

Json picture_json(const Picture& picture, bool is_file) {
    return {{"path", is_file ? Json(picture.path.string()) : Json(nullptr)},
            {"width", picture.width},
            {"height", picture.height},
            {"sha256", is_file ? Json(picture.sha256) : Json(nullptr)}};
}

Json map_json(const SecondPicture& second) {
    if (!second.rotation) return nullptr;
    const auto& m = second.rotation->rotated_from_source;
    return {{m[0], m[1], m[2]}, {m[3], m[4], m[5]}};
}

Json homography_json(const sift::Homography& map) {
    const auto& m = map.m;
    return {{m[0], m[1], m[2]}, {m[3], m[4], m[5]}, {m[6], m[7], m[8]}};
}

void report_verdicts(Json& report, const MatchResult& result) {
    // Without a truth every one of these is unknown, which is what a default Verdicts must not pretend.
    const auto known = [&](auto value) {
        return result.verdicts ? Json(value(*result.verdicts)) : Json(nullptr);
    };
    report["right"] = known([](const sift::Verdicts& v) { return v.right; });
    report["wrong"] = known([](const sift::Verdicts& v) { return v.wrong; });
    report["precision"] = known([](const sift::Verdicts& v) { return or_null(v.precision); });
    report["recall"] = known([](const sift::Verdicts& v) { return or_null(v.recall); });
    report["repeatability"] = or_null(result.repeatability);
    report["mean_residual_px"] = known([](const sift::Verdicts& v) {
        return v.mean_residual_x_px && v.mean_residual_y_px
                   ? Json::array({*v.mean_residual_x_px, *v.mean_residual_y_px})
                   : Json(nullptr);
    });
    report["median_error_px"] = known([](const sift::Verdicts& v) { return or_null(v.median_error_px); });
}

Json sets_json(const MatchResult& result) {
    const auto counts = count_match_sets(result);
    if (!counts) return nullptr;
    Json sets;
    for (const auto& [name, set] : match_set_names) sets[name] = (*counts)[set];
    return sets;
}

void add_estimate(Json& report, const MatchResult& result) {
    const auto& estimate = result.estimate;
    report["angle_estimated"] = estimate ? Json(estimate->angle) : Json(nullptr);
    report["angle_error"] = or_null(result.angle_error);
    report["angle_uncertainty"] = estimate ? Json(estimate->uncertainty) : Json(nullptr);
    report["scale_estimated"] = estimate ? Json(estimate->scale) : Json(nullptr);
    report["inliers"] = estimate ? Json(estimate->inliers) : Json(nullptr);
}

}  // namespace

Json match_report(const MatchResult& result, const std::string& command) {
    const Settings& settings = result.settings;
    const MatchSide& side_1 = *result.side_1;
    const MatchSide& side_2 = *result.side_2;
    const bool two_files = !result.second->rotation;

    Json report;
    report["version"] = version;
    report["opencv_version"] = CV_VERSION;
    report["command"] = command.empty() ? reproduce_command(result) : command;
    report["image"] = picture_json(*result.first, true);
    report["image_2"] = picture_json(*result.second->picture, two_files);
    report["angle_true"] = or_null(result.angle_true);
    report["scale_true"] = result.second->rotation ? Json(result.second->rotation->scale) : Json(nullptr);
    report["rotated_from_source"] = map_json(*result.second);
    report["second_from_first"] =
        result.second->truth ? homography_json(*result.second->truth) : Json(nullptr);
    report["engine"] = name_of(settings.engine);
    report["profile"] =
        settings.engine == Engine::siftscope ? Json(name_of(settings.profile)) : Json(nullptr);
    report["settings"] = settings_to_json(settings);
    report["keypoints"] = {side_1.keypoints.size(), side_2.keypoints.size()};
    report["not_visible"] = {side_1.not_visible.size(), side_2.not_visible.size()};
    report["putative"] = result.matches.size();
    report["kept"] = result.kept;
    report_verdicts(report, result);
    report["sets"] = sets_json(result);
    add_estimate(report, result);
    const auto& homography = result.homography;
    report["homography_estimated"] =
        homography ? homography_json(homography->second_from_first) : Json(nullptr);
    report["homography_inliers"] = homography ? Json(homography->inliers) : Json(nullptr);
    const Timings& time = result.timings;
    report["timings_ms"] = {{"load", time.load},         {"rotate", time.rotate},
                            {"detect_1", time.detect_1}, {"detect_2", time.detect_2},
                            {"match", time.match},       {"estimate", time.estimate}};
    report["reason"] = result.reason.empty() ? Json(nullptr) : Json(result.reason);
    return report;
}

std::string json_text(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace siftscope
