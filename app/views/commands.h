#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "app/model/picture.h"
#include "app/model/settings.h"
#include "app/model/view_state.h"
#include "app/views/compare_commands.h"
#include "app/views/explain_commands.h"
#include "app/views/gradient_commands.h"
#include "app/views/panel.h"
#include "app/views/pick.h"
#include "app/views/session_commands.h"
#include "app/views/sweep_commands.h"

namespace siftscope {

struct AppState;

/// Reads a picture, or a session with its picture, in the background; the one on screen stays until it is
/// there, and if it cannot be read.
struct OpenPicture {
    std::filesystem::path path;
};
/// Matches the picture with another one, which is read in the background, instead of with itself turned; with
/// itself turned again when the path is empty.
struct MatchWith {
    std::filesystem::path path;
};
/// Refused with a message when out of range.
struct SetSettings {
    Settings settings;
};
struct SetView {
    ViewState view;
};
/// Shows one match or keypoint alone; none shows all again.
struct Isolate {
    Pick pick;
};
struct SetExportPath {
    std::string path;
};
/// Writes the match picture to the export path, as soon as the result is up to date.
struct ExportMatch {};
/// Writes the turned picture alone, beside the export path.
struct ExportTurned {};
/// Writes the match pictures of a full turn as numbered frames; gives it up when that is under way.
struct Animate {};
/// Turns the picture on and on, a degree at a time, until something is edited.
struct Play {
    bool on = true;
};
/// A picture's file has changed since it was read.
struct NoteChangedFile {
    bool changed = true;  ///< false: go on with what was read
};
/// Writes everything into the folder named like the export path: picture, keypoints, matches, report,
/// session.
struct ExportAll {};
/// Copies the `siftscope match ...` line that gives these numbers.
struct CopyCommand {};
/// Turns to another tab.
struct ShowPanel {
    Panel panel = Panel::match;
};
struct DismissMessage {};
/// Opens or closes the list of shortcuts.
struct ShowHelp {
    bool open = true;
};
/// Three hints for the first minutes.
struct ShowHints {
    bool open = true;
};
struct ShowAbout {
    bool open = true;
};
/// Opens the side note at a step of lessons(), 1 the first; 0 closes it.
struct ShowLesson {
    int number = 1;
};

/// What a panel or a shortcut asks for.
using Command = std::variant<OpenPicture, MatchWith, SetSettings, SetView, Isolate, SetExportPath,
                             ExportMatch, ExportAll, ExportTurned, Animate, Play, NoteChangedFile,
                             CopyCommand, ShowPanel, SetExplain, SetCompare, GradientCommand, SessionCommand,
                             SweepCommand, DismissMessage, ShowHelp, ShowHints, ShowAbout, ShowLesson>;

/// The one place where the state changes on behalf of the user.
void apply(AppState& state, const Command& command);

/// Has the picture matched in the background with the settings as they are.
void match_again(AppState& state);

/// What is shown belongs to other pictures: none of it stays, and what is being computed is given up.
void forget_result(AppState& state);

/// While it plays: what was asked for in this frame stops it when it edits; else the picture turns on as soon
/// as it is matched. Returns whether it turned.
bool play_on(AppState& state, const std::vector<Command>& commands);

/// Matches the picture with `other`, or with itself turned when that is null.
void match_with(AppState& state, std::shared_ptr<const Picture> other);

}  // namespace siftscope
