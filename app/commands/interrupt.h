#pragma once

#include <array>
#include <atomic>
#include <csignal>
#include <stop_token>
#include <thread>

namespace siftscope {

/// While one exists, Ctrl+C (SIGINT) and SIGTERM request a stop instead of ending the process; a second
/// signal, half a second later or more, ends it at once. A signal that the process was started to ignore
/// stays ignored. One at a time.
///
/// The handler only writes the signal's number into a pipe, and a thread that reads it requests the stop.
/// (Blocking the signals and waiting for them would not do: libraries that OpenCV brings along start threads
/// before main, and those would take the signal by its default.)
class InterruptWatcher {
  public:
    /// Without a pipe or a thread to be had the signals keep their default.
    InterruptWatcher();
    ~InterruptWatcher();
    InterruptWatcher(const InterruptWatcher&) = delete;
    InterruptWatcher& operator=(const InterruptWatcher&) = delete;

    [[nodiscard]] std::stop_token token() const { return source_.get_token(); }
    /// The signal that arrived, or 0.
    [[nodiscard]] int signal() const { return signal_; }

  private:
    void read_signals();

    static constexpr std::array<int, 2> watched{SIGINT, SIGTERM};

    std::stop_source source_;
    std::atomic<int> signal_ = 0;
    std::array<int, 2> pipe_{-1, -1};  // read end, write end
    std::array<struct sigaction, 2> before_{};
    std::thread thread_;
};

}  // namespace siftscope
