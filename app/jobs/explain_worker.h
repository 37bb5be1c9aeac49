#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "app/jobs/latest_job.h"
#include "app/model/explain.h"
#include "app/model/layer_pictures.h"
#include "app/model/picture.h"

namespace siftscope {

/// What the explain screen shows of a picture.
struct ExplainRequest {
    std::shared_ptr<const Picture> picture;
    sift::DetectParams params;
    int threads = 0;
    ExplainPlace place;
    LayerChoice layer;         ///< shown large
    std::optional<int> strip;  ///< the octave whose layers are shown small; empty: that of the candidate

    friend bool operator==(const ExplainRequest&, const ExplainRequest&) = default;
};

/// Never changed once made.
struct ExplainResult {
    ExplainRequest request;
    Explanation story;
    std::vector<sift::Lattice> lattices;  ///< of each octave
    int first_octave = -1;                ///< of these
    std::shared_ptr<const OctaveStrip> strip;
    cv::Mat layer;  ///< 8-bit grey; empty when the picture itself is shown
};

/// Explains in the background, the newest request first. The last picture's scale space is kept, so that
/// other places, thresholds and layers of it are answered at once.
class ExplainWorker {
  public:
    using Answer = std::shared_ptr<const ExplainResult>;

    explicit ExplainWorker(std::function<void()> wake);

    void explain(ExplainRequest request) { job_.post(std::move(request)); }
    /// Gives up what runs; no answer to earlier requests will come.
    void cancel() { job_.cancel(); }
    [[nodiscard]] bool busy() const { return job_.busy(); }
    [[nodiscard]] std::optional<JobOutcome<Answer>> take() { return job_.take(); }

  private:
    std::optional<Answer> run(const ExplainRequest& request, std::stop_token stop);
    bool prepare(const ExplainRequest& request, const sift::RunOptions& run);

    // Used by the job's thread alone.
    std::shared_ptr<const Picture> picture_;
    sift::DetectParams space_params_;
    std::shared_ptr<const ScaleSpace> space_;
    std::optional<Explainer> explainer_;
    std::map<int, std::shared_ptr<const OctaveStrip>> strips_;  ///< of space_, by octave
    std::pair<LayerChoice, cv::Mat> layer_;                     ///< of space_, the last one asked for
    LatestJob<ExplainRequest, Answer> job_;                     // last: its thread uses all of the above
};

}  // namespace siftscope
