#include <fstream>

#include "tests/support/catch.h"
#include "tests/support/file_text.h"
#include "tests/window/scripted.h"

TEST_CASE("window: copies the command that reproduces what it shows", "[window]") {
    NEEDS_DISPLAY();
    if (!installed("xclip")) {
        WARN("skipped: xclip is not installed (script/bootstrap installs it)");
        return;
    }
    ScriptedWindow window;
    const auto program = window.start(
        "wait idle\nset angle 12.5\nwait idle\nkey Ctrl+Shift+C\nstate $DIR/copied.json\nwait file "
        "$DIR/go\n");
    for (int i = 0; i < 600 && !std::filesystem::exists(window.folder() / "copied.json"); ++i)
        REQUIRE(program->wait(0.1) == -1);
    const std::string file = (window.folder() / "clipboard").string();
    CHECK(run({"sh", "-c", "xclip -out -selection clipboard > '" + file + "'"}, window.environment(), 60) ==
          0);
    CHECK_THAT(file_text(file), contains_text("siftscope match"));
    CHECK_THAT(file_text(file), contains_text("--angle 12.5"));
    CHECK_THAT(file_text(file), contains_text("discs.png"));
    std::ofstream(window.folder() / "go") << "go";
    CHECK(program->wait(60) == 0);
}
