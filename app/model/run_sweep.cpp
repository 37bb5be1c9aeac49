#include "app/model/run_sweep.h"

#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <new>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "app/model/detect_features.h"
#include "app/model/rotate_picture.h"
#include "app/reference/opencv_threads.h"
#include "sift/parallel.h"

namespace siftscope {
namespace {

std::size_t half_of_the_memory() {
    const long pages = sysconf(_SC_PHYS_PAGES);
    const long page = sysconf(_SC_PAGESIZE);
    return pages > 0 && page > 0 ? static_cast<std::size_t>(pages) * static_cast<std::size_t>(page) / 2 : 0;
}

/// Bytes that a detection takes for each pixel, by estimate: the doubled picture has four floats for each
/// pixel, an octave as many Gaussians and DoGs as below, and all octaves 4/3 of the first.
std::size_t bytes_per_pixel(const sift::DetectParams& params) {
    const std::size_t layers = 2 * static_cast<std::size_t>(params.layers) + 5;
    return (params.upsample ? 4 : 1) * sizeof(float) * layers * 4 / 3;
}

enum class Work { read, detect, turn };

struct Task {
    Work work = Work::read;
    std::size_t image = 0;
    std::size_t part = 0;   ///< the engine of detect, the angle of turn
    std::size_t bytes = 0;  ///< that it takes while it runs, by estimate
};

/// What is known of an image on its way through reading, the detection of the original, and the angles.
struct Progress {
    enum class Stage { waiting, reading, detecting, turning, closed };
    Stage stage = Stage::waiting;
    std::shared_ptr<const Picture> picture;
    std::vector<std::shared_ptr<const sift::Features>> originals;  // by engine
    std::size_t begun = 0;                                         // parts of this stage that were handed out
    std::size_t finished = 0;                                      // and those that are done
    std::size_t bytes = 0;                                         // of the picture
};

/// Hands out tasks in the order of the rows, as far as they are ready and there is memory for them.
class Sweep {
  public:
    Sweep(const SweepPlan& plan, const SweepHooks& hooks, std::stop_token stop, std::size_t memory,
          std::size_t workers, int threads_inside)
        : plan_(plan),
          hooks_(hooks),
          stop_(std::move(stop)),
          memory_(memory),
          open_at_once_(workers + 1),
          engines_(plan.engines),
          images_(plan.images.size()) {
        for (Settings& settings : engines_) {
            settings.threads = threads_inside;
            bytes_per_pixel_ = std::max(bytes_per_pixel_, bytes_per_pixel(settings.detect));
        }
    }

    /// Works until nothing is left to do. Called by each of the threads.
    void work() {
        std::unique_lock lock(mutex_);
        while (!stop_.stop_requested() && first_open_ < images_.size()) {
            const std::optional<Task> task = next();
            if (!task) {
                changed_.wait(lock, stop_, [this, seen = version_] { return version_ != seen; });
                continue;
            }
            ++running_;
            in_use_ += task->bytes;
            lock.unlock();
            const std::optional<std::string> failure = run(*task);
            lock.lock();
            --running_;
            in_use_ -= task->bytes;
            finish(*task, failure);
            ++version_;
            changed_.notify_all();
        }
    }

  private:
    using Stage = Progress::Stage;

    /// The first task that is ready, handed out. Holds the lock.
    std::optional<Task> next() {
        const std::size_t end = std::min(images_.size(), first_open_ + open_at_once_);
        for (std::size_t i = first_open_; i < end; ++i) {
            Progress& image = images_[i];
            std::optional<Task> task;
            if (image.stage == Stage::waiting)
                task = Task{Work::read, i, 0, 0};
            else if (image.stage == Stage::detecting && image.begun < engines_.size())
                task = Task{Work::detect, i, image.begun, bytes_of_detection(*image.picture, 0)};
            else if (image.stage == Stage::turning && image.begun < plan_.angles.size())
                task = Task{Work::turn, i, image.begun,
                            bytes_of_detection(*image.picture, plan_.angles[image.begun])};
            if (!task) continue;
            // A picture of unknown size waits for half of the memory; the rest for what it is known to take.
            const std::size_t wanted = task->work == Work::read ? memory_ / 2 : task->bytes;
            if (running_ > 0 && in_use_ + wanted > memory_) return std::nullopt;
            if (task->work == Work::read) image.stage = Stage::reading;
            ++image.begun;
            return task;
        }
        return std::nullopt;
    }

    std::size_t bytes_of_detection(const Picture& picture, double angle) const {
        Settings settings = engines_.front();
        settings.angle = angle;
        const sift::Rotation canvas = settings.rotation_of(picture.width, picture.height);
        return static_cast<std::size_t>(canvas.width) * static_cast<std::size_t>(canvas.height) *
               bytes_per_pixel_;
    }

