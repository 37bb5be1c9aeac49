#include "app/window/system_dialog.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <stop_token>
#include <thread>

#include "app/files/child_output.h"
#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"
#include "tests/window/child_process.h"
#include "tests/window/scripted.h"

using namespace siftscope;
namespace fs = std::filesystem;

namespace {

/// A program of that name in a folder of its own.
fs::path write_program(const fs::path& folder, const std::string& name, const std::string& body) {
    fs::create_directories(folder);
    std::ofstream(folder / name) << "#!/bin/sh\n" << body << "\n";
    fs::permissions(folder / name, fs::perms::owner_all);
    return folder;
}

}  // namespace

TEST_CASE("child output: what a program prints, nothing when it fails or is not there", "[window]") {
    CHECK(child_output("printf", {"printf", "%s|", "a b", "$HOME;ls"}) == "a b|$HOME;ls|");
    CHECK(child_output("true", {"true"}) == "");
    CHECK_FALSE(child_output("false", {"false"}));
    CHECK_FALSE(child_output("/no/such/program", {"none"}));
}

TEST_CASE("child output: a requested stop ends the program", "[window]") {
    std::stop_source stop;
    std::jthread later([&] { stop.request_stop(); });
    CHECK_FALSE(child_output("sleep", {"sleep", "600"}, stop.get_token()));
}

TEST_CASE("system dialog: the first of zenity and kdialog that can be run is taken", "[window]") {
    const TemporaryFolder folder;
    const fs::path a = write_program(folder.path() / "a", "kdialog", "true");
    const fs::path b = write_program(folder.path() / "b", "zenity", "true");
    CHECK(find_dialog_program(a.string() + ":" + b.string()) == "zenity");
    CHECK(find_dialog_program(a.string()) == "kdialog");
    CHECK(find_dialog_program("::" + (folder.path() / "none").string()).empty());
    fs::permissions(b / "zenity", fs::perms::owner_read);
    if (::geteuid() != 0) CHECK(find_dialog_program(b.string()).empty());
    fs::remove(b / "zenity");
    fs::create_directory(b / "zenity");
    CHECK(find_dialog_program(b.string()).empty());
}

TEST_CASE("system dialog: its button is there where it is installed, and the file that it names is opened",
          "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    const fs::path chosen = window.folder() / "a b.png";
    fs::copy_file(window.picture(), chosen);
    auto environment = window.environment();
    const std::string path = std::getenv("PATH");
    const auto play = [&](const std::string& answer, const std::string& script) {
        const fs::path programs = write_program(window.folder() / "bin", "zenity", answer);
        environment["PATH"] = programs.string() + ":" + path;
        std::ofstream(window.folder() / "dialog.script") << script;
        ChildProcess program({SIFTSCOPE_PROGRAM, "--script", (window.folder() / "dialog.script").string(),
                              window.picture().string()},
                             environment);
        const int status = program.wait(240);
        CAPTURE(program.errors());
        CHECK(status == 0);
    };
    const std::string open = "wait idle\nkey Ctrl+O\nclick browser_system\nwait idle\n";
    play("echo \"$@\" > '" + (window.folder() / "words").string() + "'; echo '" + chosen.string() + "'",
         open + "expect image.path contains \"a b.png\"\nexpect error == null\n");
    std::ifstream words(window.folder() / "words");
    std::string line;
    std::getline(words, line);
    CHECK_THAT(line, contains_text("--file-selection"));
    // Cancelled: what is on screen stays.
    play("exit 1", open + "expect image.path contains discs.png\nexpect error == null\n");
}
