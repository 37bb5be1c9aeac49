#pragma once

#include <filesystem>
#include <string>
#include <variant>

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

/// What a panel or a shortcut asks for.
using Command = std::variant<OpenPicture, SetSettings, SetView, Isolate, SetExportPath, ExportMatch,
                             ExportAll, CopyCommand, ShowPanel, SetExplain, SetCompare, GradientCommand,
                             SessionCommand, SweepCommand, DismissMessage, ShowHelp, ShowHints, ShowAbout>;

/// The one place where the state changes on behalf of the user.
void apply(AppState& state, const Command& command);

/// Has the picture matched in the background with the settings as they are.
void match_again(AppState& state);

}  // namespace siftscope
