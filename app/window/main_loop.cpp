#include "app/window/main_loop.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <nlohmann/json.hpp>

#include "app/model/assets.h"
#include "app/model/error.h"
#include "app/views/commands.h"
#include "app/views/draw_frame.h"
#include "app/window/imgui_compat.h"

namespace siftscope {

namespace {

/// ImGui settles sizes, popups and hover within three frames of an event.
constexpr int frames_after_event = 3;
/// ImGui dims what lies under a dialog in a sixth of a second.
constexpr int frames_to_dim = 12;
/// Half the period in which the text cursor blinks.
constexpr double blink_s = 0.4;
/// How often a waiting script looks whether what it waits for has come.
constexpr double script_look_s = 0.03;
/// How often the files of the open pictures are looked at.
constexpr double file_look_s = 1;

std::filesystem::path first_picture() {
    const auto pictures = bundled_pictures();
    const auto poster = std::find_if(pictures.begin(), pictures.end(), [](const auto& path) {
        return path.filename().string().find("poster") != std::string::npos;
    });
    if (poster != pictures.end()) return *poster;
    return pictures.empty() ? std::filesystem::path() : pictures.front();
}

// A script meets the same window on every machine, and no hints to a newcomer in it.
Preferences scripted_preferences() {
    Preferences preferences;
    preferences.hints_seen = true;
    return preferences;
}

}  // namespace

MainLoop::MainLoop(const WindowOptions& options, const std::stop_token& stop)
    : scripted_(options.script.has_value()),
      stop_(stop),
      stored_(scripted_ ? scripted_preferences() : read_preferences(state_folder())),
      window_(stored_.width, stored_.height, "siftscope"),
      recent_(state_folder()),
      dialog_(&GlfwWindow::wake),
      ui_{.widgets = widgets_, .shortcuts = window_.shortcuts},
      app_(&GlfwWindow::wake),
      autosave_(state_folder(), &GlfwWindow::wake) {
    ui_.wake = &GlfwWindow::wake;
    ui_.set_clipboard = &GlfwWindow::set_clipboard;
    ui_.theme = stored_.theme;
    ui_.user_scale = stored_.user_scale;
    ui_.recent_files = recent_.files();
    ui_.system_dialog = dialog_.program();
    ui_.graphics = window_.graphics();
    app_.hints_open = !stored_.hints_seen;
    ui_.remember_file = [this](const std::filesystem::path& file) {
        recent_.remember(file);
        ui_.recent_files = recent_.files();
    };
    window_.on_drop = [this](std::vector<std::filesystem::path> files) {
        for (auto& file : files) ui_.open_requests.push_back(std::move(file));
    };
    left_ = autosave_.find_left();
    if (left_) app_.offer = left_->session;
    if (options.image) {
        ui_.open_requests.push_back(*options.image);
    } else if (auto picture = first_picture(); !picture.empty()) {
        ui_.open_requests.push_back(std::move(picture));
    }
}

void MainLoop::act(std::vector<ScriptLine> script, std::string name) {
    script_ = std::make_unique<ScriptRunner>(
        std::move(script), std::move(name),
        ScriptRunner::Host{window_, ui_, [this] { return busy(); }, [this] { return state(); },
                           [this] {
                               measuring_ = true;
                               times_.restart(GlfwWindow::seconds());
                           }});
}

void MainLoop::run() {
    const std::stop_callback end_sleep(stop_, &GlfwWindow::wake);
    while (!ui_.quit && !window_.should_close() && !stop_.stop_requested()) {
        sleep();
        if (script_) {
            script_->before_frame();
            if (script_->finished()) ui_.quit = true;
        }
        if (window_.minimised() && !script_) continue;
        frame();
    }
    if (left_ && !app_.offer) left_->forget();  // answered just before the end
    if (!scripted_ && preferences() != stored_) write_preferences(state_folder(), preferences());
}

void MainLoop::sleep() {
    const bool script_acts = script_ && !script_->waiting();
    if (script_acts || ui_.animate || window_.input.pending()) {
        window_.poll();
        frames_due_ = std::max(frames_due_, 1);
        return;
    }
    if (redraw_at_s_ > 0 && GlfwWindow::seconds() >= redraw_at_s_) {
        window_.poll();
        frames_due_ = std::max(frames_due_, 1);
        return;
    }
    if (script_) {
        // Drawing while a script waits would take the processor from what it waits for.
        if (window_.wait(script_look_s)) frames_due_ = frames_after_event;
        return;
    }
    if (frames_due_ > 0) {
        window_.poll();
        return;
    }
    double timeout_s = ImGui::GetIO().WantTextInput ? blink_s : 0;
    if (redraw_at_s_ > 0) {
        const double left_s = std::max(redraw_at_s_ - GlfwWindow::seconds(), 1e-3);
        timeout_s = timeout_s > 0 ? std::min(timeout_s, left_s) : left_s;
    }
    sleep_until_event(timeout_s);
}

/// While the window has the focus it wakes once a second to look at the files, and draws only when one has
/// changed.
void MainLoop::sleep_until_event(double timeout_s) {
    for (;;) {
        const bool watches = app_.picture && window_.focused();
        const bool looks_first = watches && (timeout_s <= 0 || timeout_s > file_look_s);
        const double wait_s = looks_first ? file_look_s : timeout_s;
        if (window_.wait(wait_s)) {
            frames_due_ = frames_after_event;
            return;
        }
        frames_due_ = 1;
        if (!looks_first || look_at_files()) return;
        if (timeout_s > 0) timeout_s -= wait_s;
    }
}

bool MainLoop::look_at_files() {
    looked_at_s_ = GlfwWindow::seconds();
    if (!app_.picture) return false;
    std::vector<std::filesystem::path> files{app_.picture->path};
    if (app_.other) files.push_back(app_.other->path);
    if (!file_watch_.changed(app_.picture.get(), files)) return false;
    apply(app_, NoteChangedFile{});
    return true;
}

void MainLoop::frame() {
    const double begin_s = GlfwWindow::seconds();
    if (begin_s - looked_at_s_ >= file_look_s) look_at_files();
    follow_look();
    // Keys belong to a list or menu that is open; asked now, as ImGui closes it on Escape when the frame
    // begins.
    const bool menu_open = !browser_.is_open() && ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup);
    imgui::let_keys_navigate(menu_open);
    if (menu_open) window_.shortcuts.end_frame();
    if (!browser_.is_open()) walk_.take_keys(window_.shortcuts, widgets_, window_.input);
    widgets_.begin_frame();
    ui_.animate = false;
    ui_.redraw_in_s = 0;
    window_.begin_frame();
    for (auto chosen : {browser_.draw(ui_), dialog_.take()})
        if (chosen) (browses_other_ ? ui_.match_requests : ui_.open_requests).push_back(std::move(*chosen));
    if (browser_.is_open()) window_.shortcuts.end_frame();
    draw_frame(app_, ui_);
    walk_.draw(widgets_, ui_.palette, ui_.scale);
    const bool browse_other = std::exchange(ui_.browse_other, false);
    if (std::exchange(ui_.browse, false) || browse_other) {
        browses_other_ = browse_other;
        browser_.open(app_.picture ? app_.picture->path : std::filesystem::path());
        frames_due_ = frames_to_dim;
    }
    if (const auto folder = std::exchange(ui_.system_dialog_in, std::nullopt)) dialog_.open(*folder);
    keep_session();
    window_.shortcuts.end_frame();
    const bool rendered = worth_rendering();
    if (rendered) {
        const double start = GlfwWindow::seconds();
        window_.render();
        take_screenshot();
        window_.show();
        rendered_at_s_ = GlfwWindow::seconds();
        render_cost_s_ = rendered_at_s_ - start;
    } else {
        window_.skip_render();
    }
    note_times(begin_s, rendered);
    follow_title();
    redraw_at_s_ = ui_.redraw_in_s > 0 ? GlfwWindow::seconds() + ui_.redraw_in_s : 0;
    ++frames_;
    frames_due_ = std::max(frames_due_ - 1, 0);
}

