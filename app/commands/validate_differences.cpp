#include "app/commands/validate_differences.h"

#include <filesystem>
#include <utility>
#include <vector>

#include "app/commands/typed_options.h"
#include "app/files/write_differences.h"
#include "app/model/compare_report.h"
#include "app/model/compare_table.h"

namespace siftscope {

AgreementTolerance parse_tolerance(const std::string& text, const std::string& option) {
    constexpr Range tolerance{0, range::infinity, true,
                              "PX,PERCENT,DEGREES: how far apart the same keypoint may lie, three numbers "
                              "above 0, such as 0.1,1,0.5"};
    const std::vector<std::string> parts = split(text, ',');
    if (parts.size() != 3)
        throw UserError(option + " is " + shown(text) + ", but must be " + tolerance.words);
    return {parse_number(parts[0], option, tolerance), parse_number(parts[1], option, tolerance) / 100,
            parse_number(parts[2], option, tolerance)};
}

void DifferenceCollector::add(const std::string& path, const Picture& picture,
                              std::shared_ptr<const ComparedFeatures> compared, int threads,
                              const std::stop_token& stop) {
    const auto reasons = compare_reasons(picture.grey, *compared, {threads, stop});
    if (reasons == nullptr) return;
    const Profile profile = compared->settings_of(CompareSide::ours).profile;
    const ComparisonTable table =
        comparison_table(std::move(compared), reasons.get(), tolerance_.value_or(usual_tolerance(profile)));
    rows_ += differences_csv(path, table);
    nlohmann::ordered_json report{{"path", path}};
    report.update(compare_report(table));
    report_.push_back(std::move(report));
    summary_ += compare_summary(std::filesystem::path(path).filename().string(), table);
}

std::string DifferenceCollector::csv() const {
    return differences_header() + rows_;
}

}  // namespace siftscope
