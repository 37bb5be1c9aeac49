#pragma once

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "app/views/app_state.h"
#include "app/window/autosave.h"
#include "app/window/file_browser.h"
#include "app/window/file_watch.h"
#include "app/window/frame_times.h"
#include "app/window/glfw_window.h"
#include "app/window/keyboard_walk.h"
#include "app/window/preferences.h"
#include "app/window/recent_files.h"
#include "app/window/run_window.h"
#include "app/window/script_runner.h"
#include "app/window/system_dialog.h"
#include "app/window/ui_context.h"

namespace siftscope {

/// The window's life: draws when something happens, sleeps when nothing does, and never waits for a
/// computation.
class MainLoop {
  public:
    /// Opens the window. Throws NoDisplay.
    MainLoop(const WindowOptions& options, const std::stop_token& stop);

    /// Lets a script act in place of a person; `name` is for its sentences.
    void act(std::vector<ScriptLine> script, std::string name);

    /// Returns when the window is closed. Throws ScriptFailure.
    void run();

  private:
    void sleep();
    void sleep_until_event(double timeout_s);
    bool look_at_files();
    void frame();
    void follow_look();
    void follow_title();
    void take_screenshot();
    void note_times(double start_s, bool rendered);
    [[nodiscard]] bool worth_rendering() const;
    [[nodiscard]] bool busy();
    void keep_session();
    [[nodiscard]] nlohmann::ordered_json state();
    [[nodiscard]] Preferences preferences() const;

    bool scripted_;
    std::stop_token stop_;
    Preferences stored_;
    GlfwWindow window_;
    WidgetRegistry widgets_;
    KeyboardWalk walk_;
    Fonts fonts_;
    RecentFiles recent_;
    FileBrowser browser_;
    SystemDialog dialog_;
    FileWatch file_watch_;
    double looked_at_s_ = 0;      ///< when the files were last looked at
    bool browses_other_ = false;  ///< its answer is to be matched with the open picture
    UiContext ui_;
    AppState app_;
    Autosave autosave_;
    std::optional<LeftSession> left_;      ///< offered in `app_` until it is answered
    std::shared_ptr<const Session> kept_;  ///< what was given to `autosave_` last
    std::unique_ptr<ScriptRunner> script_;

    float look_scale_ = 0;  ///< that fonts and theme were made for; 0 = not yet
    ThemeKind look_theme_ = ThemeKind::dark;
    std::string title_;
    int frames_due_ = 3;      ///< to draw before the window may sleep
    double redraw_at_s_ = 0;  ///< when a frame was asked for; 0 = none was
    long long frames_ = 0;
    FrameTimes times_;
    Settings timed_settings_;   ///< that times_ has heard of
    bool measuring_ = false;    ///< a script wants every frame to be rendered
    double rendered_at_s_ = 0;  ///< when the last rendering ended
    double render_cost_s_ = 0;  ///< what it took
};

}  // namespace siftscope
