#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/jobs/write_job.h"
#include "app/model/session.h"

namespace siftscope {

/// A file that is held, and with it the other file of its name, until the object or the process ends, however
/// it ends: the lock of flock(2).
class HeldFile {
  public:
    /// Makes the file when it is missing; nothing when another process or object holds it or it cannot be
    /// made.
    [[nodiscard]] static std::optional<HeldFile> take(const std::filesystem::path& file);
    ~HeldFile();
    HeldFile(HeldFile&& other) noexcept;
    HeldFile& operator=(HeldFile&& other) noexcept;
    HeldFile(const HeldFile&) = delete;
    HeldFile& operator=(const HeldFile&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    HeldFile(std::filesystem::path path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}

    std::filesystem::path path_;
    int descriptor_ = -1;
};

/// What a process that ended without saying goodbye has left behind.
struct LeftSession {
    Session session;
    HeldFile lock;  ///< no other window takes it meanwhile

    /// Removes what was left: it was restored, or nobody wants it.
    void forget() const;
};

/// Keeps the session of this window in a file of its own in the folder `autosave` of `state_folder`:
/// NAME.json beside NAME.lock, which is held as long as the process lives. Both go when the object goes. A
/// folder that cannot be written costs the safety, nothing else.
class Autosave {
  public:
    Autosave(const std::filesystem::path& state_folder, std::function<void()> wake);
    ~Autosave();
    Autosave(const Autosave&) = delete;
    Autosave& operator=(const Autosave&) = delete;

    /// Writes in the background; the newest wins.
    void save(const Session& session);
    /// Something is being written. Throws away what became of it.
    [[nodiscard]] bool busy();

    /// The newest session that was left behind and is not looked at by another window; none when there is
    /// none.
    [[nodiscard]] std::optional<LeftSession> find_left() const;

  private:
    void claim_name();

    std::filesystem::path folder_;  ///< empty: nothing is kept
    std::optional<HeldFile> lock_;  ///< taken with the first session
    std::unique_ptr<WriteJob> job_;
};

}  // namespace siftscope
