#include "app/files/atomic_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "app/files/shown_path.h"
#include "app/model/error.h"

namespace siftscope {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& path, int error) {
    const std::string name = path == "-" ? "standard output" : shown(path);
    switch (error) {
        case EACCES:
        case EPERM:
            throw UserError("cannot write " + name +
                            ": no permission; choose another folder or change its permissions");
        case EROFS:
            throw UserError("cannot write " + name + ": the disk is read-only; choose another folder");
        case ENOSPC:
        case EDQUOT:
            throw UserError("cannot write " + name + ": no space left; free some or choose another disk");
        case EFBIG:
            throw UserError(
                "cannot write " + name +
                ": the file is larger than this disk or the user's limit allows; choose another disk");
        case EISDIR:
            throw UserError("cannot write " + name + ": it is a folder; give the name of a file");
        case ENAMETOOLONG:
            throw UserError("cannot write " + name + ": the name is too long; choose a shorter one");
        case ELOOP:
            throw UserError("cannot write " + name +
                            ": it is a link that leads to itself; choose another name");
        default:
            throw UserError("cannot write " + name + ": " + std::strerror(error) + "; choose another place");
    }
}

void write_all(int descriptor, std::string_view bytes, const fs::path& path) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) refuse(path, errno);
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

/// Where the bytes really go.
struct Target {
    fs::path file;                 ///< links followed
    int descriptor = -1;           ///< of standard output or standard error, when it is one of them
    bool direct = false;           ///< no regular file: written in place
    std::optional<mode_t> mode{};  ///< permissions of the old file
};

std::optional<int> standard_stream(const fs::path& path) {
    const std::string name = path.string();
    for (const char* folder : {"/dev/fd/", "/proc/self/fd/"})
        for (const int number : {STDOUT_FILENO, STDERR_FILENO})
            if (name == folder + std::to_string(number)) return number;
    if (name == "-" || name == "/dev/stdout") return STDOUT_FILENO;
    if (name == "/dev/stderr") return STDERR_FILENO;
    return std::nullopt;
}

/// Follows links by hand: the last one may point to a file that does not exist yet.
fs::path follow_links(fs::path path, const fs::path& named) {
    constexpr int limit = 40;  // as the kernel does
    for (int i = 0; i < limit; ++i) {
        std::error_code error;
        if (!fs::is_symlink(fs::symlink_status(path, error))) return path;
        const fs::path next = fs::read_symlink(path, error);
        if (error) refuse(named, error.value());
        path = path.parent_path() / next;
    }
    refuse(named, ELOOP);
}

fs::path folder_of(const fs::path& file) {
    const fs::path folder = file.parent_path();
    return folder.empty() ? fs::path(".") : folder;
}

Target find_target(const fs::path& path) {
    if (path.empty())
        throw UserError("the name of the output file is empty; give a name, or - for standard output");
    if (const auto stream = standard_stream(path)) return {path, *stream, true};

    struct stat status {};
    const bool exists = ::stat(path.c_str(), &status) == 0;
    if (!exists && errno != ENOENT && errno != ENOTDIR) refuse(path, errno);
    if (exists && S_ISDIR(status.st_mode)) refuse(path, EISDIR);
    if (exists && ::access(path.c_str(), W_OK) != 0) refuse(path, errno);
    if (exists && !S_ISREG(status.st_mode)) return {path, -1, true};

    const fs::path file = follow_links(path, path);
    // A name that ends in a slash asks for a folder.
    if (!file.has_filename()) refuse(path, EISDIR);

    std::error_code error;
    const fs::path folder = folder_of(file);
    if (!fs::is_directory(folder, error))
        throw UserError("cannot write " + shown(path) + ": the folder " + shown(folder) +
                        " does not exist; create it or choose another");
    if (::access(folder.c_str(), W_OK | X_OK) != 0) refuse(path, errno);
    Target target{file};
    if (exists) target.mode = status.st_mode & 0777;
    return target;
}

