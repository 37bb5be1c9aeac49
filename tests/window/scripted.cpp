#include "tests/window/scripted.h"

#include <fstream>

#include <opencv2/imgcodecs.hpp>

#include "tests/support/catch.h"
#include "tests/support/textured_picture.h"

namespace fs = std::filesystem;

ScriptedWindow::ScriptedWindow(int display_width, int display_height)
    : picture_(folder_.path() / "discs.png"), display_(display_width, display_height) {
    cv::imwrite(picture_.string(), textured_picture(240, 180, 7)->colour);
}

std::map<std::string, std::string> ScriptedWindow::environment() const {
    return display_.environment((folder() / "state").string());
}

fs::path ScriptedWindow::write_script(std::string script) const {
    for (std::size_t at = 0; (at = script.find("$DIR", at)) != std::string::npos;)
        script.replace(at, 4, folder().string());
    const fs::path file = folder() / "script.txt";
    std::ofstream(file) << script;
    return file;
}

int ScriptedWindow::run(std::string script, const fs::path& image) {
    const fs::path file = write_script(std::move(script));
    ChildProcess window(
        {SIFTSCOPE_PROGRAM, "--script", file.string(), (image.empty() ? picture_ : image).string()},
        environment());
    const int status = window.wait(240);
    errors_ = window.errors();
    return status;
}

void ScriptedWindow::play(const std::string& script, const fs::path& image) {
    const int status = run(script, image);
    CAPTURE(script, errors());
    REQUIRE(status == 0);
}

std::unique_ptr<ChildProcess> ScriptedWindow::start(std::string script) const {
    const fs::path file = write_script(std::move(script));
    return std::make_unique<ChildProcess>(
        std::vector<std::string>{SIFTSCOPE_PROGRAM, "--script", file.string(), picture_.string()},
        environment());
}

nlohmann::json ScriptedWindow::state(const std::string& name) const {
    std::ifstream in(folder() / name);
    return nlohmann::json::parse(in, nullptr, false);
}
