#include "app/bench/peak_memory.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <iterator>

#include <spawn.h>

#include "app/bench/allocator_condition.h"

namespace siftscope {
namespace {

/// A field of /proc/self/status in bytes, for example "VmHWM:".
std::optional<std::int64_t> status_bytes(const std::string& field) {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;) {
        if (word != field) continue;
        std::int64_t kilobytes = 0;
        if (status >> kilobytes) return kilobytes * 1024;
    }
    return std::nullopt;
}

std::vector<std::string> own_arguments() {
    std::ifstream file("/proc/self/cmdline", std::ios::binary);
    std::vector<std::string> arguments;
    for (std::string argument; std::getline(file, argument, '\0');) arguments.push_back(argument);
    return arguments;
}

}  // namespace

std::optional<std::int64_t> peak_bytes_of(const std::function<void()>& work) {
    give_back_free_memory();
    // "5" resets the highest resident size to the present one.
    std::ofstream("/proc/self/clear_refs") << "5" << std::flush;
    const std::optional<std::int64_t> before = status_bytes("VmRSS:");
    work();
    const std::optional<std::int64_t> peak = status_bytes("VmHWM:");
    if (!before || !peak) return std::nullopt;
    return *peak - *before;
}

std::optional<std::string> output_of_child(const std::vector<std::string>& more) {
    std::vector<std::string> arguments = own_arguments();
    arguments.insert(arguments.end(), more.begin(), more.end());
    std::vector<char*> words;
    for (std::string& argument : arguments) words.push_back(argument.data());
    words.push_back(nullptr);

    std::array<int, 2> pipe_ends{};
    if (pipe(pipe_ends.data()) != 0) return std::nullopt;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, pipe_ends[0]);
    posix_spawn_file_actions_addclose(&actions, pipe_ends[1]);
    pid_t child = 0;
    const int failed = posix_spawn(&child, "/proc/self/exe", &actions, nullptr, words.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(pipe_ends[1]);
    std::string output;
    std::array<char, 4096> buffer{};
    ssize_t count = 0;
    while (failed == 0 && (count = read(pipe_ends[0], buffer.data(), buffer.size())) > 0)
        output.append(buffer.data(), static_cast<std::size_t>(count));
    close(pipe_ends[0]);
    int status = 0;
    if (failed != 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return std::nullopt;
    return output;
}

}  // namespace siftscope
