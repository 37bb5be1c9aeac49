#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/model/match_result.h"
#include "app/model/setting_names.h"
#include "app/model/settings.h"

namespace siftscope {

/// How the engine and profile of `settings` are called in a sweep: "siftscope-classic", "opencv", ...
[[nodiscard]] std::string engine_label(const Settings& settings);

/// Which engines a sweep compares; all: both profiles of ours and OpenCV's.
enum class SweepEngines { siftscope, opencv, both, all };

inline constexpr std::array<Named<SweepEngines>, 4> sweep_engines_names{
    {{"siftscope", SweepEngines::siftscope},
     {"opencv", SweepEngines::opencv},
     {"both", SweepEngines::both},
     {"all", SweepEngines::all}}};

/// The settings of each of these engines, ours first, each with the parameters that `settings` chose for it;
/// `settings` may be those of either engine, the sweep is the same.
[[nodiscard]] std::vector<Settings> settings_of(SweepEngines engines, const Settings& settings);

/// What is measured: each image by each engine at each angle. Rows are numbered in this order: by image, then
/// engine, then angle.
struct SweepPlan {
    std::vector<std::string> images;  ///< as named by the user
    std::vector<Settings> engines;    ///< settings of each engine; their angle is not used
    std::vector<double> angles;       ///< degrees

    [[nodiscard]] std::size_t row_count() const { return images.size() * engines.size() * angles.size(); }
    [[nodiscard]] std::size_t row_of(std::size_t image, std::size_t engine, std::size_t angle) const {
        return (image * engines.size() + engine) * angles.size() + angle;
    }
};

/// The figures of one match of an image with itself turned. Empty values stand for 0/0 or "not estimated".
struct SweepRow {
    std::string image;
    std::string engine;
    double angle = 0;             ///< degrees, as asked for
    std::size_t keypoints_1 = 0;  ///< visible in both pictures
    std::size_t keypoints_2 = 0;
    std::size_t putative = 0;
    std::size_t kept = 0;
    std::size_t right = 0;
    std::optional<double> precision;
    std::optional<double> recall;
    std::optional<double> repeatability;
    std::optional<double> median_error_px;
    std::optional<double> angle_estimated;    ///< degrees in [0, 360)
    std::optional<double> angle_error;        ///< degrees in [-180, 180)
    std::optional<double> angle_uncertainty;  ///< one standard deviation, degrees

    friend bool operator==(const SweepRow&, const SweepRow&) = default;
};

/// The row of a match that was judged: `result` has a known truth.
[[nodiscard]] SweepRow sweep_row(const std::string& image, const MatchResult& result);

/// The match of `picture` with `turned`, which is it rotated by settings.angle, from the features of both by
/// the same settings. The numbers are those of MatchPipeline. Empty when a stop was requested.
[[nodiscard]] std::optional<MatchResult> match_features(std::shared_ptr<const Picture> picture,
                                                        const sift::Features& original,
                                                        std::shared_ptr<const SecondPicture> turned,
                                                        const sift::Features& features,
                                                        const Settings& settings, std::stop_token stop = {});

}  // namespace siftscope
