#pragma once

#include <cstddef>
#include <memory>

#include "app/model/history.h"
#include "app/model/session.h"

namespace siftscope {

/// What was done on the match screen, to be undone and done again. It is told of the session as it is and
/// makes the steps by itself: all edits while one thing is held, such as the drag of a slider, are one step,
/// and so is zooming and moving about until something else is done.
class EditHistory {
  public:
    using Pointer = std::shared_ptr<const Session>;

    /// `session` is how things are now; `holder` stands for what edits and is still held, a widget or a key;
    /// 0 when nothing is.
    void follow(const Session& session, unsigned holder);

    /// The session to go to, which is from now on the present one; null when there is none.
    [[nodiscard]] Pointer undo() { return go(false); }
    [[nodiscard]] Pointer redo() { return go(true); }

    /// The session that undo or redo gave could not be reached: things are as before.
    void take_back(bool redo) { static_cast<void>(go(!redo)); }

    [[nodiscard]] std::size_t undo_steps() const { return history_.undo_steps(); }
    [[nodiscard]] std::size_t redo_steps() const { return history_.redo_steps(); }
    /// The session last told of; null before the first.
    [[nodiscard]] const Pointer& now() const { return now_; }
    /// More edits of the same step may come.
    [[nodiscard]] bool in_gesture() const { return holder_ != 0; }

  private:
    Pointer go(bool redo);

    History<Session> history_;
    Pointer now_;
    unsigned holder_ = 0;      ///< of the newest step, while more of it may come
    bool navigating_ = false;  ///< the newest step only zoomed or moved
};

}  // namespace siftscope
