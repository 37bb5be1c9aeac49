#include "app/views/gradient_commands.h"

#include <charconv>
#include <cmath>
#include <system_error>
#include <utility>

#include "app/gradients/kernels.h"
#include "app/gradients/lab_export.h"
#include "app/gradients/presets.h"
#include "app/model/error.h"
#include "app/model/reproduce_command.h"
#include "app/views/app_state.h"
#include "app/views/background_jobs.h"

namespace siftscope {
namespace {

// Numbers that all remembered states together may hold: 256 MiB.
constexpr std::size_t most_numbers_remembered = std::size_t{1} << 25;

std::string trimmed(const std::string& text) {
    const std::size_t first = text.find_first_not_of(" \t"), last = text.find_last_not_of(" \t");
    return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

double typed_number(const std::string& text) {
    std::string word = trimmed(text);
    if (!word.empty() && word[0] == '+') word.erase(0, 1);
    double number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc{} || end != word.data() + word.size() || !std::isfinite(number))
        throw UserError("\"" + text +
                        "\" is not a number that a cell can hold; type one like 0.5, -3 or 1e-4.");
    return number;
}

/// "3", "3x2", "3,2" or "3 × 2".
nn::Pair parse_pair(const std::string& text) {
    std::string numbers;
    for (const char letter : text) {
        const bool digit = letter >= '0' && letter <= '9';
        if (digit)
            numbers += letter;
        else if (letter == '-' || letter == '.' || letter == '+')
            numbers += '!';
        else if (!numbers.empty() && numbers.back() != ' ')
            numbers += ' ';
    }
    nn::Pair pair{};
    const char* at = numbers.data();
    const char* const end = at + numbers.size();
    std::size_t count = 0;
    while (at != end) {
        if (*at == ' ') {
            ++at;
            continue;
        }
        std::size_t number = 0;
        const auto [next, error] = std::from_chars(at, end, number);
        if (error != std::errc{} || count == 2) {
            count = 0;
            break;
        }
        pair[count++] = number;
        at = next;
    }
    if (count == 0)
        throw UserError("\"" + text +
                        "\" is neither one whole number nor two, rows and columns, like 3 or 3 \u00d7 2.");
    if (count == 1) pair[1] = pair[0];
    return pair;
}

class ApplyToLab {
  public:
    explicit ApplyToLab(AppState& app) : app_(app), screen_(app.gradients) {}

    void operator()(const gradient::OpenPreset& command) const {
        if (command.name == "photograph") {
            if (!app_.picture) throw UserError("The photograph preset needs an open picture: press Ctrl+O.");
            PatchChoice patch = screen_.patch;
            if (patch == PatchChoice{}) {
                patch.left = (app_.picture->width - patch.width) / 2;
                patch.top = (app_.picture->height - patch.height) / 2;
            }
            edit(photograph_lab(*app_.picture, patch), false);
            screen_.patch = *screen_.state->patch;
            screen_.picture = app_.picture;
        } else {
            edit(lab_of_preset(command.name), false);
        }
        screen_.pinned.reset();
        screen_.hovered.reset();
        screen_.entry.reset();
        screen_.view = {};
        screen_.stepping = screen_.playing = false;
        screen_.step = 0;
        screen_.export_tensor.clear();
    }

    void operator()(const gradient::SetNumber& command) const {
        edit(with_number(state(), given_cell(command.cell), command.number), command.continued);
    }

    void operator()(const gradient::TypeNumber& command) const {
        const double number = typed_number(command.text);
        edit(with_number(state(), given_cell(command.cell), number), false);
    }

    void operator()(const gradient::SetLayer& command) const {
        const nn::Pair pair = parse_pair(command.text);
        if (command.layer < state().problem.network.layers.size() &&
            setting_of(state().problem.network.layers[command.layer], command.setting) == pair)
            return;
        edit(with_setting(state(), command.layer, command.setting, pair), false);
    }

    void operator()(const gradient::SetTarget& command) const {
        edit(with_target(state(), command.target), false);
    }

    void operator()(const gradient::SetKernel& command) const {
        LabState changed = state();
        auto* conv = changed.problem.network.layers.empty()
                         ? nullptr
                         : std::get_if<nn::Conv2d>(&changed.problem.network.layers.front());
        if (conv == nullptr) throw UserError("This problem has no kernels.");
        // Another draw each time: the number of edits so far is as good a seed as any, and can be repeated.
        set_kernel(conv->weight, command.kernel, command.name,
                   static_cast<unsigned>(screen_.history.undo_steps() + 1));
        edit(std::move(changed), false);
    }

    void operator()(const gradient::SetPatch& command) const {
        if (!app_.picture) throw UserError("There is no open picture: press Ctrl+O.");
        const PatchChoice patch = fitted(command.patch, *app_.picture);
        screen_.patch = patch;
        if (screen_.state->patch == patch && !command.another_picture) return;
        edit(with_patch(state(), *app_.picture, patch), command.continued);
    }

    void operator()(const gradient::Undo& command) const {
        auto reached =
            command.redo ? screen_.history.redo(screen_.state) : screen_.history.undo(screen_.state);
        if (reached == nullptr) return;
        screen_.state = std::move(reached);
        if (screen_.state->patch) screen_.patch = *screen_.state->patch;
        solve();
    }

    void operator()(const gradient::Pin& command) const { screen_.pinned = command.cell; }

    void operator()(const gradient::SetSteps& command) const {
        screen_.stepping = command.stepping;
        screen_.step = command.step;
        screen_.playing = command.playing;
        screen_.speed = command.speed;
    }

