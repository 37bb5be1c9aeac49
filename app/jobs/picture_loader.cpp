#include "app/jobs/picture_loader.h"

#include <chrono>
#include <stop_token>
#include <utility>

#include "app/files/read_picture.h"

namespace siftscope {
namespace {

std::optional<LoadedPicture> load(const std::filesystem::path& path, const std::stop_token& stop) {
    const auto start = std::chrono::steady_clock::now();
    LoadedPicture loaded{path, read_picture(path), 0};
    loaded.time_ms =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    if (stop.stop_requested()) return std::nullopt;  // another file was asked for meanwhile
    return loaded;
}

}  // namespace

PictureLoader::PictureLoader(std::function<void()> wake) : job_(load, std::move(wake)) {}

}  // namespace siftscope
