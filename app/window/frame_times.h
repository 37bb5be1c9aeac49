#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include <nlohmann/json.hpp>

namespace siftscope {

/// How immediate the window feels: how long frames take, how soon an edit shows, and how often matches
/// follow. Times are seconds of any clock.
class FrameTimes {
  public:
    /// A frame took so long, from its beginning until it was shown.
    void add_frame(double seconds);

    /// What the frame that was just shown shows: whether settings were edited before it, and whether its
    /// rotated picture and its matches are those of the settings. `result` tells one match result from
    /// another.
    void follow(double now_s, bool edited, bool exact_picture, bool exact_matches, const void* result);

    /// Forgets everything so far.
    void restart(double now_s);

    /// {"count", "median", "p99", "worst"}: of the last 5000 frames, milliseconds.
    [[nodiscard]] nlohmann::ordered_json frame_ms() const;
    /// {"picture", "matches"}: from the last edit until both were exact, milliseconds, null before that;
    /// {"results", "seconds"}: match results shown, and since when.
    [[nodiscard]] nlohmann::ordered_json update_ms(double now_s) const;

  private:
    std::vector<double> frames_s_;  ///< a ring once it is full
    std::size_t next_ = 0;
    double edited_s_ = 0;
    bool waits_for_picture_ = false;
    bool waits_for_matches_ = false;
    std::optional<double> picture_s_;
    std::optional<double> matches_s_;
    const void* result_ = nullptr;  ///< shown last
    std::size_t results_ = 0;
    double since_s_ = 0;
};

}  // namespace siftscope
