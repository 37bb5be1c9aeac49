#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include "tests/support/temporary_folder.h"
#include "tests/window/virtual_display.h"

/// What is needed to run the window on a display of its own: a folder, a picture, an X server.
class ScriptedWindow {
  public:
    explicit ScriptedWindow(int display_width = 1920, int display_height = 1200);

    /// Writes `script` to a file and acts it out on `image` (the test's own picture when empty). Every $DIR
    /// in it stands for folder(). Returns the exit status, -1 when it did not end in time.
    int run(std::string script, const std::filesystem::path& image = {});
    /// The same; the test fails when the script does not end with status 0.
    void play(const std::string& script, const std::filesystem::path& image = {});
    /// Without waiting for the end.
    [[nodiscard]] std::unique_ptr<ChildProcess> start(std::string script) const;

    /// What the last run() wrote to standard error.
    [[nodiscard]] const std::string& errors() const { return errors_; }
    /// A file that a script has written with `state`.
    [[nodiscard]] nlohmann::json state(const std::string& name) const;
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
    [[nodiscard]] const std::filesystem::path& picture() const { return picture_; }
    [[nodiscard]] std::map<std::string, std::string> environment() const;
    [[nodiscard]] bool has_display() const { return display_.ready(); }

  private:
    std::filesystem::path write_script(std::string script) const;

    TemporaryFolder folder_;
    std::filesystem::path picture_;
    VirtualDisplay display_;
    std::string errors_;
};

/// Ends a test case with a message where Xvfb is not installed.
#define NEEDS_DISPLAY()                                                        \
    if (!VirtualDisplay::available()) {                                        \
        WARN("skipped: Xvfb is not installed (script/bootstrap installs it)"); \
        return;                                                                \
    }
