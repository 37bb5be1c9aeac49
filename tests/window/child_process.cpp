#include "tests/window/child_process.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <thread>

ChildProcess::ChildProcess(std::vector<std::string> command,
                           const std::map<std::string, std::string>& environment) {
    std::string pattern = (std::filesystem::temp_directory_path() / "siftscope-child-XXXXXX").string();
    const int errors = ::mkstemp(pattern.data());
    error_file_ = pattern;
    std::vector<char*> arguments;
    for (std::string& word : command) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_ = ::fork();
    if (pid_ == 0) {
        ::dup2(errors, STDERR_FILENO);
        for (const auto& [name, value] : environment)
            value.empty() ? ::unsetenv(name.c_str()) : ::setenv(name.c_str(), value.c_str(), 1);
        ::execvp(arguments[0], arguments.data());
        ::_exit(127);
    }
    ::close(errors);
}

ChildProcess::~ChildProcess() {
    if (running()) {
        ::kill(pid_, SIGKILL);
        wait(10);
    }
    ::unlink(error_file_.c_str());
}

void ChildProcess::kill() const {
    if (!ended_) ::kill(pid_, SIGKILL);
}

void ChildProcess::interrupt() const {
    if (!ended_) ::kill(pid_, SIGTERM);
}

bool ChildProcess::running() {
    return wait(0) == -1;
}

int ChildProcess::wait(double seconds) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
    while (!ended_) {
        int status = 0;
        if (::waitpid(pid_, &status, WNOHANG) == pid_) {
            ended_ = true;
            status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        } else if (std::chrono::steady_clock::now() >= end) {
            return -1;
        } else {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    }
    return status_;
}

double ChildProcess::processor_seconds() const {
    std::ifstream in("/proc/" + std::to_string(pid_) + "/stat");
    std::string stat{std::istreambuf_iterator<char>(in), {}};
    // The name in brackets may hold spaces; user and system time are the 12th and 13th field after it.
    std::istringstream fields(stat.substr(stat.rfind(')') + 1));
    std::string skipped;
    for (int i = 0; i < 11; ++i) fields >> skipped;
    double user = 0;
    double system = 0;
    fields >> user >> system;
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

std::string ChildProcess::errors() const {
    std::ifstream in(error_file_);
    return {std::istreambuf_iterator<char>(in), {}};
}

int run(const std::vector<std::string>& command, const std::map<std::string, std::string>& environment,
        double seconds) {
    return ChildProcess(command, environment).wait(seconds);
}
