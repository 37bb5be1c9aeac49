#include "app/commands/run_command.h"

#include <memory>

#include "app/commands/command_help.h"
#include "app/commands/match_run.h"
#include "app/files/session_file.h"

namespace siftscope {
namespace {

int run_session(MatchRun run, const std::stop_token& stop) {
    run.session = read_session(run.session_file);
    run.image = run.session->image.string();
    run.other = run.session->other.string();
    run.settings = run.session->settings;
    return run_match(run, stop);
}

}  // namespace

void add_run_command(CLI::App& app, Action& action) {
    const auto run = std::make_shared<MatchRun>();
    CLI::App& command = add_command(app, "run", "Match as a session says that the window has saved");
    command.add_option("SESSION", run->session_file, "The session, a .json file")->required()->type_name("");
    add_match_outputs(command, *run);
    command.final_callback(
        [run, &action] { action = [run](const std::stop_token& stop) { return run_session(*run, stop); }; });
}

}  // namespace siftscope
