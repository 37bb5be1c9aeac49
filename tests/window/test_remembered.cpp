#include <fstream>

#include "app/window/preferences.h"
#include "app/window/recent_files.h"
#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"

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
    const Preferences written{1200, 700, ThemeKind::light, 1.5F};
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
