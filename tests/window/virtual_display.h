#pragma once

#include <map>
#include <memory>
#include <string>

#include "tests/window/child_process.h"

/// An X server without a screen (Xvfb) for one test, drawing in software.
class VirtualDisplay {
  public:
    /// Whether Xvfb is installed.
    [[nodiscard]] static bool available();

    explicit VirtualDisplay(int width = 1920, int height = 1200);

    /// Whether the server came up.
    [[nodiscard]] bool ready() const { return !name_.empty(); }
    /// DISPLAY and what a program needs besides to draw on it; its state is kept in `state_folder`.
    [[nodiscard]] std::map<std::string, std::string> environment(const std::string& state_folder) const;

  private:
    std::string name_;  ///< ":7"
    std::unique_ptr<ChildProcess> server_;
};

/// Whether `program` is found on PATH.
[[nodiscard]] bool installed(const std::string& program);
