#pragma once

#include <atomic>
#include <csignal>
#include <stop_token>
#include <thread>

namespace siftscope {

/// While one exists, Ctrl+C (SIGINT) and SIGTERM request a stop instead of ending the process; a second
/// signal ends it at once. A signal that the process was started to ignore stays ignored.
///
/// The signals are blocked and one thread waits for them, so nothing runs inside a signal handler. Make it
/// before any other thread is started: they inherit the mask.
class InterruptWatcher {
  public:
    InterruptWatcher();
    ~InterruptWatcher();
    InterruptWatcher(const InterruptWatcher&) = delete;
    InterruptWatcher& operator=(const InterruptWatcher&) = delete;

    [[nodiscard]] std::stop_token token() const { return source_.get_token(); }
    /// The signal that arrived, or 0.
    [[nodiscard]] int signal() const { return signal_; }

  private:
    void wait_for_signals();

    std::stop_source source_;
    std::atomic<int> signal_ = 0;
    std::atomic<bool> ending_ = false;
    sigset_t watched_{};
    sigset_t mask_before_{};
    std::thread thread_;
};

}  // namespace siftscope
