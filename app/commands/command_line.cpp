#include "app/commands/command_line.h"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <new>
#include <string>
#include <system_error>

#include <CLI/CLI.hpp>
#include <opencv2/core.hpp>

#include "app/commands/action.h"
#include "app/commands/bench_command.h"
#include "app/commands/command_help.h"
#include "app/commands/detect_command.h"
#include "app/commands/explain_command.h"
#include "app/commands/interrupt.h"
#include "app/commands/match_command.h"
#include "app/commands/nn_command.h"
#include "app/commands/run_command.h"
#include "app/commands/say_error.h"
#include "app/commands/sweep_command.h"
#include "app/commands/validate_command.h"
#include "app/files/atomic_file.h"
#include "app/files/shown_path.h"
#include "app/model/error.h"
#include "app/window/run_window.h"

namespace siftscope {
namespace {

constexpr int bad_input = 2;

/// A program started without its standard streams would get their numbers for the files it opens. Each
/// missing one is filled with a file that refuses: writing to it fails as writing to a closed one does.
void fill_standard_streams() {
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream)
        if (fcntl(stream, F_GETFD) == -1)
            if (open("/dev/null", stream == STDERR_FILENO ? O_WRONLY : O_RDONLY) == -1) return;
}

struct WindowArguments {
    std::string image;
    std::string script;
};

/// A misspelt subcommand is taken for a picture to open: say what it could have been.
void require_picture(const WindowArguments& arguments) {
    std::error_code ignored;
    if (!arguments.image.empty() && !std::filesystem::exists(arguments.image, ignored))
        throw UserError("there is neither a file nor a subcommand " + shown(arguments.image) +
                        "; see siftscope --help");
}

int open_window(const WindowArguments& arguments, const std::stop_token& stop) {
    require_picture(arguments);
    WindowOptions options;
    if (!arguments.image.empty()) options.image = arguments.image;
    if (!arguments.script.empty()) options.script = arguments.script;
    return run_window(options, stop);
}

int run_action(const Action& action) {
    const InterruptWatcher watcher;
    const int status = action(watcher.token());
    return watcher.signal() == 0 ? status : 128 + watcher.signal();
}

int parse_and_run(int argc, const char* const* argv) {
    CLI::App app(
        "See whether SIFT holds up when an image turns, and why.\n"
        "Without a subcommand the window opens.",
        "siftscope");
    add_common_flags(app);
    app.require_subcommand(0, 1);
    WindowArguments window;
    app.add_option("IMAGE", window.image, "The picture to open in the window");
    app.add_option("--script", window.script, "Act out the steps of FILE in the window")->type_name("FILE");
    Action action;
    add_detect_command(app, action);
    add_match_command(app, action);
    add_run_command(app, action);
    add_sweep_command(app, action);
    add_validate_command(app, action);
    add_explain_command(app, action);
    add_bench_command(app, action);
    add_nn_command(app, action);

    try {
        app.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
        write_file("-", help_text(app));
        return 0;
    } catch (const CLI::CallForVersion& version_line) {
        write_file("-", std::string(version_line.what()) + "\n");
        return 0;
    } catch (const CLI::ParseError& error) {
        if (app.get_subcommands().empty()) require_picture(window);
        throw UserError(usage_sentence(app, error));
    }
    if (!action) return run_action([&](const std::stop_token& stop) { return open_window(window, stop); });
    if (!window.image.empty() || !window.script.empty())
        throw UserError("an image or a script before a subcommand has no meaning; see siftscope --help");
    return run_action(action);
}

}  // namespace

int run_command_line(int argc, const char* const* argv) {
    try {
        fill_standard_streams();
        std::signal(SIGPIPE, SIG_IGN);  // a reader that left is a failed write with a sentence, no sudden end
        return parse_and_run(argc, argv);
    } catch (const std::bad_alloc&) {
        say_error("there is not enough memory for this; take a smaller picture or close other programs");
    } catch (const cv::Exception& error) {
        say_error(error.code == cv::Error::StsNoMem
                      ? "there is not enough memory for this; take a smaller picture or close other programs"
                      : "OpenCV failed: " + error.err);
    } catch (const std::exception& error) {
        say_error(error.what());
    } catch (...) {
        say_error("an unknown error ended the program");
    }
    return bad_input;
}

}  // namespace siftscope
