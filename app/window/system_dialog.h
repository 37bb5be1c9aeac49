#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/jobs/latest_job.h"

namespace siftscope {

/// The file dialog of the desktop, a program of its own: zenity or kdialog, whichever is on PATH.
class SystemDialog {
  public:
    /// `wake` is called from another thread when there is an answer to take.
    explicit SystemDialog(std::function<void()> wake);

    /// Which program there is; empty when there is none.
    [[nodiscard]] const std::string& program() const { return program_; }

    /// Shows it in `folder`. One that is still shown is closed.
    void open(const std::filesystem::path& folder);

    /// The file that was chosen; none while nothing was, and when the dialog was cancelled.
    [[nodiscard]] std::optional<std::filesystem::path> take();
    [[nodiscard]] bool is_open() const { return job_.busy(); }

  private:
    std::string program_;
    LatestJob<std::filesystem::path, std::filesystem::path> job_;
};

/// "zenity" or "kdialog" when a folder of `path`, a list as in $PATH, has it as a program; else empty.
[[nodiscard]] std::string find_dialog_program(const std::string& path);

}  // namespace siftscope
