#include "app/views/session_commands.h"

#include <utility>

#include "app/files/session_file.h"
#include "app/model/error.h"
#include "app/views/app_state.h"
#include "app/views/background_jobs.h"
#include "app/views/commands.h"

namespace siftscope {
namespace {

/// Arrives, once the pictures that are not at hand are read.
void read_missing(AppState& state) {
    const Arrival& wanted = *state.arrival;
    if (!wanted.session.other.empty() && !wanted.other) {
        state.opening_other = wanted.session.other;
        state.jobs->other_loader.open(state.opening_other);
    }
    if (wanted.picture_is_there) return arrive(state);
    state.opening = wanted.session.image;
    state.jobs->loader.open(state.opening);
}

/// Goes to a session at once, or as soon as its picture is read.
void go_to(AppState& state, Arrival arrival) {
    const Session& session = arrival.session;
    const auto at_hand = [](const std::shared_ptr<const Picture>& picture, const std::filesystem::path& path,
                            const std::string& sha256) {
        return picture && picture->path == path && (sha256.empty() || picture->sha256 == sha256);
    };
    arrival.picture_is_there = at_hand(state.picture, session.image, session.sha256);
    if (at_hand(state.other, session.other, session.other_sha256)) arrival.other = state.other;
    state.arrival = std::move(arrival);
    read_missing(state);
}

struct ApplySession {
    AppState& state;

    void operator()(const session::Undo& command) const {
        if (state.arrival) return;
        if (const auto reached = command.redo ? state.edits.redo() : state.edits.undo())
            go_to(state, {*reached, command.redo ? Arrival::From::redo : Arrival::From::undo});
    }

    void operator()(const session::SetPath& command) const {
        state.session_path = command.path;
        state.session_path_chosen = !command.path.empty();
    }

    void operator()(const session::Save&) const {
        if (!state.picture) throw UserError("There is nothing to save yet: open a picture first.");
        const std::filesystem::path path = state.session_path;
        if (!is_session_name(path))
            throw UserError("The name of a session must end in .json: \"" + state.session_path +
                            "\" does not.");
        state.jobs->session_writer.write(
            {path, [text = session_text(session_of(state), path)] { return text; }});
    }

    void operator()(const session::Open& command) const {
        Session session = read_session(command.path);
        give_up_arrival(state);
        go_to(state, {std::move(session), Arrival::From::file, command.path});
    }

    void operator()(const session::Reload&) const {
        if (!state.picture) return;
        give_up_arrival(state);
        Session session = session_of(state);
        session.sha256.clear();
        session.other_sha256.clear();
        state.changed_on_disk = false;
        state.arrival = Arrival{std::move(session), Arrival::From::reload};
        read_missing(state);
    }

    void operator()(const session::AnswerOffer& command) const {
        if (!state.offer) return;
        if (!command.restore) return state.offer.reset();
        give_up_arrival(state);
        go_to(state, {*state.offer, Arrival::From::crash});
    }
};

}  // namespace

void apply(AppState& state, const SessionCommand& command) {
    try {
        std::visit(ApplySession{state}, command);
    } catch (const UserError& refusal) {
        state.message = Message{refusal.what(), true};
    }
}

Session session_of(const AppState& state) {
    const bool two = state.other != nullptr;
    return {state.picture->path,
            state.picture->sha256,
            two ? state.other->path : std::filesystem::path(),
            two ? state.other->sha256 : std::string(),
            state.settings,
            state.selection,
            state.view,
            state.sweep.choice};
}

void arrive(AppState& state) {
    const bool waits_for_other = !state.arrival->session.other.empty() && !state.arrival->other;
    if (!state.arrival->picture_is_there || waits_for_other) return;
    const Arrival arrival = *std::exchange(state.arrival, std::nullopt);
    const Session& session = arrival.session;
    if (state.other != arrival.other) forget_result(state);
    state.other = arrival.other;
    const bool same_settings = state.settings == session.settings && is_current(state);
    state.settings = session.settings;
    state.view = session.view;
    state.selection = session.selection;
    static_cast<SweepScope&>(state.sweep.choice) = session.sweep;
    state.isolated = state.result ? found_in(*state.result, state.selection) : Pick{};
    if (arrival.from == Arrival::From::crash) state.offer.reset();
    if (arrival.from == Arrival::From::file) {
        state.session_path = arrival.file.string();
        state.session_path_chosen = false;  // another picture gets a name of its own
        state.opened = arrival.file;
    }
    state.message.reset();
    if (const std::string notice = changed_picture_notice(session, state.picture->sha256,
                                                          state.other ? state.other->sha256 : std::string());
        !notice.empty())
        state.message = Message{notice, false};
    if (!same_settings) match_again(state);
}

void give_up_arrival(AppState& state) {
    if (!state.arrival) return;
    state.jobs->other_loader.cancel();
    state.opening_other.clear();
    const Arrival::From from = std::exchange(state.arrival, std::nullopt)->from;
    if (from == Arrival::From::undo || from == Arrival::From::redo)
        state.edits.take_back(from == Arrival::From::redo);
}

void poll_session(AppState& state) {
    auto outcome = state.jobs->session_writer.take();
    if (!outcome) return;
    state.message = outcome->result ? Message{"Saved " + outcome->result->string() + ".", false}
                                    : Message{outcome->error, true};
}

void follow_edits(AppState& state, unsigned holder) {
    if (state.picture && !state.arrival) state.edits.follow(session_of(state), holder);
}

}  // namespace siftscope
