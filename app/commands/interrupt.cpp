#include "app/commands/interrupt.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdlib>

namespace siftscope {
namespace {

// What the handler may use: a plain number that is set before the handler is.
volatile std::sig_atomic_t pipe_to_watcher = -1;

extern "C" void report_signal(int number) {
    const int errno_before = errno;
    const auto byte = static_cast<unsigned char>(number);
    if (write(pipe_to_watcher, &byte, 1) != 1) std::_Exit(128 + number);
    errno = errno_before;
}

}  // namespace

InterruptWatcher::InterruptWatcher() {
    if (pipe2(pipe_.data(), O_CLOEXEC) != 0) return;
    pipe_to_watcher = pipe_[1];
    thread_ = std::thread([this] { read_signals(); });
    for (std::size_t i = 0; i < watched.size(); ++i) {
        sigaction(watched[i], nullptr, &before_[i]);
        if (before_[i].sa_handler == SIG_IGN) continue;
        struct sigaction action {};
        action.sa_handler = report_signal;
        action.sa_flags = SA_RESTART;
        sigemptyset(&action.sa_mask);
        sigaction(watched[i], &action, nullptr);
    }
}

InterruptWatcher::~InterruptWatcher() {
    if (pipe_[0] == -1) return;
    for (std::size_t i = 0; i < watched.size(); ++i) sigaction(watched[i], &before_[i], nullptr);
    close(pipe_[1]);  // the thread reads the end of the pipe
    thread_.join();
    close(pipe_[0]);
}

void InterruptWatcher::read_signals() {
    using namespace std::chrono_literals;
    // timeout, GNU parallel and batch systems signal a process and its group: that is one request, not two.
    constexpr auto echo = 500ms;
    std::chrono::steady_clock::time_point first_signal;
    for (;;) {
        unsigned char number = 0;
        const ssize_t count = read(pipe_[0], &number, 1);
        if (count < 0 && errno == EINTR) continue;
        if (count != 1) return;
        const auto now = std::chrono::steady_clock::now();
        if (signal_ != 0 && now - first_signal < echo) continue;
        if (signal_ != 0) std::_Exit(128 + number);
        first_signal = now;
        signal_ = number;
        source_.request_stop();
    }
}

}  // namespace siftscope