    /// Does the task; the reason in one sentence when it cannot be done.
    std::optional<std::string> run(const Task& task) {
        try {
            switch (task.work) {
                case Work::read:
                    read(task);
                    break;
                case Work::detect:
                    detect(task);
                    break;
                case Work::turn:
                    turn(task);
                    break;
            }
        } catch (const std::bad_alloc&) {
            return plan_.images[task.image] +
                   ": there is not enough memory for this picture; make it smaller";
        } catch (const std::exception& error) {
            return error.what();
        }
        return std::nullopt;
    }

    // An image's entry is written by the thread that works on it and read by others only after finish(),
    // which holds the lock.

    void read(const Task& task) {
        Progress& image = images_[task.image];
        image.picture = hooks_.load(task.image);
        image.originals.resize(engines_.size());
    }

    void detect(const Task& task) {
        Progress& image = images_[task.image];
        image.originals[task.part] = std::make_shared<const sift::Features>(
            detect_features(image.picture->grey, engines_[task.part], stop_));
    }

    void turn(const Task& task) {
        const Progress& image = images_[task.image];
        std::shared_ptr<const SecondPicture> turned;
        for (std::size_t engine = 0; engine < engines_.size(); ++engine) {
            Settings settings = engines_[engine];
            settings.angle = plan_.angles[task.part];
            if (!turned) turned = rotate_grey_picture(*image.picture, settings, stop_);
            if (!turned) return;
            const sift::Features& original = *image.originals[engine];
            const sift::Features features = detect_features(turned->picture->grey, settings, stop_);
            if (stop_.stop_requested()) return;
            const auto match = match_features(image.picture, original, turned, features, settings, stop_);
            if (!match) return;
            const std::size_t row = plan_.row_of(task.image, engine, task.part);
            if (hooks_.matched) hooks_.matched(row, *match, original, features);
            const std::lock_guard lock(telling_);
            hooks_.row_done(row, sweep_row(plan_.images[task.image], *match));
        }
    }

    /// Takes the image one step on. Holds the lock.
    void finish(const Task& task, const std::optional<std::string>& failure) {
        Progress& image = images_[task.image];
        ++image.finished;
        if (failure && image.stage != Stage::closed) {
            close(image);
            const std::lock_guard lock(telling_);
            hooks_.image_failed(task.image, *failure);
        }
        switch (image.stage) {
            case Stage::reading:
                image.bytes = static_cast<std::size_t>(image.picture->width) *
                              static_cast<std::size_t>(image.picture->height) * (sizeof(float) + 3);
                in_use_ += image.bytes;
                enter(image, Stage::detecting);
                break;
            case Stage::detecting:
                if (image.finished == engines_.size()) enter(image, Stage::turning);
                break;
            case Stage::turning:
                if (image.finished == plan_.angles.size()) close(image);
                break;
            case Stage::waiting:
            case Stage::closed:
                break;
        }
        // The last to finish takes the picture away: others may still look at it.
        if (image.stage == Stage::closed && image.finished == image.begun) {
            image.picture = nullptr;
            image.originals.clear();
            in_use_ -= std::exchange(image.bytes, 0);
        }
        while (first_open_ < images_.size() && images_[first_open_].stage == Stage::closed) ++first_open_;
    }

    static void enter(Progress& image, Stage stage) {
        image.stage = stage;
        image.begun = image.finished = 0;
    }
    static void close(Progress& image) { image.stage = Stage::closed; }

    const SweepPlan& plan_;
    const SweepHooks& hooks_;
    const std::stop_token stop_;
    const std::size_t memory_;
    const std::size_t open_at_once_;
    std::vector<Settings> engines_;
    std::size_t bytes_per_pixel_ = 0;

    std::mutex telling_;  // one hook at a time
    std::mutex mutex_;    // of all below
    std::condition_variable_any changed_;
    std::size_t version_ = 0;  // counts the changes
    std::vector<Progress> images_;
    std::size_t first_open_ = 0;  // all images before it are closed
    std::size_t running_ = 0;     // tasks
    std::size_t in_use_ = 0;      // bytes
};

}  // namespace

void run_sweep(const SweepPlan& plan, const SweepHooks& hooks, int threads, std::stop_token stop,
               std::size_t memory) {
    if (plan.row_count() == 0) return;
    for (const Settings& settings : plan.engines) settings.validate();
    const auto all = static_cast<std::size_t>(sift::thread_count({.threads = threads}));
    const std::size_t workers = std::min(all, plan.images.size() * plan.angles.size());
    const int inside = static_cast<int>(all / workers);
    const OpencvUse opencv(inside);  // before any thread begins
    Sweep sweep(plan, hooks, stop, memory > 0 ? memory : half_of_the_memory(), workers, inside);

    std::vector<std::thread> others;
    try {
        while (others.size() + 1 < workers) others.emplace_back([&sweep] { sweep.work(); });
    } catch (const std::system_error&) {
        // As many as the system gives.
    }
    sweep.work();
    for (std::thread& other : others) other.join();
}

}  // namespace siftscope
