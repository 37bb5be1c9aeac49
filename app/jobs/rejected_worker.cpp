#include "app/jobs/rejected_worker.h"

namespace siftscope {

std::optional<RejectedWorker::Answer> RejectedWorker::run(const RejectedRequest& request,
                                                          const std::stop_token& stop) {
    auto result = std::make_shared<RejectedResult>();
    result->request = request;
    for (std::size_t i = 0; i < request.pictures.size(); ++i) {
        // The original stays while the other one is turned.
        const bool known = last_ && last_->request.pictures[i] == request.pictures[i] &&
                           last_->request.params == request.params;
        result->candidates[i] =
            known ? last_->candidates[i]
                  : rejected_candidates(request.pictures[i]->grey, request.params, {request.threads, stop});
        if (stop.stop_requested()) return std::nullopt;
    }
    last_ = result;
    return result;
}

}  // namespace siftscope
