#include "app/model/explain_report.h"

#include <cmath>

#include "app/model/or_null.h"
#include "app/model/verdict_names.h"

namespace siftscope {
namespace {

using Json = nlohmann::ordered_json;

constexpr double stands_for_infinite = 1e9;

std::vector<double> folded(const std::vector<double>& bins) {
    if (bins.size() <= 72) return bins;
    const std::size_t n = bins.size();
    std::vector<double> half(n / 2);
    for (std::size_t k = 0; k < half.size(); ++k)
        half[k] = bins[2 * k] + (bins[(2 * k + n - 1) % n] + bins[2 * k + 1]) / 2;
    return half;
}

Json remedy_json(const std::optional<Remedy>& remedy) {
    if (!remedy) return nullptr;
    Json json = Json::object();
    if (remedy->contrast) json["contrast"] = *remedy->contrast;
    if (remedy->edge) json["edge"] = *remedy->edge;
    if (remedy->max_features) json["max_features"] = *remedy->max_features;
    return json;
}

}  // namespace

Json explain_report(const Explanation& story) {
    Json report;
    report["at"] = {story.asked.at.x, story.asked.at.y};
    report["verdict"] = name_of(story.verdict);
    report["why"] = story.why;
    report["octave"] = story.sample ? Json(story.sample->octave) : Json(nullptr);
    report["layer"] = story.sample ? Json(story.sample->layer) : Json(nullptr);
    report["neighbourhood"] = or_null(story.neighbourhood);
    report["offset"] = or_null(story.offset);
    report["contrast"] = or_null(story.contrast);
    report["contrast_threshold"] = story.contrast ? Json(story.contrast_threshold()) : Json(nullptr);
    report["edge_ratio"] = nullptr;
    if (story.edge_ratio)
        report["edge_ratio"] = std::isfinite(*story.edge_ratio) ? *story.edge_ratio : stands_for_infinite;
    report["edge_limit"] = story.edge_ratio ? Json(story.params.edge_threshold) : Json(nullptr);
    report["orientation_histogram"] = nullptr;
    report["orientations"] = nullptr;
    report["descriptor"] = nullptr;
    report["x"] = story.sample ? Json(story.place.x) : Json(nullptr);
    report["y"] = story.sample ? Json(story.place.y) : Json(nullptr);
    report["size"] = story.sample ? Json(story.size) : Json(nullptr);
    report["steps"] = story.offset ? Json(story.sample->steps) : Json(nullptr);
    report["kept"] = story.kept;
    report["remedy"] = remedy_json(story.remedy);
    report["chosen"] = nullptr;
    report["orientation_bins"] = nullptr;
    report["descriptors"] = nullptr;
    if (story.keypoints.empty()) return report;
    report["orientation_histogram"] = folded(story.orientation_bins);
    report["orientations"] = Json::array();
    for (const sift::Keypoint& keypoint : story.keypoints) report["orientations"].push_back(keypoint.angle);
    report["descriptor"] = story.descriptors[story.chosen];
    report["chosen"] = story.chosen;
    report["orientation_bins"] = story.orientation_bins;
    report["descriptors"] = story.descriptors;
    return report;
}

}  // namespace siftscope
