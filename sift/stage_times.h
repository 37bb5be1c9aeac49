#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace sift {

/// The stages of detection and description that are timed apart.
enum class Stage {
    blur,      ///< doubling, all layers, and the next octave's picture (Lowe 2004, section 3)
    scan,      ///< differences and extrema (3.1)
    localize,  ///< refinement, contrast and edges (4, 4.1)
    orient,    ///< orientation histograms and their peaks (5)
    describe,  ///< descriptors (6)
};

inline constexpr std::size_t stage_count = 5;

/// Wall time spent in each stage, summed over the threads.
struct StageTimes {
    std::array<std::atomic<std::int64_t>, stage_count> nanoseconds{};

    [[nodiscard]] double milliseconds(Stage stage) const {
        return static_cast<double>(nanoseconds[static_cast<std::size_t>(stage)].load()) * 1e-6;
    }
};

/// Adds the time from its making to its end to a stage; does nothing for no StageTimes.
class StageTimer {
  public:
    StageTimer(StageTimes* times, Stage stage) : times_(times), stage_(stage) {
        if (times_ != nullptr) start_ = Clock::now();
    }
    ~StageTimer() {
        if (times_ == nullptr) return;
        const auto spent = std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - start_);
        times_->nanoseconds[static_cast<std::size_t>(stage_)].fetch_add(spent.count(),
                                                                        std::memory_order_relaxed);
    }
    StageTimer(const StageTimer&) = delete;
    StageTimer& operator=(const StageTimer&) = delete;

  private:
    using Clock = std::chrono::steady_clock;
    StageTimes* times_;
    Stage stage_;
    Clock::time_point start_{};
};

}  // namespace sift
