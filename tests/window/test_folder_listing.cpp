#include <cstdlib>
#include <fstream>

#include "app/window/folder_listing.h"
#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"

using namespace siftscope;
namespace fs = std::filesystem;

namespace {

void touch(const fs::path& file) {
    std::ofstream(file) << "x";
}

std::vector<std::string> names(const FolderListing& listing) {
    std::vector<std::string> found;
    for (const auto& entry : listing.entries) found.push_back(entry.name);
    return found;
}

}  // namespace

TEST_CASE("file browser: lists folders first, then pictures, by name whatever the case", "[window]") {
    const TemporaryFolder folder;
    fs::create_directory(folder.path() / "zoo");
    fs::create_directory(folder.path() / ".git");
    for (const char* name : {"b.PNG", "A.jpg", "notes.txt", ".secret.png", "c.tif"})
        touch(folder.path() / name);
    CHECK(names(list_folder(folder.path(), false)) ==
          std::vector<std::string>{"zoo", "A.jpg", "b.PNG", "c.tif"});
    CHECK(names(list_folder(folder.path(), true)) ==
          std::vector<std::string>{".git", "zoo", ".secret.png", "A.jpg", "b.PNG", "c.tif"});
}

TEST_CASE("file browser: a folder that cannot be read is told in a sentence", "[window]") {
    const TemporaryFolder folder;
    const FolderListing listing = list_folder(folder.path() / "missing", false);
    CHECK(listing.entries.empty());
    CHECK_THAT(listing.error, contains_text("missing cannot be shown: "));
}

TEST_CASE("file browser: a dangling link is left out and does not end the list", "[window]") {
    const TemporaryFolder folder;
    fs::create_symlink(folder.path() / "gone.png", folder.path() / "a.png");
    touch(folder.path() / "b.png");
    const FolderListing listing = list_folder(folder.path(), false);
    CHECK(names(listing) == std::vector<std::string>{"b.png"});
    CHECK(listing.error.empty());
}

TEST_CASE("file browser: a typed path may begin at home, at the root or in the folder shown", "[window]") {
    ::setenv("HOME", "/home/ada", 1);
    CHECK(typed_path("~", "/srv") == "/home/ada");
    CHECK(typed_path("~/p/a b.png", "/srv") == "/home/ada/p/a b.png");
    CHECK(typed_path("x.png", "/srv") == "/srv/x.png");
    CHECK(typed_path("../x.png", "/srv/p") == "/srv/x.png");
    CHECK(typed_path(" /etc/ ", "/srv") == "/etc");
    CHECK(typed_path("", "/srv") == "/srv");
    CHECK(typed_path("/", "/srv") == "/");
    CHECK(typed_path("~notes.png", "/srv") == "/srv/~notes.png");
}

TEST_CASE("file browser: sizes are short and round up to the next unit", "[window]") {
    CHECK(readable_size(0) == "0 B");
    CHECK(readable_size(999) == "999 B");
    CHECK(readable_size(1000) == "1.0 kB");
    CHECK(readable_size(340000) == "340 kB");
    CHECK(readable_size(999600) == "1.0 MB");
    CHECK(readable_size(12345678) == "12.3 MB");
}
