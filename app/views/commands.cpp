#include "app/views/commands.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "app/files/session_file.h"
#include "app/model/lessons.h"
#include "app/model/reproduce_command.h"
#include "app/views/app_state.h"
#include "app/views/background_jobs.h"
#include "app/views/match_table_view.h"
#include "app/views/settings_column.h"

namespace siftscope {
namespace {

class Apply {
  public:
    explicit Apply(AppState& app) : state(app) {}

    void operator()(const OpenPicture& command) const {
        if (is_session_name(command.path))
            return siftscope::apply(state, SessionCommand{session::Open{command.path}});
        give_up_arrival(state);
        state.opening = command.path;
        state.jobs->loader.open(command.path);
    }

    void operator()(const MatchWith& command) const {
        if (!state.picture) return;
        give_up_arrival(state);
        if (command.path.empty()) {
            if (state.other) match_with(state, nullptr);
            return;
        }
        state.opening_other = command.path;
        state.jobs->other_loader.open(command.path);
    }

    void operator()(const SetSettings& command) const {
        if (command.settings == state.settings) return;
        try {
            command.settings.validate();
        } catch (const std::exception& refusal) {
            state.message = Message{refusal.what(), true};
            return;
        }
        state.settings = command.settings;
        if (state.message && !state.message->is_error) state.message.reset();  // news of the settings before
        match_again(state);
    }

    void operator()(const SetView& command) const { state.view = command.view; }

    void operator()(const Isolate& command) const {
        state.isolated = command.pick;
        state.selection = state.result ? selection_of(command.pick, *state.result) : Selection{};
    }

    void operator()(const SetExportPath& command) const {
        state.export_path = command.path;
        state.export_path_chosen = !command.path.empty();
    }

    void operator()(const ExportMatch&) const { ask_for(ExportKind::match); }

    void operator()(const ExportAll&) const { ask_for(ExportKind::all); }

    void operator()(const ExportTurned&) const { ask_for(ExportKind::turned); }

    void operator()(const Animate&) const {
        if (state.jobs->animator.busy()) {
            state.jobs->animator.cancel();
            state.message = Message{"The animation was given up; its frames are gone.", false};
        } else if (can_export() && !state.other) {
            state.jobs->animator.write({frames_folder(state),
                                        MatchInput{state.picture, nullptr, std::nullopt, state.load_ms},
                                        state.settings});
        }
    }

    void operator()(const Play& command) const {
        state.playing = command.on && state.picture && !state.other;
    }

    void operator()(const NoteChangedFile& command) const {
        state.changed_on_disk = command.changed && state.picture;
    }

    void operator()(const CopyCommand&) const {
        if (!state.picture) return;
        state.clipboard = reproduce_command(state.settings, state.picture->path,
                                            state.other ? state.other->path : std::filesystem::path());
        state.message = Message{"Copied: " + *state.clipboard, false};
    }

    void operator()(const ShowPanel& command) const {
        state.panel = command.panel;
        if (command.panel == Panel::explain) choose_isolated(state);
    }

    void operator()(const SetExplain& command) const { state.explain.choice = command.choice; }

    void operator()(const SetCompare& command) const { siftscope::apply(state, command); }

    void operator()(const GradientCommand& command) const { siftscope::apply(state, command); }

    void operator()(const SessionCommand& command) const { siftscope::apply(state, command); }

    void operator()(const SweepCommand& command) const { siftscope::apply(state, command); }

    void operator()(const ShowHelp& command) const { state.help_open = command.open; }

    void operator()(const ShowHints& command) const { state.hints_open = command.open; }

    void operator()(const ShowAbout& command) const { state.about_open = command.open; }

    void operator()(const ShowLesson& command) const {
        state.lesson = std::clamp(command.number, 0, static_cast<int>(lessons().size()));
    }

    void operator()(const DismissMessage&) const { state.message.reset(); }

  private:
    AppState& state;

    void ask_for(ExportKind kind) const {
        if (can_export()) state.export_waiting = kind;
    }

    // Says what is missing when there is something missing.
    [[nodiscard]] bool can_export() const {
        if (!state.picture)
            state.message = Message{"There is nothing to export yet: open a picture first.", true};
        else if (export_folder(state).empty())
            state.message = Message{"Name the file to export to, for example match.png.", true};
        else
            return true;
        return false;
    }
};

}  // namespace

void apply(AppState& state, const Command& command) {
    std::visit(Apply(state), command);
}

void match_again(AppState& state) {
    if (!state.picture) return;
    state.updating = true;
    state.jobs->matcher.match(MatchInput{state.picture, state.other, std::nullopt, state.load_ms},
                              state.settings);
}

bool play_on(AppState& state, const std::vector<Command>& commands) {
    const auto edits = [](const Command& command) {
        return std::holds_alternative<SetSettings>(command) || std::holds_alternative<OpenPicture>(command) ||
               std::holds_alternative<MatchWith>(command) || std::holds_alternative<ShowPanel>(command) ||
               std::holds_alternative<SessionCommand>(command);
    };
    if (std::any_of(commands.begin(), commands.end(), edits)) state.playing = false;
    if (!state.playing || !is_current(state)) return false;
    Settings settings = state.settings;
    settings.angle = stepped_angle(settings.angle, 1);
    apply(state, SetSettings{settings});
    return true;
}

void forget_result(AppState& state) {
    state.jobs->matcher.cancel();
    state.jobs->error_mapper.cancel();
    state.error_map = {};
    state.result.reset();
    state.preview.reset();
    state.second.reset();
    state.hovered = state.match_table->hovered = state.isolated = {};
}

void match_with(AppState& state, std::shared_ptr<const Picture> other) {
    forget_result(state);
    forget_explanation(state);
    state.other = std::move(other);
    state.selection = {};
    state.view.fit = true;
    match_again(state);
}

}  // namespace siftscope
