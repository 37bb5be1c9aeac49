#pragma once

#include "app/model/distortion.h"
#include "app/model/keypoint_filter.h"
#include "sift/geometry/rotate_image.h"
#include "sift/geometry/rotation.h"
#include "sift/match.h"
#include "sift/params.h"

namespace siftscope {

/// Whose SIFT does the work.
enum class Engine {
    siftscope,  ///< ours
    opencv,     ///< cv::SIFT, the reference
};

/// A named set of choices for our SIFT: precise or classic.
using sift::Profile;

/// The profile that is used when none is named.
inline constexpr Profile default_profile = Profile::precise;

/// What detection begins with: the defaults of `profile`, or those of cv::SIFT itself.
[[nodiscard]] sift::DetectParams usual_detection(Engine engine, Profile profile);

/// Everything that decides a match result besides the pictures: one plain value. The same settings and
/// pictures give the same numbers in the window and on the command line.
struct Settings {
    double angle = 30.0;  ///< degrees, positive = counter-clockwise on screen
    sift::Canvas canvas = sift::Canvas::grow;
    sift::Interpolation interpolation = sift::Interpolation::spline;
    Distortion distortion{};

    Engine engine = Engine::siftscope;
    Profile profile = default_profile;
    sift::DetectParams detect = usual_detection(Engine::siftscope, default_profile);

    KeypointFilter filter{};
    sift::MatchParams match{};
    double tolerance = 3.0;  ///< a kept match within this many pixels of the truth is right

    int threads = 0;  ///< 0 = all; never changes a result

    friend bool operator==(const Settings&, const Settings&) = default;

    /// These settings with another engine or profile: what was as usual for the old ones becomes what is
    /// usual for the new ones, what was chosen stays.
    [[nodiscard]] Settings with(Engine new_engine, Profile new_profile) const;

    /// How a picture of this size is turned and scaled.
    [[nodiscard]] sift::Rotation rotation_of(int width, int height) const {
        return sift::rotation_about_centre(width, height, angle, canvas, distortion.scale);
    }

    /// Throws std::invalid_argument with one sentence that names the setting, its value and its range.
    void validate() const;
};

}  // namespace siftscope
