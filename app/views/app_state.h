#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "app/model/edit_history.h"
#include "app/model/match_result.h"
#include "app/model/picture.h"
#include "app/model/selection.h"
#include "app/model/session.h"
#include "app/model/settings.h"
#include "app/model/view_state.h"
#include "app/views/compare_screen.h"
#include "app/views/explain_screen.h"
#include "app/views/gradient_screen.h"
#include "app/views/number_entry.h"
#include "app/views/panel.h"
#include "app/views/pick.h"
#include "app/views/session_commands.h"
#include "app/views/sweep_screen.h"

namespace siftscope {

class CanvasGraphics;
class CompareGraphics;
class ExplainTextures;
class GradientTextures;
class MatchTable;
struct BackgroundJobs;

/// A sentence for the user; errors stay until they are dismissed.
struct Message {
    std::string text;
    bool is_error = false;
};

/// What can be written of a result.
enum class ExportKind {
    match,   ///< the match picture
    all,     ///< everything into a folder
    turned,  ///< the turned picture alone
};

/// All that the window knows. Changed by `apply` (commands.h) and `poll` alone; panels read it.
struct AppState {
    /// `wake` is called from background threads when `poll` would find something new.
    explicit AppState(const std::function<void()>& wake);
    ~AppState();
    AppState(const AppState&) = delete;
    AppState& operator=(const AppState&) = delete;

    Settings settings;
    std::shared_ptr<const Picture> picture;     ///< null until the first one is read
    std::filesystem::path opening;              ///< being read; empty when none is
    double load_ms = 0;                         ///< that reading `picture` took
    std::shared_ptr<const Picture> other;       ///< matched with `picture`; null: it is itself turned
    std::filesystem::path opening_other;        ///< being read; empty when none is
    std::shared_ptr<const MatchResult> result;  ///< the newest; of older settings while `updating`
    std::shared_ptr<const MatchResult>
        preview;  ///< a coarse match, newer than `result`; null when there is none
    std::shared_ptr<const SecondPicture> second;  ///< the newest rotated picture, at times newer than result
    bool updating = false;                        ///< `result` is not yet that of `settings` and `picture`

    Panel panel = Panel::match;  ///< the tab that is shown
    ExplainScreen explain;
    RejectedScreen rejected;   ///< candidates, when the view shows them
    ErrorMapScreen error_map;  ///< of turning, when the overlay shows it
    CompareScreen compare;
    SweepScreen sweep;
    GradientScreen gradients;
    ViewState view;
    Pick hovered;               ///< under the pointer in the last frame
    bool view_dragged = false;  ///< a canvas is being dragged
    Selection selection;        ///< clicked: shown alone until released
    Pick isolated;              ///< the selection in `result`; none while that has nothing at its place

    EditHistory edits;
    std::optional<Arrival> arrival;
    std::optional<Session> offer;  ///< left behind by a crash: may be restored
    std::string session_path;      ///< where Ctrl+S writes
    bool session_path_chosen = false;

    std::string export_path;
    bool export_path_chosen = false;  ///< by the user: opening another picture leaves it alone
    std::optional<ExportKind>
        export_waiting;  ///< asked for, to be written as soon as the result is up to date

    bool playing = false;          ///< the picture turns by itself until something is edited
    bool changed_on_disk = false;  ///< a picture's file is no longer what was read

    bool hints_open = false;  ///< to who starts for the first time
    std::optional<Message> message;

    NumberEntry entry;       ///< what is being typed, for the controls
    bool help_open = false;  ///< the list of shortcuts
    bool about_open = false;
    int lesson = 0;  ///< the step that the side note tells; 0 while it is closed

    // For the window that draws: taken out by draw_frame.
    std::optional<std::string> clipboard;         ///< to be copied
    std::optional<std::filesystem::path> opened;  ///< just read: to be remembered among the recent ones

    std::unique_ptr<BackgroundJobs> jobs;
    std::unique_ptr<CanvasGraphics> graphics;  ///< textures; made by the first draw_frame
    std::unique_ptr<ExplainTextures> explain_textures;
    std::unique_ptr<CompareGraphics> compare_graphics;
    std::unique_ptr<GradientTextures> gradient_textures;
    std::unique_ptr<MatchTable> match_table;  ///< what the table remembers from frame to frame
};

/// `result` is that of `settings` and `picture`: neither on its way nor refused.
[[nodiscard]] bool is_current(const AppState& state);

/// The newest match to be looked at: the preview, or else the result; null when there is none yet.
[[nodiscard]] const std::shared_ptr<const MatchResult>& shown_match(const AppState& state);

/// The rotated picture of the settings is there.
[[nodiscard]] bool has_exact_picture(const AppState& state);

/// Where everything is exported to: the export path without its ending.
[[nodiscard]] std::filesystem::path export_folder(const AppState& state);
/// Where the turned picture goes: the same with "-turned" and the ending, .png for .svg.
[[nodiscard]] std::filesystem::path turned_path(const AppState& state);
/// Where the frames of the animation go: the same folder with "-frames".
[[nodiscard]] std::filesystem::path frames_folder(const AppState& state);

/// Something is being read, computed or written.
[[nodiscard]] bool is_busy(const AppState& state);

/// Takes in what the background has finished. draw_frame begins with it.
void poll(AppState& state);

/// The match report of the result on screen, with "busy", "updating", "panel", "error", and what the view
/// shows: "view", "hovered", "isolated", "message".
[[nodiscard]] nlohmann::ordered_json state_of(const AppState& state);

}  // namespace siftscope
