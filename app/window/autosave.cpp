#include "app/window/autosave.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <system_error>
#include <utility>
#include <vector>

#include "app/files/session_file.h"
#include "app/model/error.h"

namespace siftscope {
namespace fs = std::filesystem;
namespace {

fs::path session_beside(const fs::path& lock) {
    return fs::path(lock).replace_extension(".json");
}

}  // namespace

std::optional<HeldFile> HeldFile::take(const fs::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) return std::nullopt;
    // Its holder may have removed the file between the two calls: then the lock is on a file without a name.
    struct stat held {
    }, named{};
    const bool taken = ::flock(descriptor, LOCK_EX | LOCK_NB) == 0 && ::fstat(descriptor, &held) == 0 &&
                       ::stat(file.c_str(), &named) == 0 && held.st_ino == named.st_ino;
    if (!taken) {
        ::close(descriptor);
        return std::nullopt;
    }
    return HeldFile(file, descriptor);
}

HeldFile::HeldFile(HeldFile&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

HeldFile& HeldFile::operator=(HeldFile&& other) noexcept {
    std::swap(path_, other.path_);
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

HeldFile::~HeldFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void LeftSession::forget() const {
    std::error_code ignored;
    fs::remove(session_beside(lock.path()), ignored);
    fs::remove(lock.path(), ignored);
}

Autosave::Autosave(const fs::path& state_folder, std::function<void()> wake)
    : folder_(state_folder.empty() ? fs::path() : state_folder / "autosave"),
      job_(std::make_unique<WriteJob>(std::move(wake))) {}

Autosave::~Autosave() {
    job_.reset();  // what is being written is finished first
    if (!lock_) return;
    std::error_code ignored;
    fs::remove(session_beside(lock_->path()), ignored);
    fs::remove(lock_->path(), ignored);
}

void Autosave::claim_name() {
    std::error_code ignored;
    fs::create_directories(folder_, ignored);
    // A process number comes again some day, and another window of this process may have the first name.
    for (int attempt = 0; attempt < 100 && !lock_; ++attempt) {
        const fs::path lock =
            folder_ / (std::to_string(::getpid()) + "-" + std::to_string(attempt) + ".lock");
        if (fs::exists(session_beside(lock), ignored)) continue;
        if (auto held = HeldFile::take(lock)) lock_.emplace(std::move(*held));
    }
}

void Autosave::save(const Session& session) {
    if (folder_.empty()) return;
    if (!lock_) claim_name();
    if (!lock_) return;
    try {
        job_->write({session_beside(lock_->path()), [text = session_text(session, {})] { return text; }});
    } catch (const UserError&) {
        // A picture whose name no session can hold.
    }
}

bool Autosave::busy() {
    static_cast<void>(job_->take());
    return job_->busy();
}

std::optional<LeftSession> Autosave::find_left() const {
    if (folder_.empty()) return std::nullopt;
    std::vector<std::pair<fs::file_time_type, fs::path>> sessions;
    std::error_code failed;
    fs::directory_iterator at(folder_, failed);
    for (; !failed && at != fs::directory_iterator(); at.increment(failed)) {
        std::error_code vanished;
        const auto time = at->last_write_time(vanished);
        if (at->path().extension() == ".json" && !vanished) sessions.emplace_back(time, at->path());
    }
    std::sort(sessions.rbegin(), sessions.rend());
    for (const auto& [time, path] : sessions) {
        auto lock = HeldFile::take(fs::path(path).replace_extension(".lock"));
        if (!lock) continue;  // its window is open, or another one offers it
        try {
            return LeftSession{read_session(path), std::move(*lock)};
        } catch (const UserError&) {
            // Of another version, perhaps, which will know what to do with it.
        }
    }
    return std::nullopt;
}

}  // namespace siftscope
