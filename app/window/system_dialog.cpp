#include "app/window/system_dialog.h"

#include <unistd.h>

#include <cstdlib>
#include <sstream>
#include <utility>
#include <vector>

#include "app/files/child_output.h"

namespace siftscope {
namespace fs = std::filesystem;
namespace {

/// The words of the program's command; a folder ends in a slash for either.
std::vector<std::string> dialog_words(const std::string& program, const fs::path& folder) {
    const std::string inside = (folder / "").string();
    if (program == "kdialog") return {program, "--title", "Open a picture", "--getopenfilename", inside};
    return {program, "--file-selection", "--title=Open a picture", "--filename=" + inside};
}

std::string path_variable() {
    const char* path = std::getenv("PATH");
    return path != nullptr ? path : "";
}

}  // namespace

std::string find_dialog_program(const std::string& path) {
    for (const char* program : {"zenity", "kdialog"}) {
        std::istringstream folders(path);
        for (std::string folder; std::getline(folders, folder, ':');) {
            if (folder.empty()) continue;
            const fs::path file = fs::path(folder) / program;
            std::error_code ignored;
            if (fs::is_regular_file(file, ignored) && ::access(file.c_str(), X_OK) == 0) return program;
        }
    }
    return {};
}

SystemDialog::SystemDialog(std::function<void()> wake)
    : program_(find_dialog_program(path_variable())),
      job_(
          [program = program_](const fs::path& folder,
                               const std::stop_token& stop) -> std::optional<fs::path> {
              auto answer = child_output(program, dialog_words(program, folder), stop);
              if (!answer) return std::nullopt;
              while (!answer->empty() && answer->back() == '\n') answer->pop_back();
              return answer->empty() ? std::nullopt : std::optional<fs::path>(*answer);
          },
          std::move(wake)) {}

void SystemDialog::open(const fs::path& folder) {
    if (!program_.empty()) job_.post(folder);
}

std::optional<fs::path> SystemDialog::take() {
    auto outcome = job_.take();
    return outcome ? outcome->result : std::nullopt;
}

}  // namespace siftscope
