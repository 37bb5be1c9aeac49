#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include <nlohmann/json.hpp>

#include "app/model/agreement.h"
#include "app/model/compared_features.h"
#include "app/model/picture.h"

namespace siftscope {

/// `PX,PERCENT,DEGREES` of `--within`, all above 0. Throws UserError naming the option and what was given.
[[nodiscard]] AgreementTolerance parse_tolerance(const std::string& text, const std::string& option);

/// Keypoint by keypoint, what cv::SIFT and ours make of each picture: what the window's compare screen shows,
/// collected for `validate --differences`.
class DifferenceCollector {
  public:
    /// `tolerance`: empty for the usual one of the profile.
    explicit DifferenceCollector(std::optional<AgreementTolerance> tolerance) : tolerance_(tolerance) {}

    /// Does nothing when a stop was requested.
    void add(const std::string& path, const Picture& picture,
             std::shared_ptr<const ComparedFeatures> compared, int threads, const std::stop_token& stop);

    [[nodiscard]] std::string csv() const;
    /// Of each picture "path" and what compare_report says.
    [[nodiscard]] const nlohmann::ordered_json& report() const { return report_; }
    /// A line of verdict for each picture.
    [[nodiscard]] const std::string& summary() const { return summary_; }

  private:
    std::optional<AgreementTolerance> tolerance_;
    std::string rows_;
    nlohmann::ordered_json report_ = nlohmann::ordered_json::array();
    std::string summary_;
};

}  // namespace siftscope
