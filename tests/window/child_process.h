#pragma once

#include <sys/types.h>

#include <map>
#include <string>
#include <vector>

/// A program that runs beside the test; ended by force when the object goes.
class ChildProcess {
  public:
    /// `environment` is set on top of the test's own; an empty value removes the variable.
    explicit ChildProcess(std::vector<std::string> command,
                          const std::map<std::string, std::string>& environment = {});
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    /// The exit status; 128 + signal when it was killed; -1 when it is still running after `seconds`.
    int wait(double seconds);
    [[nodiscard]] bool running();
    /// Ends it at once, as kill -9 does.
    void kill() const;
    /// Asks it to end, as SIGTERM does.
    void interrupt() const;
    /// User and system time that it has used so far, seconds.
    [[nodiscard]] double processor_seconds() const;
    /// What it has written to standard error; complete once it has ended.
    [[nodiscard]] std::string errors() const;

  private:
    pid_t pid_ = -1;
    int status_ = -1;
    bool ended_ = false;
    std::string error_file_;
};

/// Runs a program to its end and returns its exit status, -1 after `seconds`.
int run(const std::vector<std::string>& command, const std::map<std::string, std::string>& environment = {},
        double seconds = 60);
