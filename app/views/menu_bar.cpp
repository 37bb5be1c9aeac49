#include "app/views/menu_bar.h"

#include <filesystem>
#include <string>

#include "app/model/assets.h"
#include "app/views/controls.h"
#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

bool entry(Frame& frame, const std::string& name, const char* label, const char* keys = nullptr,
           bool on = false, bool enabled = true) {
    const bool clicked = ImGui::MenuItem(label, keys, on, enabled);
    frame.ui.widgets.note_item(name);
    return clicked;
}

bool begin_menu(Frame& frame, const char* name, const char* label, bool enabled = true) {
    const bool open = ImGui::BeginMenu(label, enabled);
    // An open menu has become the current window; its title keeps its place while it is closed.
    if (!open) frame.ui.widgets.note_item(name);
    return open;
}

// "poster.png" as "Poster", "low_texture.png" as "Low texture".
std::string title_of(const std::filesystem::path& path) {
    std::string title = path.stem().string();
    for (char& c : title)
        if (c == '_' || c == '-') c = ' ';
    if (!title.empty() && title[0] >= 'a' && title[0] <= 'z')
        title[0] = static_cast<char>(title[0] - 'a' + 'A');
    return title;
}

void file_menu(Frame& frame) {
    if (entry(frame, "menu_open", "Open\u2026", "Ctrl+O")) frame.ui.browse = true;
    const bool open = frame.state.picture != nullptr;
    if (entry(frame, "menu_match_with", "Match with another picture\u2026", nullptr, false, open))
        frame.ui.browse_other = true;
    if (entry(frame, "menu_match_itself", "Match with itself, turned", nullptr, false,
              frame.state.other != nullptr))
        frame.ask(MatchWith{});
    const auto samples = bundled_pictures();
    if (begin_menu(frame, "menu_samples", "Samples", !samples.empty())) {
        for (const auto& path : samples)
            if (entry(frame, "sample_" + path.stem().string(), title_of(path).c_str()))
                frame.ask(OpenPicture{path});
        ImGui::EndMenu();
    }
    const auto recent = frame.ui.recent_files;
    if (begin_menu(frame, "menu_recent", "Recent", !recent.empty())) {
        for (std::size_t i = 0; i < recent.size(); ++i) {
            ImGui::PushID(static_cast<int>(i));
            if (entry(frame, "recent_" + std::to_string(i), recent[i].filename().string().c_str()))
                frame.ask(OpenPicture{recent[i]});
            explain(recent[i].string().c_str());
            ImGui::PopID();
        }
        ImGui::EndMenu();
    }
    ImGui::Separator();
    const bool has_picture = frame.state.picture != nullptr;
    if (entry(frame, "menu_export", "Export match picture", "Ctrl+E", false, has_picture))
        frame.ask(ExportMatch{});
    if (entry(frame, "menu_export_all", "Export all", nullptr, false, has_picture)) frame.ask(ExportAll{});
    if (entry(frame, "menu_save_session", "Save session", "Ctrl+S", false, has_picture))
        frame.ask(session::Save{});
    if (entry(frame, "menu_copy_command", "Copy command", "Ctrl+Shift+C", false, has_picture))
        frame.ask(CopyCommand{});
    ImGui::Separator();
    if (entry(frame, "menu_quit", "Quit", "Ctrl+Q")) frame.ui.quit = true;
}

void edit_menu(Frame& frame) {
    const AppState& state = frame.state;
    const bool gradients = state.panel == Panel::gradients;
    const auto& history = state.gradients.history;
    const auto step_entry = [&](const char* name, const char* label, const char* keys, bool redo) {
        const std::size_t steps = gradients ? redo ? history.redo_steps() : history.undo_steps()
                                  : redo ? state.edits.redo_steps()
                                            : state.edits.undo_steps();
        if (!entry(frame, name, label, keys, false, steps > 0)) return;
        if (gradients)
            frame.ask(gradient::Undo{redo});
        else
            frame.ask(session::Undo{redo});
    };
    step_entry("menu_undo", "Undo", "Ctrl+Z", false);
    step_entry("menu_redo", "Redo", "Ctrl+Shift+Z", true);
}

void view_menu(Frame& frame) {
    ViewState view = frame.state.view;
    if (entry(frame, "menu_fit", "Fit", "0")) view.fit = true;
    if (entry(frame, "menu_zoom_in", "Zoom in", "+")) frame.zoom_factor = 1.25;
    if (entry(frame, "menu_zoom_out", "Zoom out", "-")) frame.zoom_factor = 1 / 1.25;
    ImGui::Separator();
    if (entry(frame, "menu_right", "Right matches", nullptr, view.right_lines))
        view.right_lines = !view.right_lines;
    if (entry(frame, "menu_wrong", "Wrong matches", nullptr, view.wrong_lines))
        view.wrong_lines = !view.wrong_lines;
    if (entry(frame, "menu_rejected_right", "Right matches, rejected", nullptr, view.rejected_right_lines))
        view.rejected_right_lines = !view.rejected_right_lines;
    if (entry(frame, "menu_rejected_wrong", "Wrong matches, rejected", nullptr, view.rejected_wrong_lines))
        view.rejected_wrong_lines = !view.rejected_wrong_lines;
    if (entry(frame, "menu_keypoints", "Keypoints", nullptr, view.keypoints))
        view.keypoints = !view.keypoints;
    if (entry(frame, "menu_not_visible", "Keypoints not in both", nullptr, view.not_visible))
        view.not_visible = !view.not_visible;
    if (view != frame.state.view) frame.ask(SetView{view});
    ImGui::Separator();
    const bool dark = frame.ui.theme == ThemeKind::dark;
    if (entry(frame, "theme_dark", "Dark", nullptr, dark)) frame.ui.theme = ThemeKind::dark;
    if (entry(frame, "theme_light", "Light", nullptr, !dark)) frame.ui.theme = ThemeKind::light;
    if (begin_menu(frame, "menu_size", "Size")) {
        for (const int percent : {75, 100, 125, 150, 175, 200, 250}) {
            const float size = static_cast<float>(percent) / 100;
            const std::string label = std::to_string(percent) + " %";
            if (entry(frame, "size_" + std::to_string(percent), label.c_str(), nullptr,
                      frame.ui.user_scale == size))
                frame.ui.user_scale = size;
        }
        ImGui::EndMenu();
    }
}

}  // namespace

void menu_bar(Frame& frame) {
    if (!ImGui::BeginMainMenuBar()) return;
    if (begin_menu(frame, "menu_file", "File")) {
        file_menu(frame);
        ImGui::EndMenu();
    }
    if (begin_menu(frame, "menu_edit", "Edit")) {
        edit_menu(frame);
        ImGui::EndMenu();
    }
    if (begin_menu(frame, "menu_view", "View")) {
        view_menu(frame);
        ImGui::EndMenu();
    }
    if (begin_menu(frame, "menu_help", "Help")) {
        if (entry(frame, "menu_shortcuts", "Keyboard shortcuts", "F1")) frame.ask(ShowHelp{});
        if (entry(frame, "menu_hints", "Hints for the first minutes")) frame.ask(ShowHints{});
        if (entry(frame, "menu_lessons", "The formulas, step by step", nullptr, frame.state.lesson > 0,
                  frame.state.panel != Panel::gradients))
            frame.ask(ShowLesson{frame.state.lesson > 0 ? 0 : 1});
        if (entry(frame, "menu_about", "About siftscope")) frame.ask(ShowAbout{});
        ImGui::EndMenu();
    }
    ImGui::EndMainMenuBar();
}

}  // namespace siftscope
