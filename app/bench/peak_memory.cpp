#include "app/bench/peak_memory.h"

#include <fstream>
#include <utility>

#include "app/bench/allocator_condition.h"
#include "app/files/child_output.h"

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
    return child_output("/proc/self/exe", std::move(arguments));
}

}  // namespace siftscope