    void operator()(const gradient::Export& command) const {
        if (screen_.result == nullptr || screen_.check == nullptr || screen_.solving)
            throw UserError("The numbers are still being computed and checked; export them in a moment.");
        const auto result = screen_.result;
        const auto check = screen_.check;
        const std::filesystem::path path = screen_.export_path;
        if (command.what == gradient::Export::What::map) {
            require_exportable(screen_.export_tensor, path.string());
            app_.jobs->writer.write({path, [result, check, name = screen_.export_tensor, path] {
                                         return export_bytes(*result->solved, *check, name, path.string());
                                     }});
            return;
        }
        const std::string stem = screen_.state->preset;
        if (command.what == gradient::Export::What::screen) {
            screen_.screen_path = (path.parent_path() / (stem + "-screen.png")).string();
            app_.message = Message{"Wrote " + *screen_.screen_path + ".", false};
            return;
        }
        const std::filesystem::path problem = path.parent_path() / (stem + "-problem.json");
        app_.jobs->writer.write({problem, [result, check, problem] {
                                     return export_bytes(*result->solved, *check, "problem",
                                                         problem.string());
                                 }});
        app_.clipboard = "siftscope nn " + shell_word(std::filesystem::absolute(problem).string());
    }

  private:
    AppState& app_;
    GradientScreen& screen_;

    [[nodiscard]] const LabState& state() const { return *screen_.state; }

    [[nodiscard]] nn::Cell given_cell(const CellPick& pick) const {
        if (screen_.result == nullptr) throw UserError("The numbers are still being computed.");
        const auto shown = find_tensor(*screen_.result->solved, pick.tensor);
        if (!shown || !shown->given)
            throw UserError("This number is computed; edit the numbers that it is computed from.");
        return {shown->of, shown->place, pick.flat};
    }

    void edit(LabState changed, bool continued) const {
        if (screen_.state && !continued) {
            screen_.history.remember(screen_.state);
            screen_.history.keep_below(most_numbers_remembered, numbers_in);
        }
        screen_.state = std::make_shared<const LabState>(std::move(changed));
        solve();
    }

    void solve() const {
        screen_.solving = true;
        app_.message.reset();
        app_.jobs->gradients.solve(screen_.state);
    }
};

bool exists(const SolvedLab& solved, const CellPick& pick) {
    const auto shown = find_tensor(solved, pick.tensor);
    return shown && pick.flat < numbers_of(solved, *shown).size();
}

}  // namespace

void apply(AppState& state, const GradientCommand& command) {
    try {
        std::visit(ApplyToLab(state), command);
    } catch (const UserError& refusal) {
        state.message = Message{refusal.what(), true};
    }
}

void poll_gradients(AppState& state) {
    GradientScreen& screen = state.gradients;
    if (state.panel != Panel::gradients && screen.state == nullptr) return;
    if (screen.state == nullptr) siftscope::apply(state, GradientCommand{gradient::OpenPreset{"worked_3x3"}});
    // Another picture was opened: the photograph preset goes over to it.
    if (screen.state != nullptr && screen.state->patch && state.picture && screen.picture != state.picture) {
        screen.picture = state.picture;
        siftscope::apply(state, GradientCommand{gradient::SetPatch{*screen.state->patch, false, true}});
    }
    auto [solved_lab, checked] = state.jobs->gradients.take();
    if (solved_lab) {
        screen.result = std::move(solved_lab);
        screen.check.reset();
        screen.solving = screen.result->solved->state != screen.state;
        const SolvedLab& solved = *screen.result->solved;
        if (screen.pinned && !exists(solved, *screen.pinned)) screen.pinned.reset();
        if (screen.hovered && !exists(solved, *screen.hovered)) screen.hovered.reset();
        if (screen.entry && !exists(solved, screen.entry->cell)) screen.entry.reset();
        const std::size_t steps = screen.result->steps.size();
        if (steps == 0) screen.stepping = screen.playing = false;
        if (screen.step >= steps) screen.step = steps == 0 ? 0 : steps - 1;
        if (!find_tensor(solved, screen.export_tensor) && screen.export_tensor != "problem" &&
            screen.export_tensor != "result" && screen.export_tensor != "derivation")
            screen.export_tensor = shown_tensors(solved).front().name;
    }
    if (checked) {
        if (checked->result) {
            if (checked->result->result == screen.result) screen.check = checked->result->check;
        } else {
            // The edit is turned back; what is on the screen is still good.
            screen.solving = false;
            state.message = Message{checked->error, true};
            if (screen.result != nullptr) {
                screen.state = screen.result->solved->state;
                screen.history.forget_newest();
                // The refused edit may have cut its check short, and one that came after it is turned back,
                // too.
                if (screen.check == nullptr || state.jobs->gradients.busy()) {
                    screen.solving = true;
                    state.jobs->gradients.solve(screen.state);
                }
            }
        }
    }
    if (auto outcome = state.jobs->writer.take()) {
        if (!outcome->result)
            state.message = Message{outcome->error, true};
        else if (outcome->result->filename().string().find("-problem.json") != std::string::npos)
            state.message = Message{"Copied: siftscope nn " + outcome->result->string(), false};
        else
            state.message = Message{"Wrote " + outcome->result->string() + ".", false};
    }
}

bool gradients_busy(const AppState& state) {
    const GradientScreen& screen = state.gradients;
    return screen.solving || screen.playing || state.jobs->gradients.busy() || state.jobs->writer.busy() ||
           (screen.result != nullptr && screen.check == nullptr) ||
           (state.panel == Panel::gradients && screen.state == nullptr);
}

}  // namespace siftscope
