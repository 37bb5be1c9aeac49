#include "app/window/run_window.h"

#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "app/model/error.h"
#include "app/window/glfw_window.h"
#include "app/window/main_loop.h"
#include "app/window/script_parser.h"
#include "app/window/script_runner.h"

namespace siftscope {

namespace fs = std::filesystem;

namespace {

std::vector<ScriptLine> read_script(const fs::path& path) {
    std::error_code ignored;
    std::ifstream in(path, std::ios::binary);
    if (!in || fs::is_directory(path, ignored))
        throw UserError("cannot read the script " + path.string() + "; check its name");
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    return parse_script(text, path.string());
}

int say(int status, const char* sentence) {
    std::fprintf(stderr, "siftscope: %s\n", sentence);
    return status;
}

}  // namespace

int run_window(const WindowOptions& options, const std::stop_token& stop) {
    try {
        std::vector<ScriptLine> script;
        if (options.script) script = read_script(*options.script);
        MainLoop loop(options, stop);
        if (options.script) loop.act(std::move(script), options.script->string());
        loop.run();
        return 0;
    } catch (const NoDisplay& error) {
        return say(3, error.what());
    } catch (const ScriptFailure& error) {
        return say(5, error.what());
    } catch (const std::exception& error) {
        return say(2, error.what());
    }
}

}  // namespace siftscope
