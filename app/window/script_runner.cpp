#include "app/window/script_runner.h"

#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <memory>
#include <utility>

#include "app/files/atomic_file.h"
#include "app/model/error.h"
#include "app/window/expectation.h"
#include "app/window/glfw_window.h"

namespace siftscope {

namespace {

constexpr double idle_limit_s = 300;
constexpr double file_limit_s = 300;

}  // namespace

ScriptRunner::ScriptRunner(std::vector<ScriptLine> script, std::string name, Host host)
    : script_(std::move(script)), name_(std::move(name)), host_(std::move(host)) {
    // The widgets and the first picture need a frame before anything can be aimed at.
    actions_.push_back(settle(2));
}

void ScriptRunner::before_frame() {
    waiting_ = false;
    while (true) {
        if (actions_.empty()) {
            if (next_ == script_.size()) return;
            begin(script_[next_++]);
            continue;
        }
        Action action = std::move(actions_.front());
        actions_.pop_front();
        const After after = action();
        if (after == After::again) actions_.push_front(std::move(action));
        actions_.insert(actions_.begin(), std::make_move_iterator(inserted_.begin()),
                        std::make_move_iterator(inserted_.end()));
        inserted_.clear();
        if (after != After::same_frame) break;
    }
    host_.window.listening = waiting_;
}

void ScriptRunner::begin(const ScriptLine& line) {
    line_ = line.line;
    std::visit([this](const auto& step) { start(step); }, line.step);
    actions_.insert(actions_.begin(), std::make_move_iterator(inserted_.begin()),
                    std::make_move_iterator(inserted_.end()));
    inserted_.clear();
}

void ScriptRunner::insert(std::vector<Action> actions) {
    std::move(actions.begin(), actions.end(), std::back_inserter(inserted_));
}

ScriptFailure ScriptRunner::failure(const std::string& sentence) const {
    return ScriptFailure(name_ + ":" + std::to_string(line_) + ": " + sentence);
}

std::string ScriptRunner::unknown(const std::string& name) const {
    std::string sentence = "there is no widget '" + name + "' in the window";
    const auto near = host_.ui.widgets.nearest(name);
    for (std::size_t i = 0; i < near.size(); ++i)
        sentence += (i == 0 ? "; the nearest are " : ", ") + near[i];
    return sentence;
}

const Widget& ScriptRunner::widget(const std::string& name) const {
    const Widget* found = host_.ui.widgets.find(name);
    if (found == nullptr) throw failure(unknown(name));
    return *found;
}

// ---- steps ----

void ScriptRunner::start(const step::Open& step) {
    insert({[this, path = step.path] {
                host_.ui.open_requests.emplace_back(path);
                return After::next_frame;
            },
            settle(2)});
}

void ScriptRunner::start(const step::Drop& step) {
    insert({[this, paths = step.paths] {
                if (host_.window.on_drop) host_.window.on_drop({paths.begin(), paths.end()});
                return After::next_frame;
            },
            settle(2)});
}

void ScriptRunner::start(const step::Set& step) {
    insert({reach(step.name), [this, step] {
                const Widget& target = widget(step.name);
                switch (target.kind) {
                    case WidgetKind::slider:
                    case WidgetKind::text:
                        insert(replace_text_actions(step.name, step.value));
                        break;
                    case WidgetKind::checkbox:
                        set_checkbox(step.name, target, step.value);
                        break;
                    case WidgetKind::combo:
                        choose(step.name, target, step.value);
                        break;
                    case WidgetKind::plain:
                    case WidgetKind::plane:
                        throw failure("'" + step.name + "' holds no value to set; click it instead");
                }
                return After::same_frame;
            }});
}

void ScriptRunner::start(const step::DragValue& step) {
    std::vector<Action> actions = {reach(step.name)};
    actions.push_back([this, step] {
        if (widget(step.name).kind != WidgetKind::slider)
            throw failure("'" + step.name + "' is no slider; give two positions X,Y X,Y");
        return After::same_frame;
    });
    actions.push_back(point_at_value(step.name, step.from));
    actions.push_back(button(true));
    constexpr int stops = 8;
    for (int i = 1; i <= stops; ++i)
        actions.push_back(point_at_value(step.name, step.from + (step.to - step.from) * i / stops));
    actions.push_back(settle(1));
    actions.push_back(correct_value(step.name, step.to));
    actions.push_back(button(false));
    actions.push_back(settle(2));
    insert(std::move(actions));
}

void ScriptRunner::start(const step::DragPoint& step) {
    std::vector<Action> actions = {reach(step.name), point_at(step.name, step.from), button(true)};
    // The widget may move what its coordinates mean while it is dragged: the way is fixed at the start.
    actions.push_back([this, step] {
        const Widget& target = widget(step.name);
        const ScreenPoint from = place(target, step.from);
        const ScreenPoint to = place(target, step.to);
        constexpr int stops = 8;
        std::vector<Action> moves;
        for (int i = 1; i <= stops; ++i) {
            const float t = static_cast<float>(i) / stops;
            const ScreenPoint point{from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t};
            moves.push_back([this, point] {
                move_pointer(point);
                return After::next_frame;
            });
        }
        insert(std::move(moves));
        return After::same_frame;
    });
    actions.push_back(button(false));
    actions.push_back(settle(2));
    insert(std::move(actions));
}

void ScriptRunner::start(const step::Click& step) {
    insert(click_actions(step.name, step.at));
}

void ScriptRunner::start(const step::Hover& step) {
    insert({reach(step.name), point_at(step.name, step.at), settle(3)});
}

void ScriptRunner::start(const step::Scroll& step) {
    std::vector<Action> actions = {reach(step.name), point_at(step.name, step.at), settle(1)};
    for (int i = 0; i < std::abs(step.notches); ++i) {
        actions.push_back([this, up = step.notches > 0] {
            host_.window.input.push(input::Wheel{0, up ? 1.0F : -1.0F});
            return After::next_frame;
        });
    }
    actions.push_back(settle(2));
    insert(std::move(actions));
}

void ScriptRunner::start(const step::Type& step) {
    std::vector<Action> actions = text_actions(step.text);
    actions.push_back(settle(2));
    insert(std::move(actions));
}

void ScriptRunner::start(const step::Key& step) {
    const Chord chord = *parse_chord(step.chord);
    std::vector<Action> actions;
    if (step.action == step::KeyAction::tap) actions = key_actions(chord);
    if (step.action == step::KeyAction::press) actions = {key(chord, true)};
    if (step.action == step::KeyAction::release) actions = {key(chord, false)};
    actions.push_back(settle(2));
    insert(std::move(actions));
}

void ScriptRunner::start(const step::Tab& step) {
    const bool full = step.name.rfind("tab_", 0) == 0;
    insert(click_actions(full ? step.name : "tab_" + step.name, std::nullopt));
}

void ScriptRunner::start(const step::WaitIdle&) {
    // Busy may begin a frame after its cause.
    auto calm_frames = std::make_shared<int>(0);
    const auto calm = [this, calm_frames] {
        const bool idle = !host_.busy() && host_.ui.open_requests.empty() &&
                          host_.ui.match_requests.empty() && !host_.window.input.pending();
        *calm_frames = idle ? *calm_frames + 1 : 0;
        return *calm_frames > 3;
    };
    insert({until(calm, idle_limit_s, "the window is still busy")});
}

void ScriptRunner::start(const step::WaitSeconds& step) {
    const auto end = Clock::now() + std::chrono::duration<double>(step.seconds);
    insert({[this, end] {
        waiting_ = Clock::now() < end;
        return waiting_ ? After::again : After::next_frame;
    }});
}

void ScriptRunner::start(const step::WaitFile& step) {
    const auto exists = [path = step.path] {
        std::error_code ignored;
        return std::filesystem::exists(path, ignored);
    };
    insert({until(exists, file_limit_s, "there is still no file '" + step.path + "'"), settle(2)});
}

void ScriptRunner::start(const step::WaitUntil& step) {
    const auto holds = [this, expected = step.expected] {
        return check_expectation(host_.state(), expected.key, expected.op, expected.value).empty();
    };
    const step::Expect& expected = step.expected;
    insert(
        {until(holds, idle_limit_s, "still not " + expected.key + " " + expected.op + " " + expected.value),
         settle(2)});
}

void ScriptRunner::start(const step::Expect& step) {
    insert({[this, step] {
        const std::string wrong = check_expectation(host_.state(), step.key, step.op, step.value);
        if (!wrong.empty()) throw failure(wrong);
        return After::same_frame;
    }});
}

void ScriptRunner::start(const step::Shot& step) {
    insert({[this, path = step.path] {
        host_.ui.screenshot = path;
        return After::next_frame;
    }});
}

void ScriptRunner::start(const step::State& step) {
    insert({[this, path = step.path] {
        try {
            write_file(path, host_.state().dump(2) + "\n");
        } catch (const UserError& error) {
            throw failure(error.what());
        }
        return After::same_frame;
    }});
}

void ScriptRunner::start(const step::Resize& step) {
    const auto resized = [this, step] {
        return host_.window.width() == step.width && host_.window.height() == step.height;
    };
    insert({[this, step] {
                host_.window.resize(step.width, step.height);
                return After::next_frame;
            },
            until(resized, 5,
                  "the display does not allow a window of " + std::to_string(step.width) + " x " +
                      std::to_string(step.height)),
            settle(2)});
}

void ScriptRunner::start(const step::Measure&) {
    insert({[this] {
        host_.measure();
        return After::same_frame;
    }});
}

void ScriptRunner::start(const step::Quit&) {
    next_ = script_.size();
    actions_.clear();
    insert({[this] {
        host_.ui.quit = true;
        return After::next_frame;
    }});
}

}  // namespace siftscope
