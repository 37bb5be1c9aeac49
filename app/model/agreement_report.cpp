#include "app/model/agreement_report.h"

#include <filesystem>

#include "app/model/aligned_table.h"
#include "app/model/format_number.h"
#include "app/model/or_null.h"

namespace siftscope {
namespace {

using Json = nlohmann::ordered_json;
using Row = TableRow;

std::string thousandths(const std::optional<double>& share) {
    return per_cent_or(share, 3, "-");
}

Row row_of(const Agreement& picture) {
    return {std::filesystem::path(picture.path).filename().string(),
            std::to_string(picture.reference),
            std::to_string(picture.ours),
            thousandths(picture.found),
            thousandths(picture.extra),
            fixed_or(picture.median_position_error_px, 5, "-"),
            fixed_or(picture.p99_position_error_px, 5, "-"),
            fixed_or(picture.median_angle_error_deg, 5, "-"),
            fixed_or(picture.median_descriptor_cosine, 5, "-"),
            fixed_or(picture.p01_descriptor_cosine, 5, "-")};
}

}  // namespace

Json agreement_report(const std::vector<Agreement>& pictures, const std::vector<std::string>& failed) {
    Json images = Json::array();
    for (const Agreement& picture : pictures)
        images.push_back({{"path", picture.path},
                          {"opencv_keypoints", picture.reference},
                          {"our_keypoints", picture.ours},
                          {"found", or_null(picture.found)},
                          {"extra", or_null(picture.extra)},
                          {"median_position_error_px", or_null(picture.median_position_error_px)},
                          {"p99_position_error_px", or_null(picture.p99_position_error_px)},
                          {"median_angle_error_deg", or_null(picture.median_angle_error_deg)},
                          {"median_descriptor_cosine", or_null(picture.median_descriptor_cosine)},
                          {"p01_descriptor_cosine", or_null(picture.p01_descriptor_cosine)}});
    const AgreementTotal total = total_of(pictures);
    return {{"images", images},
            {"found", or_null(total.found)},
            {"extra", or_null(total.extra)},
            {"pass", total.pass},
            {"failed", failed}};
}

std::string agreement_table(const std::vector<Agreement>& pictures) {
    std::vector<Row> rows{
        {"", "cv::SIFT", "ours", "found", "extra", "position px", "", "angle deg", "descriptor cosine", ""},
        {"", "", "", "", "", "median", "99 %", "median", "median", "1 %"}};
    for (const Agreement& picture : pictures) rows.push_back(row_of(picture));
    const AgreementTotal total = total_of(pictures);
    if (pictures.size() > 1)
        rows.push_back({"all", std::to_string(total.reference), std::to_string(total.ours),
                        thousandths(total.found), thousandths(total.extra), "", "", "", "", ""});
    return aligned_table(rows) + (total.pass ? "pass" : "FAIL") +
           ": found must be at least 99.9 %, extra at most 0.1 % (same: within 0.1 px, 1 % in size, 0.5 "
           "degrees)\n";
}

}  // namespace siftscope
