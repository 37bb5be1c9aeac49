#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "app/files/atomic_file.h"
#include "app/model/error.h"
#include "tests/support/catch.h"
#include "tests/support/file_text.h"
#include "tests/support/temporary_folder.h"

namespace fs = std::filesystem;
using siftscope::UserError;
using siftscope::write_file;

namespace {

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::string writing_says(const fs::path& path, const std::string& bytes = "x") {
    try {
        write_file(path, bytes);
    } catch (const UserError& error) {
        return error.what();
    }
    return "no error";
}

/// Files may not grow beyond this many bytes while it lives: a full disk on demand.
class FileSizeLimit {
  public:
    explicit FileSizeLimit(rlim_t bytes) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        rlimit limit = before_;
        limit.rlim_cur = bytes;
        old_ = std::signal(SIGXFSZ, SIG_IGN);  // the write then fails instead of ending the process
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, old_);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

  private:
    rlimit before_{};
    void (*old_)(int) = SIG_DFL;
};

}  // namespace

TEST_CASE("write_file: makes a new file and replaces an old one, byte for byte", "[app][files]") {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "größe mit Leerzeichen.bin";
    const std::string binary("a\0\r\n\xFF z", 7);
    write_file(path, binary);
    CHECK(file_text(path) == binary);
    write_file(path, "");
    CHECK(file_text(path).empty());
    CHECK(names_in(folder.path()).size() == 1);
}

TEST_CASE("write_file: a new file obeys the umask, an old one keeps its permissions", "[app][files]") {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "out.txt";
    const mode_t before = ::umask(0027);
    write_file(path, "1");
    ::umask(before);
    CHECK(fs::status(path).permissions() == static_cast<fs::perms>(0640));
    fs::permissions(path, static_cast<fs::perms>(0604));
    write_file(path, "2");
    CHECK(file_text(path) == "2");
    CHECK(fs::status(path).permissions() == static_cast<fs::perms>(0604));
}

