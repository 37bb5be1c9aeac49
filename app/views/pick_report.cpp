#include "app/views/pick_report.h"

namespace siftscope {
namespace {

using Json = nlohmann::ordered_json;

Json keypoint_report(const sift::Keypoint& keypoint) {
    return {{"x", keypoint.x},
            {"y", keypoint.y},
            {"size", keypoint.size},
            {"angle", keypoint.angle},
            {"response", keypoint.response},
            {"octave", keypoint.octave},
            {"layer", keypoint.layer}};
}

Json match_numbers(const MatchResult& result, const Pick& pick) {
    const auto index = static_cast<std::size_t>(pick.index);
    const sift::Match& match = result.matches[index];
    Json report{{"kind", "match"},
                {"index", pick.index},
                {"first", keypoint_report(*keypoint_of(result, pick, 0))},
                {"second", keypoint_report(*keypoint_of(result, pick, 1))},
                {"distance", match.distance},
                {"ratio", nullptr},
                {"mutual", match.mutual},
                {"kept", match.kept},
                {"right", nullptr},
                {"error_px", nullptr}};
    if (match.ratio) report["ratio"] = *match.ratio;
    if (result.verdicts) {
        report["right"] = result.verdicts->judgements[index].right;
        report["error_px"] = result.verdicts->judgements[index].error_px;
    }
    return report;
}

}  // namespace

Json pick_report(const MatchResult& result, const Pick& pick) {
    switch (pick.kind) {
        case Pick::Kind::none:
            return nullptr;
        case Pick::Kind::match:
            return match_numbers(result, pick);
        case Pick::Kind::keypoint:
            break;
    }
    return {{"kind", "keypoint"},
            {"index", pick.index},
            {"picture", pick.picture == 0 ? "original" : "rotated"},
            {"visible", pick.visible},
            {"keypoint", keypoint_report(*keypoint_of(result, pick, pick.picture))}};
}

}  // namespace siftscope
