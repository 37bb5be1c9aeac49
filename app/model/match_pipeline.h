#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

#include "app/model/match_result.h"

namespace siftscope {

/// What is matched: a picture with itself rotated, or with another one.
struct MatchInput {
    std::shared_ptr<const Picture> first;
    std::shared_ptr<const Picture> other;   ///< null: the first one rotated by settings.angle
    std::optional<sift::Homography> truth;  ///< other_from_first, when known; only with `other`
    double load_ms = 0;                     ///< time that reading the files took, for the report
};

/// Runs the stages rotate -> detect -> match -> filter -> judge -> estimate and keeps the last result of
/// each, so that only what a change touches is computed again: the ratio detects nothing, the angle leaves
/// the original alone. Not for use by two threads at once.
class MatchPipeline {
  public:
    MatchPipeline();
    ~MatchPipeline();
    MatchPipeline(const MatchPipeline&) = delete;
    MatchPipeline& operator=(const MatchPipeline&) = delete;

    /// Called as soon as the second picture is made, while detection goes on: the window shows it at once.
    using SecondPictureReady = std::function<void(std::shared_ptr<const SecondPicture>)>;

    /// Null when a stop was requested. Throws std::invalid_argument for settings out of range.
    [[nodiscard]] std::shared_ptr<const MatchResult> run(const MatchInput& input, const Settings& settings,
                                                         std::stop_token stop = {},
                                                         const SecondPictureReady& second_picture_ready = {});

    /// The keypoints of both pictures are kept from the last run: run() would only match or filter anew.
    [[nodiscard]] bool has_detected(const MatchInput& input, const Settings& settings) const;

  private:
    struct Cache;
    std::unique_ptr<Cache> cache_;
};

}  // namespace siftscope
