#include "app/model/edit_history.h"

#include <utility>

namespace siftscope {
namespace {

/// Whether nothing but zoom and place differ.
bool only_navigates(const Session& from, Session to) {
    to.view.fit = from.view.fit;
    to.view.zoom = from.view.zoom;
    to.view.centre = from.view.centre;
    return to == from;
}

}  // namespace

void EditHistory::follow(const Session& session, unsigned holder) {
    if (now_ == nullptr) now_ = std::make_shared<const Session>(session);
    if (*now_ == session) {
        if (holder != holder_) holder_ = 0;
        return;
    }
    const bool navigates = only_navigates(*now_, session);
    const bool continued = holder_ != 0 && holder == holder_;
    if (!continued && !(navigating_ && navigates)) history_.remember(now_);
    now_ = std::make_shared<const Session>(session);
    navigating_ = navigates && (navigating_ || !continued);
    holder_ = holder;
}

EditHistory::Pointer EditHistory::go(bool redo) {
    if (now_ == nullptr) return nullptr;
    Pointer reached = redo ? history_.redo(now_) : history_.undo(now_);
    if (reached == nullptr) return nullptr;
    now_ = reached;
    holder_ = 0;
    navigating_ = false;
    return reached;
}

}  // namespace siftscope
