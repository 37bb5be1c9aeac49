#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <memory>
#include <stop_token>
#include <vector>

#include "app/model/agreement.h"
#include "app/model/explanation.h"
#include "app/model/settings.h"
#include "sift/image.h"
#include "sift/keypoint.h"
#include "sift/run_options.h"

namespace siftscope {

/// Whose keypoint it is.
enum class CompareSide : std::size_t { opencv, ours };

/// How far a counterpart may lie to be called the nearest, whatever the tolerance: 2 px, half as large again,
/// 20 degrees.
inline constexpr AgreementTolerance nearest_reach{2.0, 0.5, 20.0};

/// The oriented keypoints of one picture by cv::SIFT and by ours. Does not depend on a tolerance, so that one
/// can be changed without detecting again.
struct ComparedFeatures {
    std::array<Settings, 2> settings;  ///< of each CompareSide
    std::array<sift::Features, 2> features;
    /// Counterparts within nearest_reach, one to one, and of the others those at one place with another
    /// angle.
    std::vector<Counterparts> nearest;

    [[nodiscard]] const Settings& settings_of(CompareSide side) const {
        return settings[static_cast<std::size_t>(side)];
    }
    [[nodiscard]] const sift::Features& of(CompareSide side) const {
        return features[static_cast<std::size_t>(side)];
    }
};

/// OpenCV's and ours: the profile of `settings`, whichever its engine is. What was chosen counts for both;
/// what is as usual for the profile is as usual for cv::SIFT there. Throws UserError without upsampling,
/// which cv::SIFT always does.
[[nodiscard]] std::array<Settings, 2> compared_settings(const Settings& settings);

/// Detects in `grey`, levels 0..255, on both sides. Null when a stop was requested.
[[nodiscard]] std::shared_ptr<const ComparedFeatures> compare_features(const sift::Image& grey,
                                                                       const Settings& settings,
                                                                       const std::stop_token& stop = {});

/// Sets `nearest` from the keypoints of both sides.
void pair_nearest(ComparedFeatures& compared);

/// What the other side finds at the place of each keypoint that has no nearest counterpart, by side and index
/// of the keypoint. For cv::SIFT, which tells no reasons, our classic profile answers: it makes every choice
/// as cv::SIFT does.
struct CompareReasons {
    std::array<std::map<std::size_t, Explanation>, 2> there;
};

/// Null when a stop was requested.
[[nodiscard]] std::shared_ptr<const CompareReasons> compare_reasons(const sift::Image& grey,
                                                                    const ComparedFeatures& compared,
                                                                    const sift::RunOptions& run = {});

}  // namespace siftscope
