#include "app/window/autosave.h"

#include <chrono>
#include <fstream>
#include <thread>

#include "app/files/session_file.h"
#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"

using namespace siftscope;
namespace fs = std::filesystem;

namespace {

Session session_of_angle(double angle) {
    Session session;
    session.image = "/pictures/a.png";
    session.settings.angle = angle;
    return session;
}

void save_and_wait(Autosave& autosave, double angle) {
    autosave.save(session_of_angle(angle));
    while (autosave.busy()) {
    }
}

/// As a killed window leaves it.
void leave_behind(const fs::path& state, const std::string& name, double angle) {
    fs::create_directories(state / "autosave");
    std::ofstream(state / "autosave" / (name + ".json")) << session_text(session_of_angle(angle), {});
    std::ofstream(state / "autosave" / (name + ".lock"));
}

std::size_t files_in(const fs::path& folder) {
    std::size_t count = 0;
    if (fs::exists(folder))
        for ([[maybe_unused]] const auto& entry : fs::directory_iterator(folder)) ++count;
    return count;
}

}  // namespace

TEST_CASE("autosave: two windows keep a file each, and neither takes the other's for a crash", "[window]") {
    const TemporaryFolder folder;
    Autosave first(folder.path(), [] {});
    Autosave second(folder.path(), [] {});
    save_and_wait(first, 1);
    save_and_wait(second, 2);
    CHECK(files_in(folder.path() / "autosave") == 4);
    CHECK_FALSE(first.find_left());
    CHECK_FALSE(Autosave(folder.path(), [] {}).find_left());
}

TEST_CASE("autosave: a window that is closed leaves nothing", "[window]") {
    const TemporaryFolder folder;
    {
        Autosave autosave(folder.path(), [] {});
        save_and_wait(autosave, 1);
        save_and_wait(autosave, 2);
        autosave.save(session_of_angle(3));  // perhaps still being written
    }
    CHECK(files_in(folder.path() / "autosave") == 0);
}

TEST_CASE("autosave: what a killed window left is found by one window, the newest first", "[window]") {
    const TemporaryFolder folder;
    leave_behind(folder.path(), "1-0", 10);
    leave_behind(folder.path(), "2-0", 20);
    const auto now = fs::file_time_type::clock::now();
    fs::last_write_time(folder.path() / "autosave" / "1-0.json", now);
    fs::last_write_time(folder.path() / "autosave" / "2-0.json", now - std::chrono::hours(1));
    const Autosave autosave(folder.path(), [] {});
    const auto left = autosave.find_left();
    REQUIRE(left);
    CHECK(left->session == session_of_angle(10));
    const auto other = Autosave(folder.path(), [] {}).find_left();
    REQUIRE(other);
    CHECK(other->session == session_of_angle(20));
    CHECK_FALSE(autosave.find_left());
    left->forget();
    CHECK_FALSE(fs::exists(folder.path() / "autosave" / "1-0.json"));
    CHECK_FALSE(fs::exists(folder.path() / "autosave" / "1-0.lock"));
    CHECK(fs::exists(folder.path() / "autosave" / "2-0.json"));
}

TEST_CASE("autosave: a broken file and a folder that cannot be made cost nothing", "[window]") {
    const TemporaryFolder folder;
    leave_behind(folder.path(), "1-0", 10);
    std::ofstream(folder.path() / "autosave" / "1-0.json") << "{";
    CHECK_FALSE(Autosave(folder.path(), [] {}).find_left());
    for (const fs::path& state : {fs::path(), fs::path("/proc/no/such/folder")}) {
        Autosave autosave(state, [] {});
        save_and_wait(autosave, 1);
        CHECK_FALSE(autosave.find_left());
    }
}
