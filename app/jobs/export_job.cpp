#include "app/jobs/export_job.h"

#include <stop_token>
#include <utility>

#include "app/drawing/export_all.h"
#include "app/drawing/match_picture.h"
#include "app/drawing/turned_picture.h"
#include "app/files/atomic_file.h"

namespace siftscope {

// A started export is finished even when another one waits: each was asked for.
ExportJob::ExportJob(std::function<void()> wake)
    : job_([](const Request& request, const std::stop_token&) { return run(request); }, std::move(wake)) {}

std::optional<std::filesystem::path> ExportJob::run(const Request& request) {
    if (request.all) {
        write_into_folder(request.path, all_exports(request.path, *request.result, {}, request.all));
        return request.path;
    }
    const std::string extension = request.path.extension().string();
    write_file(request.path, request.turned ? encode_turned_picture(*request.result, extension)
                                            : encode_match_picture(*request.result, extension));
    return request.path;
}

}  // namespace siftscope
