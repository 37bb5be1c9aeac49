#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/model/picture.h"
#include "app/model/settings.h"
#include "sift/geometry/estimate_homography.h"
#include "sift/geometry/estimate_rotation.h"
#include "sift/geometry/homography.h"
#include "sift/geometry/judge.h"
#include "sift/geometry/rotation.h"
#include "sift/keypoint.h"
#include "sift/match.h"

namespace siftscope {

/// The second picture: the first one rotated, or another file.
struct SecondPicture {
    std::optional<sift::Rotation> rotation;  ///< set when it is the first picture rotated
    std::optional<sift::Homography> truth;   ///< second_from_first, when known
    std::shared_ptr<const Picture> picture;  ///< path empty when it is a rotation
};

/// The keypoints of one picture, divided by visibility in both.
struct MatchSide {
    std::vector<sift::Keypoint> keypoints;  ///< visible in both pictures: these are matched and counted
    std::vector<sift::Descriptor> descriptors;
    std::vector<sift::Keypoint> not_visible;  ///< drawn faded, counted apart
};

/// Wall time of each stage, milliseconds. A stage answered from the cache keeps the time that it once took.
struct Timings {
    double load = 0;
    double rotate = 0;
    double detect_1 = 0;
    double detect_2 = 0;
    double match = 0;
    double estimate = 0;
};

/// All that a match yields: a function of the pictures and the settings. Never changed once made.
struct MatchResult {
    Settings settings;
    std::shared_ptr<const Picture> first;
    std::shared_ptr<const SecondPicture> second;
    std::shared_ptr<const MatchSide> side_1;
    std::shared_ptr<const MatchSide> side_2;
    std::vector<sift::Match> matches;  ///< one for each visible keypoint of the first; indices into the sides
    std::size_t kept = 0;
    std::optional<sift::Verdicts> verdicts;  ///< one judgement for each match; empty when no truth is known
    std::optional<double> repeatability;
    std::optional<sift::RotationEstimate> estimate;
    /// What the kept matches of two pictures agree on whose true map is not known: nothing of right or wrong.
    std::optional<sift::HomographyEstimate> homography;
    std::optional<double>
        angle_true;  ///< of a rotation, degrees as asked for; of a homography, at the centre
    std::optional<double> angle_error;  ///< estimate - truth, degrees in [-180, 180)
    Timings timings;
    /// Why there is nothing to see, in one sentence, when there are no keypoints or too few matches; else
    /// empty.
    std::string reason;
};

}  // namespace siftscope
