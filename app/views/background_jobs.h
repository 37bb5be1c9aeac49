#pragma once

#include <functional>
#include <utility>

#include "app/jobs/export_job.h"
#include "app/jobs/match_worker.h"
#include "app/jobs/picture_loader.h"

namespace siftscope {

/// The threads that work for the window.
struct BackgroundJobs {
    explicit BackgroundJobs(const std::function<void()>& wake)
        : loader(wake), matcher(wake), exporter(wake) {}

    PictureLoader loader;
    MatchWorker matcher;
    ExportJob exporter;
};

}  // namespace siftscope
