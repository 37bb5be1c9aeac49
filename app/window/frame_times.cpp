#include "app/window/frame_times.h"

#include <algorithm>

#include "sift/quantile.h"

namespace siftscope {
namespace {

constexpr std::size_t most_frames = 5000;

nlohmann::ordered_json milliseconds_or_null(std::optional<double> seconds) {
    return seconds ? nlohmann::ordered_json(*seconds * 1000) : nlohmann::ordered_json(nullptr);
}

}  // namespace

void FrameTimes::add_frame(double seconds) {
    if (frames_s_.size() < most_frames) {
        frames_s_.push_back(seconds);
        return;
    }
    frames_s_[next_] = seconds;
    next_ = (next_ + 1) % most_frames;
}

void FrameTimes::follow(double now_s, bool edited, bool exact_picture, bool exact_matches,
                        const void* result) {
    if (edited) {
        edited_s_ = now_s;
        waits_for_picture_ = waits_for_matches_ = true;
        picture_s_.reset();
        matches_s_.reset();
    }
    if (waits_for_picture_ && exact_picture) {
        picture_s_ = now_s - edited_s_;
        waits_for_picture_ = false;
    }
    if (waits_for_matches_ && exact_matches) {
        matches_s_ = now_s - edited_s_;
        waits_for_matches_ = false;
    }
    if (result == nullptr || result == result_) return;
    ++results_;
    result_ = result;
}

void FrameTimes::restart(double now_s) {
    const void* shown = result_;
    *this = {};
    result_ = shown;
    since_s_ = now_s;
}

nlohmann::ordered_json FrameTimes::frame_ms() const {
    nlohmann::ordered_json report{
        {"count", frames_s_.size()}, {"median", nullptr}, {"p99", nullptr}, {"worst", nullptr}};
    if (frames_s_.empty()) return report;
    report["median"] = 1000 * sift::median(frames_s_);
    report["p99"] = 1000 * sift::quantile(frames_s_, 0.99);
    report["worst"] = 1000 * *std::max_element(frames_s_.begin(), frames_s_.end());
    return report;
}

nlohmann::ordered_json FrameTimes::update_ms(double now_s) const {
    return {{"picture", milliseconds_or_null(picture_s_)},
            {"matches", milliseconds_or_null(matches_s_)},
            {"results", results_},
            {"seconds", now_s - since_s_}};
}

}  // namespace siftscope
