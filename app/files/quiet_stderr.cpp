#include "app/files/quiet_stderr.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <mutex>
#include <utility>

namespace siftscope {
namespace {

std::mutex guard;
int lives = 0;
int real_stderr = -1;  // while the other one is quiet

}  // namespace

QuietStderr::QuietStderr() {
    const std::lock_guard lock(guard);
    if (lives++ > 0) return;
    std::fflush(stderr);
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere < 0) return;
    real_stderr = ::fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (real_stderr >= 0) ::dup2(nowhere, STDERR_FILENO);
    ::close(nowhere);
}

QuietStderr::~QuietStderr() {
    const std::lock_guard lock(guard);
    if (--lives > 0 || real_stderr < 0) return;
    std::fflush(stderr);
    ::dup2(real_stderr, STDERR_FILENO);
    ::close(std::exchange(real_stderr, -1));
}

void write_to_stderr(const std::string& text) {
    const std::lock_guard lock(guard);
    std::fflush(stderr);
    const int file = real_stderr >= 0 ? real_stderr : STDERR_FILENO;
    for (std::size_t begin = 0; begin < text.size();) {
        const ssize_t written = ::write(file, text.data() + begin, text.size() - begin);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;
        begin += static_cast<std::size_t>(written);
    }
}

}  // namespace siftscope
