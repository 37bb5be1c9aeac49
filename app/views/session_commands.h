#pragma once

#include <filesystem>
#include <string>
#include <variant>

#include "app/model/session.h"

namespace siftscope {

struct AppState;

/// What is asked for about the match screen as a whole.
namespace session {

struct Undo {
    bool redo = false;
};
struct SetPath {
    std::string path;
};
/// Writes the session file.
struct Save {};
/// Opens a session file; what is on screen stays when it cannot be read.
struct Open {
    std::filesystem::path path;
};
/// Answers the offer to restore what a crash left behind.
struct AnswerOffer {
    bool restore = false;
};

}  // namespace session

using SessionCommand =
    std::variant<session::Undo, session::SetPath, session::Save, session::Open, session::AnswerOffer>;

void apply(AppState& state, const SessionCommand& command);

/// A session that is wanted and whose picture is still being read.
struct Arrival {
    enum class From { undo, redo, file, crash };

    Session session;
    From from = From::file;
    std::filesystem::path file;  ///< of a session opened
};

/// The session on the match screen; there is a picture.
[[nodiscard]] Session session_of(const AppState& state);

/// The picture of `state.arrival` is there: the rest of its session follows.
void arrive(AppState& state);

/// It cannot be read, or something else was asked for: what is on screen stands.
void give_up_arrival(AppState& state);

/// Takes in what has been written.
void poll_session(AppState& state);

/// Makes an undo step of what has changed; `holder` as in EditHistory::follow.
void follow_edits(AppState& state, unsigned holder);

}  // namespace siftscope
