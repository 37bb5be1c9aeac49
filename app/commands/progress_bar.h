#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace siftscope {

/// One line on standard error that tells how far long work has come and how long it will still take at the
/// pace so far, when that is a terminal; nothing at all when it is not. Cleared at the end, so that it never
/// mixes with what is printed afterwards.
class ProgressBar {
  public:
    explicit ProgressBar(std::size_t steps);
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    /// `done` of the steps are finished; `what` is at work now.
    void show(std::size_t done, const std::string& what);
    void clear();

  private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    std::size_t steps_;
    bool terminal_;
};

}  // namespace siftscope
