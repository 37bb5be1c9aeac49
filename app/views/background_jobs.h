#pragma once

#include <functional>
#include <utility>

#include "app/jobs/export_job.h"
#include "app/jobs/gradient_worker.h"
#include "app/jobs/match_worker.h"
#include "app/jobs/picture_loader.h"
#include "app/jobs/write_job.h"

namespace siftscope {

/// The threads that work for the window.
struct BackgroundJobs {
    explicit BackgroundJobs(const std::function<void()>& wake)
        : loader(wake), matcher(wake), exporter(wake), gradients(wake), writer(wake) {}

    PictureLoader loader;
    MatchWorker matcher;
    ExportJob exporter;
    GradientWorker gradients;
    WriteJob writer;
};

}  // namespace siftscope
