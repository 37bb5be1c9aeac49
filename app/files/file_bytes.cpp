#include "app/files/file_bytes.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <limits>
#include <string>

#include "app/files/shown_path.h"
#include "app/model/error.h"

namespace siftscope {
namespace {

/// Closes the file however the reading ends.
class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int number() const { return number_; }

  private:
    int number_;
};

[[noreturn]] void refuse_unopened(const std::filesystem::path& path, int error) {
    switch (error) {
        case ENOENT:
        case ENOTDIR:
            throw UserError(shown(path) + " does not exist; check the name and the folder");
        case EACCES:
        case EPERM:
            throw UserError(shown(path) + " may not be read; change its permissions or choose another file");
        case ENAMETOOLONG:
            throw UserError(shown(path) + " is too long for a file name; check the name");
        default:
            throw UserError(shown(path) + " cannot be opened (" + std::strerror(error) +
                            "); choose another file");
    }
}

}  // namespace

std::vector<std::uint8_t> read_file_bytes(const std::filesystem::path& path) {
    if (path.empty()) throw UserError("the name of the file is empty; give the path of a file");
    // O_NONBLOCK: opening a pipe without a writer would otherwise wait for ever.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.number() < 0) refuse_unopened(path, errno);
    struct stat status {};
    if (::fstat(file.number(), &status) != 0) refuse_unopened(path, errno);
    if (S_ISDIR(status.st_mode)) throw UserError(shown(path) + " is a folder; name a file inside it");
    if (!S_ISREG(status.st_mode))
        throw UserError(shown(path) + " is a device or a pipe; save its content to a file first");
    if (status.st_size > std::numeric_limits<std::int32_t>::max())
        throw UserError(shown(path) + " is larger than 2 GiB; use a smaller file");

    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(status.st_size));
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t count = ::read(file.number(), bytes.data() + done, bytes.size() - done);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0)
            throw UserError(shown(path) + " cannot be read (" + std::strerror(errno) +
                            "); check the disk or choose another file");
        if (count == 0) break;  // it shrank while it was read
        done += static_cast<std::size_t>(count);
    }
    bytes.resize(done);
    if (bytes.empty()) throw UserError(shown(path) + " is empty; choose another file");
    return bytes;
}

}  // namespace siftscope