/// A temporary file beside its target; removed unless it was renamed onto it.
class Staged {
  public:
    Staged(const Target& target, const fs::path& named, std::string_view bytes)
        : target_(target.file), named_(named) {
        open_beside();
        try {
            write_all(descriptor_, bytes, named_);
            if (target.mode && ::fchmod(descriptor_, *target.mode) != 0) refuse(named_, errno);
            // Before the rename: else a power cut could leave the new name with no content.
            if (::fsync(descriptor_) != 0 && errno != EINVAL) refuse(named_, errno);
            if (::close(std::exchange(descriptor_, -1)) != 0) refuse(named_, errno);
        } catch (...) {
            discard();
            throw;
        }
    }
    ~Staged() { discard(); }
    Staged(Staged&& other) noexcept
        : target_(std::move(other.target_)),
          named_(std::move(other.named_)),
          temporary_(std::exchange(other.temporary_, {})),
          descriptor_(std::exchange(other.descriptor_, -1)) {}
    Staged(const Staged&) = delete;
    Staged& operator=(const Staged&) = delete;
    Staged& operator=(Staged&&) = delete;

    void commit() {
        if (::rename(temporary_.c_str(), target_.c_str()) != 0) refuse(named_, errno);
        temporary_.clear();
        // Makes the rename itself last; a file system that cannot sync a folder has still done the rename.
        const int folder = ::open(folder_of(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (folder >= 0) {
            ::fsync(folder);
            ::close(folder);
        }
    }

  private:
    /// A short name of its own: the target's name may already be as long as the file system allows.
    void open_beside() {
        static std::atomic<std::uint32_t> counter{0};
        do {
            temporary_ = folder_of(target_) / (".siftscope-" + std::to_string(::getpid()) + "-" +
                                               std::to_string(counter++) + ".tmp");
            descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        } while (descriptor_ < 0 && errno == EEXIST);
        if (descriptor_ < 0) {
            const int error = errno;
            temporary_.clear();
            refuse(named_, error);
        }
    }

    void discard() noexcept {
        if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
        if (!temporary_.empty()) ::unlink(temporary_.c_str());
        temporary_.clear();
    }

    fs::path target_;
    fs::path named_;
    fs::path temporary_;
    int descriptor_ = -1;
};

void write_in_place(const Target& target, const fs::path& named, std::string_view bytes) {
    if (target.descriptor >= 0) {
        std::fflush(target.descriptor == STDOUT_FILENO ? stdout : stderr);
        write_all(target.descriptor, bytes, named);
        return;
    }
    const int descriptor = ::open(target.file.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) refuse(named, errno);
    try {
        write_all(descriptor, bytes, named);
    } catch (...) {
        ::close(descriptor);
        throw;
    }
    if (::close(descriptor) != 0) refuse(named, errno);
}

}  // namespace

void write_files(std::span<const OutputFile> files) {
    std::vector<std::pair<Target, const OutputFile*>> direct;
    std::vector<Staged> staged;
    std::set<fs::path> regular;
    for (const OutputFile& file : files) {
        const Target target = find_target(file.path);
        if (!target.direct && !regular.insert(fs::absolute(target.file).lexically_normal()).second)
            throw UserError("two outputs are to be written to " + shown(file.path) +
                            "; give each its own name");
        if (target.direct)
            direct.emplace_back(target, &file);
        else
            staged.emplace_back(target, file.path, file.bytes);
    }
    // First what can still fail half-way.
    for (const auto& [target, file] : direct) write_in_place(target, file->path, file->bytes);
    for (Staged& file : staged) file.commit();
}

void write_file(const fs::path& path, std::string_view bytes) {
    const Target target = find_target(path);
    if (target.direct)
        write_in_place(target, path, bytes);
    else
        Staged(target, path, bytes).commit();
}

void require_writable(const fs::path& path) {
    static_cast<void>(find_target(path));
}

}  // namespace siftscope
