#pragma once

#include <chrono>
#include <thread>

/// Waits for `condition`; what hangs fails the test instead of blocking it.
template <class Condition>
bool soon(Condition condition) {
    const auto limit = std::chrono::steady_clock::now() + std::chrono::minutes(3);
    while (!condition()) {
        if (std::chrono::steady_clock::now() > limit) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return true;
}
