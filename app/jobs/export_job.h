#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "app/jobs/latest_job.h"
#include "app/model/match_result.h"
#include "app/model/session.h"

namespace siftscope {

/// Draws, encodes and writes match pictures in the background: the bytes of encode_match_picture; or the
/// turned picture alone; or all that a match yields, as all_exports gives it.
class ExportJob {
  public:
    explicit ExportJob(std::function<void()> wake);

    void write(std::shared_ptr<const MatchResult> result, std::filesystem::path path) {
        job_.post({std::move(result), std::move(path), std::nullopt, false});
    }
    void write_turned(std::shared_ptr<const MatchResult> result, std::filesystem::path path) {
        job_.post({std::move(result), std::move(path), std::nullopt, true});
    }
    void write_all(std::shared_ptr<const MatchResult> result, std::filesystem::path folder, Session session) {
        job_.post({std::move(result), std::move(folder), std::move(session), false});
    }
    [[nodiscard]] bool busy() const { return job_.busy(); }
    /// The path written, or a sentence that says why it was not.
    [[nodiscard]] std::optional<JobOutcome<std::filesystem::path>> take() { return job_.take(); }

  private:
    struct Request {
        std::shared_ptr<const MatchResult> result;
        std::filesystem::path path;
        std::optional<Session> all;  ///< everything into the folder `path`
        bool turned = false;         ///< the turned picture alone
    };
    static std::optional<std::filesystem::path> run(const Request& request);

    LatestJob<Request, std::filesystem::path> job_;
};

}  // namespace siftscope
