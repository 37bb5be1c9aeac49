#include "app/model/compare_report.h"

#include "app/model/compare_words.h"
#include "app/model/or_null.h"

namespace siftscope {
namespace {

using Json = nlohmann::ordered_json;

Json place_json(const sift::Keypoint* keypoint) {
    if (keypoint == nullptr) return nullptr;
    return {keypoint->x, keypoint->y, keypoint->size, keypoint->angle};
}

Json column_json(const ComparedKeypoint& row, CompareColumn column) {
    return or_null(compare_number(row, column));
}

}  // namespace

Json compare_report(const ComparisonTable& table) {
    const ComparedFeatures& compared = *table.compared;
    const AgreementTolerance& tolerance = table.comparison.tolerance;
    Json report;
    report["profile"] = name_of(compared.settings_of(CompareSide::ours).profile);
    report["tolerance"] = {{"position_px", tolerance.pixels},
                           {"size_percent", 100 * tolerance.size},
                           {"angle_deg", tolerance.degrees}};
    report["keypoints"] = {{"opencv", compared.of(CompareSide::opencv).keypoints.size()},
                           {"ours", compared.of(CompareSide::ours).keypoints.size()}};
    for (const auto& named : compare_class_names)
        report["counts"][named.name] = table.comparison.count(named.value);
    report["stages"] = nullptr;
    if (table.reasons_known) {
        for (const auto& named : parting_stage_names) report["stages"][named.name] = 0;
        for (std::size_t i = 0; i < table.partings.size(); ++i)
            if (const auto& parting = table.partings[i];
                parting && table.comparison.rows[i].kind != CompareClass::other) {
                Json& count = report["stages"][name_of(parting->stage)];
                count = count.get<int>() + 1;
            }
    }
    report["offset_px"] = nullptr;
    if (const auto offset = median_offset(compared)) report["offset_px"] = {offset->x, offset->y};
    report["verdict"] = table.verdict;
    return report;
}

Json compare_row_report(const ComparisonTable& table, std::size_t index) {
    const ComparedKeypoint& row = table.comparison.rows[index];
    const bool from_opencv = row.side() == CompareSide::opencv;
    const sift::Keypoint* own = &row.keypoint(*table.compared);
    const sift::Keypoint* other = row.partner(*table.compared);
    Json report;
    report["row"] = index;
    report["class"] = name_of(row.kind);
    report["opencv"] = place_json(from_opencv ? own : other);
    report["ours"] = place_json(from_opencv ? other : own);
    report["position_px"] = column_json(row, CompareColumn::position);
    report["size_percent"] = column_json(row, CompareColumn::size);
    report["angle_deg"] = column_json(row, CompareColumn::angle);
    report["descriptor_distance"] = column_json(row, CompareColumn::descriptor);
    const auto& parting = table.partings[index];
    report["stage"] = parting ? Json(name_of(parting->stage)) : Json(nullptr);
    report["value"] = parting ? or_null(parting->value) : Json(nullptr);
    report["limit"] = parting ? or_null(parting->limit) : Json(nullptr);
    report["told_by"] = parting ? Json(name_of(parting->teller, parting_teller_names)) : Json(nullptr);
    report["why"] = parting ? Json(parting->why) : Json(nullptr);
    return report;
}

std::string compare_summary(const std::string& name, const ComparisonTable& table) {
    return name + ": " + table.verdict + " " + parameter_words(*table.compared) + "\n";
}

}  // namespace siftscope
