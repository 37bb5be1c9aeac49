#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "app/jobs/latest_job.h"
#include "app/model/resampling_error.h"

namespace siftscope {

/// Which pictures are compared, and how the second is turned back.
struct ErrorMapRequest {
    std::shared_ptr<const Picture> original;
    std::shared_ptr<const SecondPicture> second;
    sift::Interpolation interpolation = sift::Interpolation::spline;
    int threads = 0;

    friend bool operator==(const ErrorMapRequest&, const ErrorMapRequest&) = default;
};

/// Measures what turning has done to a picture, in the background, the newest request first.
class ErrorMapWorker {
  public:
    using Answer = std::shared_ptr<const ResamplingError>;

    explicit ErrorMapWorker(std::function<void()> wake)
        : job_(
              [](const ErrorMapRequest& request, const std::stop_token& stop) -> std::optional<Answer> {
                  Answer answer = resampling_error(request.original, request.second, request.interpolation,
                                                   {request.threads, stop});
                  if (answer == nullptr) return std::nullopt;
                  return answer;
              },
              std::move(wake)) {}

    void measure(ErrorMapRequest request) { job_.post(std::move(request)); }
    void cancel() { job_.cancel(); }
    [[nodiscard]] bool busy() const { return job_.busy(); }
    [[nodiscard]] std::optional<JobOutcome<Answer>> take() { return job_.take(); }

  private:
    LatestJob<ErrorMapRequest, Answer> job_;
};

}  // namespace siftscope
