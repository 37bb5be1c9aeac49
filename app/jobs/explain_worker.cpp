#include "app/jobs/explain_worker.h"

#include <algorithm>
#include <utility>

namespace siftscope {
namespace {

constexpr int strip_side = 128;  // pixels: sharp at twice the size of the usual screen

}  // namespace

ExplainWorker::ExplainWorker(std::function<void()> wake)
    : job_([this](const ExplainRequest& request,
                  std::stop_token stop) { return run(request, std::move(stop)); },
           std::move(wake)) {}

// False when a stop was requested.
bool ExplainWorker::prepare(const ExplainRequest& request, const sift::RunOptions& run) {
    const sift::DetectParams wanted = space_params(request.params);
    if (picture_ != request.picture || space_params_ != wanted || !space_) {
        explainer_.reset();
        space_.reset();  // two of them need not be in memory at a time
        auto space = scale_space_of(request.picture->grey, request.params, run);
        if (run.stop.stop_requested()) return false;
        picture_ = request.picture;
        space_params_ = wanted;
        space_ = std::move(space);
        strips_.clear();
        layer_ = {};
    }
    if (explainer_ && explainer_->params() == request.params) return true;
    explainer_.reset();
    Explainer explainer(space_, request.params, run);
    if (run.stop.stop_requested()) return false;
    explainer_ = std::move(explainer);
    return true;
}

std::optional<ExplainWorker::Answer> ExplainWorker::run(const ExplainRequest& request, std::stop_token stop) {
    if (!prepare(request, {request.threads, stop})) return std::nullopt;
    auto result = std::make_shared<ExplainResult>();
    result->request = request;
    result->story = explainer_->explain(request.place);
    const std::vector<sift::Octave>& octaves = explainer_->space().octaves;
    for (const sift::Octave& octave : octaves) result->lattices.push_back(octave.lattice);
    if (octaves.empty()) return result;
    result->first_octave = octaves.front().index;
    const auto nearest = [&](int index) -> const sift::Octave& {
        return explainer_->space().octave(std::clamp(index, octaves.front().index, octaves.back().index));
    };
    const int candidate = result->story.sample ? result->story.sample->octave : octaves.front().index;
    const sift::Octave& of_strip = nearest(request.strip.value_or(candidate));
    auto& strip = strips_[of_strip.index];
    if (!strip) strip = std::make_shared<const OctaveStrip>(octave_strip(of_strip, strip_side));
    result->strip = strip;
    if (layer_.first != request.layer)
        layer_ = {request.layer, layer_picture(nearest(request.layer.octave), request.layer)};
    result->layer = layer_.second;
    return result;
}

}  // namespace siftscope
