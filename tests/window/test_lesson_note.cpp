#include <string>

#include "app/model/lessons.h"
#include "tests/support/catch.h"
#include "tests/window/scripted.h"

TEST_CASE("lessons: every control and figure that a step names is in the window, and a click opens its step",
          "[window]") {
    NEEDS_DISPLAY();
    ScriptedWindow window;
    std::string script =
        "resize 1280 800\nwait idle\nexpect lesson == 0\nclick menu_help\nclick menu_lessons\n"
        "expect lesson == 1\nexpect widgets contains lesson\nset max_distance_on on\n";
    const auto& steps = siftscope::lessons();
    for (std::size_t i = 0; i < steps.size(); ++i)
        for (const char* control : steps[i].controls) {
            const std::string name = control;
            // A press alone: what a click would change is no matter of this test.
            if (name.rfind("figure_", 0) == 0)
                script += "click " + name + "\nexpect lesson == " + std::to_string(i + 1) + "\n";
            else
                script += "hover " + name + "\n";
        }
    script += "click ratio\nexpect lesson == 9\nset contrast 0.06\nexpect lesson == 5\n";
    script += "click lesson_next\nexpect lesson == 6\nclick lesson_previous\nexpect lesson == 5\n";
    script += "tab explain\nexpect widgets contains lesson\ntab gradients\n";
    script += "tab match\nclick lesson_close\nexpect lesson == 0\nwait idle\nstate $DIR/closed.json\n";
    window.play(script);
    CHECK_FALSE(window.state("closed.json")["widgets"].contains("lesson"));
}

TEST_CASE("lessons: the side note can be used in a small window and twice as large, on every tab",
          "[window]") {
    NEEDS_DISPLAY();
    const std::string size = GENERATE("size_100", "size_200");
    CAPTURE(size);
    ScriptedWindow window;
    std::string script = "resize 1024 640\nwait idle\nclick menu_view\nclick menu_size\nclick " + size +
                         "\nclick menu_help\nclick menu_lessons\n";
    for (const char* tab : {"match", "explain", "compare", "sweep"})
        script += "tab " + std::string(tab) + "\nhover lesson_close\nclick lesson_next\n";
    window.play(script + "expect lesson == 5\nexpect error == null\n");
}
