#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "tests/support/file_text.h"
#include "tests/support/temporary_folder.h"

/// How a program ended and what it said.
struct ProgramResult {
    int status = -1;  ///< exit status; minus the signal when one ended it
    std::string out;
    std::string err;
};

/// What is unusual about a run.
struct ProgramOptions {
    std::filesystem::path folder{};     ///< working folder; empty: the test's own
    std::string standard_output{};      ///< a file to write to instead of being read; "closed": none at all
    double interrupt_after = 0;         ///< seconds until SIGINT is sent; 0: never
    std::string interrupt_when_said{};  ///< SIGINT is sent once standard error holds this; empty: never
    int interrupts = 1;                 ///< SIGINTs sent at once
    double seconds = 60;                ///< killed after this long
};

/// Runs `command` (found on PATH when its name has no slash) without a display and waits for its end.
inline ProgramResult run_program(std::vector<std::string> command, const ProgramOptions& options = {}) {
    const TemporaryFolder streams;
    const std::string out_file = streams.path() / "out";
    const std::string err_file = streams.path() / "err";
    std::vector<char*> arguments;
    for (std::string& word : command) arguments.push_back(word.data());
    arguments.push_back(nullptr);

    const pid_t pid = fork();
    if (pid == 0) {
        signal(SIGINT, SIG_DFL);  // a test run in the background ignores it, and would hand that on
        const std::string& out = options.standard_output;
        const int out_stream = open((out.empty() || out == "closed" ? out_file : out).c_str(),
                                    O_WRONLY | O_CREAT | O_TRUNC, 0600);
        dup2(out_stream, STDOUT_FILENO);
        dup2(open(err_file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
        if (out == "closed") close(STDOUT_FILENO);
        unsetenv("DISPLAY");
        unsetenv("WAYLAND_DISPLAY");
        if (!options.folder.empty() && chdir(options.folder.c_str()) != 0) _exit(126);
        execvp(arguments[0], arguments.data());
        _exit(127);
    }
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    bool interrupted = options.interrupt_after <= 0 && options.interrupt_when_said.empty();
    int status = 0;
    while (waitpid(pid, &status, WNOHANG) != pid) {
        const double passed = std::chrono::duration<double>(Clock::now() - start).count();
        const bool time_has_come =
            options.interrupt_when_said.empty()
                ? passed >= options.interrupt_after
                : file_text(err_file).find(options.interrupt_when_said) != std::string::npos;
        if (!interrupted && time_has_come) {
            for (int i = 0; i < options.interrupts; ++i) kill(pid, SIGINT);
            interrupted = true;
        }
        if (passed > options.seconds) kill(pid, SIGKILL);
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status), file_text(out_file),
            file_text(err_file)};
}
