#include "app/commands/interrupt.h"

#include <pthread.h>

#include <cstdlib>

namespace siftscope {

InterruptWatcher::InterruptWatcher() {
    sigemptyset(&watched_);
    for (const int number : {SIGINT, SIGTERM}) {
        struct sigaction now {};
        if (sigaction(number, nullptr, &now) == 0 && now.sa_handler != SIG_IGN) sigaddset(&watched_, number);
    }
    sigaddset(&watched_, SIGUSR2);  // wakes the thread when the watch ends
    pthread_sigmask(SIG_BLOCK, &watched_, &mask_before_);
    thread_ = std::thread([this] { wait_for_signals(); });
}

InterruptWatcher::~InterruptWatcher() {
    ending_ = true;
    pthread_kill(thread_.native_handle(), SIGUSR2);
    thread_.join();
    pthread_sigmask(SIG_SETMASK, &mask_before_, nullptr);
}

void InterruptWatcher::wait_for_signals() {
    for (;;) {
        int number = 0;
        if (sigwait(&watched_, &number) != 0) return;
        if (ending_) return;
        if (number == SIGUSR2) continue;
        if (signal_ != 0) std::_Exit(128 + number);
        signal_ = number;
        source_.request_stop();
    }
}

}  // namespace siftscope
