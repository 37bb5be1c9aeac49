#include "app/model/edit_history.h"

#include "tests/support/catch.h"

using namespace siftscope;

namespace {

Session with_angle(double angle) {
    Session session;
    session.image = "a.png";
    session.settings.angle = angle;
    return session;
}

Session with_zoom(double zoom) {
    Session session = with_angle(30);
    session.view.fit = false;
    session.view.zoom = zoom;
    return session;
}

}  // namespace

TEST_CASE("undo: every edit is a step, back and forth, down to the beginning", "[undo]") {
    EditHistory edits;
    CHECK(edits.undo() == nullptr);
    for (const double angle : {30.0, 40.0, 50.0}) edits.follow(with_angle(angle), 0);
    CHECK(edits.undo_steps() == 2);
    CHECK(*edits.undo() == with_angle(40));
    CHECK(*edits.undo() == with_angle(30));
    CHECK(edits.undo() == nullptr);
    CHECK(edits.redo_steps() == 2);
    CHECK(*edits.redo() == with_angle(40));
    edits.follow(with_angle(40), 0);  // where redo led to: nothing new
    CHECK(edits.undo_steps() == 1);
    edits.follow(with_angle(99), 0);
    CHECK(edits.redo() == nullptr);  // another way was taken
    CHECK(*edits.undo() == with_angle(40));
}

TEST_CASE("undo: all that a drag passes through is one step, and the next drag another", "[undo]") {
    EditHistory edits;
    edits.follow(with_angle(0), 0);
    for (int angle = 1; angle <= 20; ++angle) edits.follow(with_angle(angle), 7);
    edits.follow(with_angle(20), 7);  // held still
    for (int angle = 21; angle <= 30; ++angle) edits.follow(with_angle(angle), 7);
    edits.follow(with_angle(30), 0);
    CHECK(edits.undo_steps() == 1);
    edits.follow(with_angle(35), 7);
    CHECK(edits.in_gesture());
    edits.follow(with_angle(35), 0);
    CHECK_FALSE(edits.in_gesture());
    edits.follow(with_angle(40), 7);
    edits.follow(with_angle(45), 8);  // another slider was taken before anything was drawn in between
    CHECK(edits.undo_steps() == 4);
    CHECK(*edits.undo() == with_angle(40));
    CHECK(*edits.undo() == with_angle(35));
    CHECK(*edits.undo() == with_angle(30));
    CHECK(*edits.undo() == with_angle(0));
}

TEST_CASE("undo: zooming and moving about is one step until something else is done", "[undo]") {
    EditHistory edits;
    edits.follow(with_angle(30), 0);
    for (const double zoom : {1.0, 2.0, 3.0}) edits.follow(with_zoom(zoom), 0);
    CHECK(edits.undo_steps() == 1);
    Session turned = with_zoom(3);
    turned.settings.angle = 60;
    edits.follow(turned, 0);
    turned.view.zoom = 5;
    edits.follow(turned, 0);
    CHECK(edits.undo_steps() == 3);
    turned.view.zoom = 3;
    CHECK(*edits.undo() == turned);
    CHECK(*edits.undo() == with_zoom(3));
    // After undo, zooming is a step of its own: what was undone to must not be lost.
    edits.follow(with_zoom(4), 0);
    CHECK(*edits.undo() == with_zoom(3));
    CHECK(*edits.undo() == with_angle(30));
}

TEST_CASE("undo: a step that cannot be reached is taken back", "[undo]") {
    EditHistory edits;
    edits.follow(with_angle(1), 0);
    edits.follow(with_angle(2), 0);
    CHECK(edits.undo() != nullptr);
    edits.take_back(false);
    CHECK(*edits.now() == with_angle(2));
    CHECK(edits.undo_steps() == 1);
    CHECK(edits.redo_steps() == 0);
    CHECK(*edits.undo() == with_angle(1));
    CHECK(edits.redo() != nullptr);
    edits.take_back(true);
    CHECK(*edits.now() == with_angle(1));
    CHECK(edits.redo_steps() == 1);
}