TEST_CASE("write_file: when the disk is full the old file stays as it was and nothing is left beside it",
          "[app][files]") {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "out.bin";
    write_file(path, "old");
    std::string sentence;
    {
        const FileSizeLimit full(4096);
        sentence = writing_says(path, std::string(100'000, 'n'));
    }
    CHECK(sentence.find("out.bin") != std::string::npos);
    CHECK(file_text(path) == "old");
    CHECK(names_in(folder.path()) == std::vector<std::string>{"out.bin"});
}

TEST_CASE("write_files: when one of several cannot be written, none of the old files is touched",
          "[app][files]") {
    const TemporaryFolder folder;
    const fs::path first = folder.path() / "first.txt";
    write_file(first, "old");
    const std::vector<siftscope::OutputFile> files = {{first, "new"},
                                                      {folder.path() / "none" / "b.txt", "new"}};
    CHECK_THROWS_AS(siftscope::write_files(files), UserError);
    CHECK(file_text(first) == "old");
    CHECK(names_in(folder.path()) == std::vector<std::string>{"first.txt"});

    const std::vector<siftscope::OutputFile> good = {{first, "new"}, {folder.path() / "b.txt", "other"}};
    siftscope::write_files(good);
    CHECK(file_text(first) == "new");
    CHECK(file_text(folder.path() / "b.txt") == "other");
}

TEST_CASE("write_files: two outputs of the same name are refused, for one would hide the other",
          "[app][files]") {
    const TemporaryFolder folder;
    const std::vector<siftscope::OutputFile> files = {{folder.path() / "a.txt", "1"},
                                                      {folder.path() / "." / "a.txt", "2"}};
    CHECK_THROWS_AS(siftscope::write_files(files), UserError);
    CHECK(names_in(folder.path()).empty());
}

TEST_CASE("write_file: each target that cannot be written is named in one sentence", "[app][files]") {
    const TemporaryFolder folder;
    CHECK(writing_says(folder.path() / "missing" / "a.txt").find("does not exist") != std::string::npos);
    CHECK(writing_says(folder.path()).find("folder") != std::string::npos);
    CHECK(writing_says(folder.path() / "").find("folder") != std::string::npos);
    CHECK(writing_says("").find("empty") != std::string::npos);
    CHECK(writing_says(folder.path() / std::string(300, 'n')).find("too long") != std::string::npos);
    CHECK(writing_says("/dev/full").find("no space") != std::string::npos);
    write_file(folder.path() / "file", "x");
    CHECK(writing_says(folder.path() / "file" / "a.txt").find("file") != std::string::npos);
    for (const fs::path& bad : {folder.path() / "missing" / "a.txt", folder.path()})
        CHECK_THROWS_AS(siftscope::require_writable(bad), UserError);
    CHECK_NOTHROW(siftscope::require_writable(folder.path() / "a.txt"));
    CHECK(names_in(folder.path()) == std::vector<std::string>{"file"});
}

TEST_CASE("write_file: a folder or a file that may not be written is refused", "[app][files]") {
    if (::geteuid() == 0) return;  // root may write everywhere
    const TemporaryFolder folder;
    write_file(folder.path() / "file", "old");
    fs::permissions(folder.path() / "file", static_cast<fs::perms>(0444));
    CHECK(writing_says(folder.path() / "file").find("permission") != std::string::npos);
    CHECK(file_text(folder.path() / "file") == "old");
    fs::create_directory(folder.path() / "locked");
    fs::permissions(folder.path() / "locked", static_cast<fs::perms>(0555));
    CHECK(writing_says(folder.path() / "locked" / "a").find("permission") != std::string::npos);
}

TEST_CASE("write_file: follows a link, also one whose file does not exist yet", "[app][files]") {
    const TemporaryFolder folder;
    fs::create_directory(folder.path() / "inner");
    fs::create_symlink("inner/real.txt", folder.path() / "link.txt");  // relative to the link
    write_file(folder.path() / "link.txt", "first");
    CHECK(fs::is_symlink(folder.path() / "link.txt"));
    CHECK(file_text(folder.path() / "inner" / "real.txt") == "first");
    write_file(folder.path() / "link.txt", "second");
    CHECK(fs::is_symlink(folder.path() / "link.txt"));
    CHECK(file_text(folder.path() / "inner" / "real.txt") == "second");
    CHECK(names_in(folder.path() / "inner") == std::vector<std::string>{"real.txt"});

    fs::create_symlink("loop", folder.path() / "loop");
    CHECK(writing_says(folder.path() / "loop").find("loop") != std::string::npos);
}

TEST_CASE("write_file: what is no regular file is written in place", "[app][files]") {
    CHECK_NOTHROW(write_file("/dev/null", "gone"));
    CHECK(fs::is_character_file("/dev/null"));

    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    write_file("/proc/self/fd/" + std::to_string(ends[1]), "through the pipe");
    ::close(ends[1]);
    char buffer[64];
    const ssize_t count = ::read(ends[0], buffer, sizeof buffer);
    ::close(ends[0]);
    REQUIRE(count > 0);
    CHECK(std::string(buffer, static_cast<std::size_t>(count)) == "through the pipe");
}

TEST_CASE("write_file: - and /dev/stdout are standard output, after what was printed before",
          "[app][files]") {
    const TemporaryFolder folder;
    std::fflush(stdout);
    const int before = ::dup(STDOUT_FILENO);
    REQUIRE(std::freopen((folder.path() / "stdout").c_str(), "w", stdout) != nullptr);
    std::fputs("printed ", stdout);
    write_file("-", "dash ");
    write_file("/dev/stdout", "device");
    std::fflush(stdout);
    ::dup2(before, STDOUT_FILENO);
    ::close(before);
    CHECK(file_text(folder.path() / "stdout") == "printed dash device");
}
