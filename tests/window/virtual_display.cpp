#include "tests/window/virtual_display.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <system_error>

namespace fs = std::filesystem;

bool installed(const std::string& program) {
    const char* path = std::getenv("PATH");
    std::istringstream folders(path == nullptr ? "" : path);
    for (std::string folder; std::getline(folders, folder, ':');) {
        std::error_code ignored;
        if (fs::exists(fs::path(folder) / program, ignored)) return true;
    }
    return false;
}

bool VirtualDisplay::available() {
    return installed("Xvfb");
}

VirtualDisplay::VirtualDisplay(int width, int height) {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) return;
    ::fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    const std::string screen = std::to_string(width) + "x" + std::to_string(height) + "x24";
    // -noreset: without it the server forgets its properties, and at times a window, when the last client
    // goes.
    server_ = std::make_unique<ChildProcess>(
        std::vector<std::string>{"Xvfb", "-displayfd", std::to_string(ends[1]), "-screen", "0", screen,
                                 "-noreset", "-nolisten", "tcp"});
    ::close(ends[1]);
    // The server writes the number of its display once it takes clients.
    pollfd readable{ends[0], POLLIN, 0};
    std::string number;
    while (::poll(&readable, 1, 60000) > 0) {
        char c = 0;
        if (::read(ends[0], &c, 1) != 1 || c == '\n') break;
        number += c;
    }
    ::close(ends[0]);
    if (!number.empty()) name_ = ":" + number;
}

std::map<std::string, std::string> VirtualDisplay::environment(const std::string& state_folder) const {
    return {{"DISPLAY", name_},
            {"LIBGL_ALWAYS_SOFTWARE", "1"},
            {"WAYLAND_DISPLAY", ""},
            {"XDG_SESSION_TYPE", "x11"},
            {"XDG_STATE_HOME", state_folder}};
}
