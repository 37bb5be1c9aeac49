#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <variant>

#include "app/model/picture.h"
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
/// Reads the pictures again from their files; settings, selection and view stay.
struct Reload {};
/// Answers the offer to restore what a crash left behind.
struct AnswerOffer {
    bool restore = false;
};

}  // namespace session

using SessionCommand = std::variant<session::Undo, session::SetPath, session::Save, session::Open,
                                    session::Reload, session::AnswerOffer>;

void apply(AppState& state, const SessionCommand& command);

/// A session that is wanted and whose picture is still being read.
struct Arrival {
    enum class From { undo, redo, file, crash, reload };

    Session session;
    From from = From::file;
    std::filesystem::path file{};  ///< of a session opened
    bool picture_is_there = false;
    std::shared_ptr<const Picture> other{};  ///< the second picture of the session, once it is there
};

/// The session on the match screen; there is a picture.
[[nodiscard]] Session session_of(const AppState& state);

/// A picture of `state.arrival` is there: once all are, the rest of its session follows.
void arrive(AppState& state);

/// It cannot be read, or something else was asked for: what is on screen stands.
void give_up_arrival(AppState& state);

/// Takes in what has been written.
void poll_session(AppState& state);

/// Makes an undo step of what has changed; `holder` as in EditHistory::follow.
void follow_edits(AppState& state, unsigned holder);

}  // namespace siftscope
