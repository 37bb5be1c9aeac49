#include "app/files/child_output.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>

#include <spawn.h>

namespace siftscope {
namespace {

/// How long a requested stop may go unnoticed.
constexpr int look_ms = 50;

/// Until the end of the pipe, or of the patience of who waits.
std::string read_all(int pipe_end, const std::stop_token& stop) {
    std::string output;
    std::array<char, 4096> buffer{};
    while (!stop.stop_requested()) {
        pollfd ready{pipe_end, POLLIN, 0};
        if (::poll(&ready, 1, stop.stop_possible() ? look_ms : -1) == 0) continue;
        const ssize_t count = ::read(pipe_end, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        output.append(buffer.data(), static_cast<std::size_t>(count));
    }
    return output;
}

}  // namespace

std::optional<std::string> child_output(const std::string& program, std::vector<std::string> words,
                                        const std::stop_token& stop) {
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);

    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    pid_t child = 0;
    const bool started =
        posix_spawnp(&child, program.c_str(), &actions, nullptr, arguments.data(), environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    std::string output;
    if (started) output = read_all(ends[0], stop);
    ::close(ends[0]);
    if (!started) return std::nullopt;
    if (stop.stop_requested()) ::kill(child, SIGTERM);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return std::nullopt;
    if (stop.stop_requested() || !WIFEXITED(status) || WEXITSTATUS(status) != 0) return std::nullopt;
    return output;
}

}  // namespace siftscope
