#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/window/script_parser.h"
#include "app/window/ui_context.h"

namespace siftscope {

class GlfwWindow;

/// A step of a script could not be done or an expectation failed: "FILE:LINE: sentence".
class ScriptFailure : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// Acts a script out in the window: at most one mouse or keyboard event a frame, aimed at the rectangles that
/// the widgets had in the frame before.
class ScriptRunner {
  public:
    /// What the runner needs to know of the program.
    struct Host {
        GlfwWindow& window;
        UiContext& ui;
        std::function<bool()> busy;                     ///< a computation runs or waits to be shown
        std::function<nlohmann::ordered_json()> state;  ///< for `state` and `expect`
        std::function<void()> measure;                  ///< frame times anew, of every frame
    };

    ScriptRunner(std::vector<ScriptLine> script, std::string name, Host host);

    /// Does what belongs before the next frame. Call once a frame. Throws ScriptFailure.
    void before_frame();

    /// All steps are done.
    [[nodiscard]] bool finished() const { return actions_.empty() && next_ == script_.size(); }
    /// The current step waits: nothing needs to be drawn until something happens, and a person may act.
    [[nodiscard]] bool waiting() const { return waiting_; }

    /// A sentence of a step that the window itself could not do, such as writing a screenshot.
    [[nodiscard]] ScriptFailure failure(const std::string& sentence) const;

  private:
    enum class After { next_frame, same_frame, again };  ///< what follows an action
    using Action = std::function<After()>;
    using Clock = std::chrono::steady_clock;

    /// Puts actions before all that are still to come.
    void insert(std::vector<Action> actions);
    void begin(const ScriptLine& line);

    // One for each kind of step; they only insert actions.
    void start(const step::Open& step);
    void start(const step::Set& step);
    void start(const step::DragValue& step);
    void start(const step::DragPoint& step);
    void start(const step::Click& step);
    void start(const step::Hover& step);
    void start(const step::Scroll& step);
    void start(const step::Type& step);
    void start(const step::Key& step);
    void start(const step::Drop& step);
    void start(const step::Tab& step);
    void start(const step::WaitIdle& step);
    void start(const step::WaitSeconds& step);
    void start(const step::WaitFile& step);
    void start(const step::WaitUntil& step);
    void start(const step::Expect& step);
    void start(const step::Shot& step);
    void start(const step::State& step);
    void start(const step::Resize& step);
    void start(const step::Measure& step);
    void start(const step::Quit& step);

    // Actions.
    [[nodiscard]] Action reach(std::string name);
    [[nodiscard]] Action point_at(std::string name, std::optional<step::Point> at);
    [[nodiscard]] Action point_at_value(std::string name, double value);
    [[nodiscard]] Action button(bool down);
    [[nodiscard]] Action key(Chord chord, bool down);
    [[nodiscard]] Action character(unsigned int code_point);
    [[nodiscard]] Action settle(int frames);
    [[nodiscard]] Action until(std::function<bool()> done, double seconds, std::string otherwise);
    [[nodiscard]] Action correct_value(std::string name, double value);

    [[nodiscard]] std::vector<Action> click_actions(const std::string& name, std::optional<step::Point> at);
    [[nodiscard]] std::vector<Action> key_actions(Chord chord);
    [[nodiscard]] std::vector<Action> text_actions(const std::string& text);
    [[nodiscard]] std::vector<Action> replace_text_actions(const std::string& name, const std::string& text);
    void choose(const std::string& name, const Widget& combo, const std::string& wanted);
    void set_checkbox(const std::string& name, const Widget& box, const std::string& wanted);

    [[nodiscard]] const Widget& widget(const std::string& name) const;
    [[nodiscard]] std::string unknown(const std::string& name) const;
    [[nodiscard]] ScreenPoint place(const Widget& widget, const std::optional<step::Point>& at) const;
    void move_pointer(ScreenPoint to);

    std::vector<ScriptLine> script_;
    std::string name_;
    Host host_;
    std::size_t next_ = 0;  ///< index of the next step in script_
    int line_ = 0;          ///< of the step being done
    std::deque<Action> actions_;
    std::vector<Action> inserted_;
    bool waiting_ = false;
    ScreenPoint pointer_{};
    int mods_ = 0;
};

}  // namespace siftscope
