#include <csignal>
#include <fstream>

#include "app/window/preferences.h"
#include "app/window/recent_files.h"
#include "tests/support/catch.h"
#include "tests/support/soon.h"
#include "tests/support/temporary_folder.h"
#include "tests/window/child_process.h"
#include "tests/window/scripted.h"

using namespace siftscope;
namespace fs = std::filesystem;

TEST_CASE("recent files: the newest comes first, once, and the list outlives the program", "[window]") {
    const TemporaryFolder folder;
    const fs::path state = folder.path() / "state" / "siftscope";  // not there yet
    {
        RecentFiles recent(state);
        for (const char* file : {"/a.png", "/b.png", "/a.png", "/c d.png"}) recent.remember(file);
    }
    const RecentFiles recent(state);
    CHECK(recent.files() == std::vector<fs::path>{"/c d.png", "/a.png", "/b.png"});
}

TEST_CASE("recent files: the list stays short", "[window]") {
    const TemporaryFolder folder;
    RecentFiles recent(folder.path());
    for (int i = 0; i < 40; ++i) recent.remember("/" + std::to_string(i) + ".png");
    CHECK(recent.files().size() == RecentFiles::limit);
    CHECK(recent.files().front() == "/39.png");
}

TEST_CASE("recent files: a broken or unwritable list costs nothing but the memory", "[window]") {
    const TemporaryFolder folder;
    std::ofstream(folder.path() / "recent.json") << "{ not json";
    CHECK(RecentFiles(folder.path()).files().empty());
    std::ofstream(folder.path() / "recent.json") << R"([1, "/a.png", null])";
    CHECK(RecentFiles(folder.path()).files() == std::vector<fs::path>{"/a.png"});
    RecentFiles recent("/proc/no/such/folder");
    recent.remember("/a.png");
    CHECK(recent.files().size() == 1);
}

TEST_CASE("preferences: what is written is read again", "[window]") {
    const TemporaryFolder folder;
    const Preferences written{1200, 700, ThemeKind::light, 1.5F, true};
    write_preferences(folder.path(), written);
    CHECK(read_preferences(folder.path()) == written);
}

TEST_CASE("preferences: broken files and absurd values give a usable window", "[window]") {
    const TemporaryFolder folder;
    CHECK(read_preferences(folder.path()) == Preferences{});
    std::ofstream(folder.path() / "window.json") << "[]";
    CHECK(read_preferences(folder.path()) == Preferences{});
    std::ofstream(folder.path() / "window.json") << R"({"width": -5, "height": "tall", "scale": 900})";
    const Preferences read = read_preferences(folder.path());
    CHECK(read.width == 640);
    CHECK(read.height == Preferences{}.height);
    CHECK(read.user_scale == 4.0F);
}

TEST_CASE("hints: to who starts for the first time, from the menu again, and gone once closed", "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    window.play(R"(
        wait idle
        state $DIR/start.json
        click menu_help
        click menu_hints
        expect widgets contains hints_close
        shot $DIR/hints.png
        click hints_close
        state $DIR/closed.json
        click menu_help
        click menu_about
        wait 0.1
        shot $DIR/about.png
        key Escape
    )");
    // A script meets the window of somebody who has seen them.
    CHECK_FALSE(window.state("start.json")["widgets"].contains("hints_close"));
    CHECK_FALSE(window.state("closed.json")["widgets"].contains("hints_close"));
}

TEST_CASE("window: a signal to end closes it as a person would, and leaves nothing to restore", "[window]") {
    NEEDS_DISPLAY();
    const ScriptedWindow display;
    const auto window =
        display.start("wait idle\nset ratio 0.6\nwait idle\nstate $DIR/there.json\nwait 300\n");
    REQUIRE(soon([&] { return fs::exists(display.folder() / "there.json"); }));
    window->interrupt();
    CHECK(window->wait(60) == 128 + SIGTERM);
    CHECK(fs::is_empty(display.folder() / "state" / "siftscope" / "autosave"));
}
