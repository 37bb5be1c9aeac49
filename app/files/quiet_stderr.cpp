#include "app/files/quiet_stderr.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <mutex>
#include <utility>

namespace siftscope {
namespace {

std::mutex guard;
int lives = 0;
int kept = -1;  // the real standard error meanwhile

}  // namespace

QuietStderr::QuietStderr() {
    const std::lock_guard lock(guard);
    if (lives++ > 0) return;
    std::fflush(stderr);
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere < 0) return;
    kept = ::fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (kept >= 0) ::dup2(nowhere, STDERR_FILENO);
    ::close(nowhere);
}

QuietStderr::~QuietStderr() {
    const std::lock_guard lock(guard);
    if (--lives > 0 || kept < 0) return;
    std::fflush(stderr);
    ::dup2(kept, STDERR_FILENO);
    ::close(std::exchange(kept, -1));
}

}  // namespace siftscope
