#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace siftscope {

/// The steps of a scripted window, one a line; docs/scripted-window.md describes them.
namespace step {

/// X,Y: pixels of a picture on a canvas, units of the axes on a plot, else pixels from the widget's corner.
struct Point {
    double x = 0;
    double y = 0;

    friend bool operator==(const Point&, const Point&) = default;
};

struct Open {
    std::string path;
};
struct Set {
    std::string name;
    std::string value;
};
struct DragValue {
    std::string name;
    double from = 0;
    double to = 0;
};
struct DragPoint {
    std::string name;
    Point from;
    Point to;
};
struct Click {
    std::string name;
    std::optional<Point> at;
};
struct Hover {
    std::string name;
    std::optional<Point> at;
};
struct Scroll {
    std::string name;
    Point at;
    int notches = 0;  ///< positive: away from the person
};
struct Type {
    std::string text;
};
enum class KeyAction { tap, press, release };
struct Key {
    std::string chord;
    KeyAction action = KeyAction::tap;
};
struct Drop {
    std::vector<std::string> paths;
};
struct Tab {
    std::string name;
};
struct WaitIdle {};
struct WaitSeconds {
    double seconds = 0;
};
struct WaitFile {
    std::string path;
};
struct Expect {
    std::string key;
    std::string op;
    std::string value;
};
/// Waits until the expectation holds.
struct WaitUntil {
    Expect expected;
};
struct Shot {
    std::string path;
};
struct State {
    std::string path;
};
struct Resize {
    int width = 0;
    int height = 0;
};
struct Measure {};
struct Quit {};

}  // namespace step

using Step = std::variant<step::Open, step::Set, step::DragValue, step::DragPoint, step::Click, step::Hover,
                          step::Scroll, step::Type, step::Key, step::Drop, step::Tab, step::WaitIdle,
                          step::WaitSeconds, step::WaitFile, step::WaitUntil, step::Expect, step::Shot,
                          step::State, step::Resize, step::Measure, step::Quit>;

struct ScriptLine {
    int line = 0;  ///< counted from 1
    Step step;
};

/// Reads a script. Arguments are separated by spaces; "quotes" keep spaces and # together (\" and \\ inside);
/// # at the start of a word begins a comment. Throws UserError "NAME:LINE: ..." for a verb that does not
/// exist and for missing, superfluous or malformed arguments.
[[nodiscard]] std::vector<ScriptLine> parse_script(std::string_view text, const std::string& name);

}  // namespace siftscope