/// A script acts and waits in frames, and where software draws them, most of its time, or of what it waits
/// for, would go into pictures that nobody sees: there, only a part of the frames is rendered.
bool MainLoop::worth_rendering() const {
    return !script_ || ui_.quit || measuring_ || ui_.screenshot ||
           GlfwWindow::seconds() - rendered_at_s_ >= 4 * render_cost_s_;
}

void MainLoop::note_times(double start_s, bool rendered) {
    const double now_s = GlfwWindow::seconds();
    if (rendered) times_.add_frame(now_s - start_s);
    const bool edited = app_.settings != timed_settings_;
    timed_settings_ = app_.settings;
    times_.follow(now_s, edited, rendered && has_exact_picture(app_), rendered && is_current(app_),
                  rendered ? shown_match(app_).get() : nullptr);
}

void MainLoop::follow_look() {
    ui_.user_scale = std::clamp(ui_.user_scale, 0.5F, 4.0F);
    const float scale = window_.content_scale() * ui_.user_scale;
    const bool new_scale = scale != look_scale_;
    if (!new_scale && look_theme_ == ui_.theme) return;
    if (new_scale) {
        window_.forget_fonts();
        // Drawn at the size of real pixels, measured in units of the window.
        fonts_ = load_fonts(SIFTSCOPE_FONT_DIRS, scale * window_.pixel_ratio());
        ImGui::GetIO().FontGlobalScale = 1 / window_.pixel_ratio();
        ui_.fonts = &fonts_;
        ui_.scale = scale;
    }
    apply_theme(ui_.theme, scale);
    ui_.palette = palette_of(ui_.theme);
    look_scale_ = scale;
    look_theme_ = ui_.theme;
    frames_due_ = frames_after_event;
}

