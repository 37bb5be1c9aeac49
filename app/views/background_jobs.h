#pragma once

#include <functional>
#include <utility>

#include "app/jobs/animation_job.h"
#include "app/jobs/compare_worker.h"
#include "app/jobs/error_map_worker.h"
#include "app/jobs/explain_worker.h"
#include "app/jobs/export_job.h"
#include "app/jobs/gradient_worker.h"
#include "app/jobs/match_worker.h"
#include "app/jobs/picture_loader.h"
#include "app/jobs/rejected_worker.h"
#include "app/jobs/sweep_worker.h"
#include "app/jobs/write_job.h"

namespace siftscope {

/// The threads that work for the window.
struct BackgroundJobs {
    explicit BackgroundJobs(const std::function<void()>& wake)
        : loader(wake),
          other_loader(wake),
          matcher(wake),
          exporter(wake),
          animator(wake),
          explainer(wake),
          comparer(wake),
          gradients(wake),
          rejected(wake),
          error_mapper(wake),
          writer(wake),
          session_writer(wake),
          sweeper(wake),
          sweep_writer(wake) {}

    PictureLoader loader;
    PictureLoader other_loader;  ///< of the picture that the first one is matched with
    MatchWorker matcher;
    ExportJob exporter;
    AnimationJob animator;
    ExplainWorker explainer;
    CompareWorker comparer;
    GradientWorker gradients;
    RejectedWorker rejected;
    ErrorMapWorker error_mapper;
    WriteJob writer;  ///< of the gradient screen
    WriteJob session_writer;
    SweepWorker sweeper;
    WriteJob sweep_writer;
};

}  // namespace siftscope