void MainLoop::follow_title() {
    const std::string title = ui_.title.empty() ? "siftscope" : ui_.title + " - siftscope";
    if (title == title_) return;
    title_ = title;
    window_.set_title(title);
}

void MainLoop::take_screenshot() {
    if (!ui_.screenshot) return;
    const auto path = *std::exchange(ui_.screenshot, std::nullopt);
    try {
        window_.write_screenshot(path);
    } catch (const UserError& error) {
        if (script_) throw script_->failure(error.what());
        app_.message = Message{error.what(), true};
    }
}

/// What a crash would take is written after each step that can be undone.
void MainLoop::keep_session() {
    const auto& now = app_.edits.now();
    const bool edited = app_.edits.undo_steps() + app_.edits.redo_steps() > 0;
    if (edited && now != kept_ && !app_.edits.in_gesture()) {
        kept_ = now;
        autosave_.save(*now);
    }
    // Restored things are forgotten only when they are kept anew.
    if (left_ && !app_.offer && !autosave_.busy()) {
        left_->forget();
        left_.reset();
    }
}

bool MainLoop::busy() {
    return is_busy(app_) || autosave_.busy() || dialog_.is_open();
}

nlohmann::ordered_json MainLoop::state() {
    nlohmann::ordered_json state = state_of(app_);
    state["frames"] = frames_;
    state["busy"] = busy() || !ui_.open_requests.empty() || !ui_.match_requests.empty();
    state["frame_ms"] = times_.frame_ms();
    state["update_ms"] = times_.update_ms(GlfwWindow::seconds());
    state["scale"] = ui_.scale;
    state["window"] = {window_.width(), window_.height()};
    state["reached"] = walk_.at().empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(walk_.at());
    // Put in when complete: an ordered object moves what it holds when it grows.
    auto rectangles = nlohmann::ordered_json::object();
    auto values = nlohmann::ordered_json::object();
    for (const auto& [name, widget] : widgets_.all()) {
        rectangles[name] = {widget.rect.x, widget.rect.y, widget.rect.width, widget.rect.height};
        if (widget.value.empty() && widget.kind != WidgetKind::text) continue;
        const auto number = nlohmann::ordered_json::parse(widget.value, nullptr, false);
        const bool typed = widget.kind == WidgetKind::slider || widget.kind == WidgetKind::checkbox;
        values[name] = typed && !number.is_discarded() ? number : nlohmann::ordered_json(widget.value);
    }
    state["widgets"] = std::move(rectangles);
    state["values"] = std::move(values);
    return state;
}

Preferences MainLoop::preferences() const {
    const float scale = window_.content_scale();
    return {static_cast<int>(std::lround(static_cast<float>(window_.width()) / scale)),
            static_cast<int>(std::lround(static_cast<float>(window_.height()) / scale)), ui_.theme,
            ui_.user_scale, !app_.hints_open};
}

}  // namespace siftscope
