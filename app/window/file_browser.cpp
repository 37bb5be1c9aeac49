#include "app/window/file_browser.h"

#include <algorithm>
#include <cstdlib>
#include <system_error>
#include <utility>

#include <GLFW/glfw3.h>

#include "app/model/assets.h"
#include "app/window/imgui_compat.h"
#include "app/window/text_input.h"

namespace siftscope {

namespace fs = std::filesystem;

namespace {

constexpr const char* popup_title = "Open a picture or a session";
constexpr int entries_of_page = 10;  ///< entries that Page Up and Page Down pass over

bool is_folder(const fs::path& path) {
    std::error_code ignored;
    return fs::is_directory(path, ignored);
}

bool pressed(UiContext& ui, int key) {
    return ui.shortcuts.pressed({key, false, false, false});
}

}  // namespace

void FileBrowser::open(const fs::path& near) {
    std::error_code failed;
    const fs::path here = fs::current_path(failed);
    fs::path start = near.empty() ? here : fs::absolute(near, failed).parent_path();
    if (!is_folder(start)) start = is_folder(here) ? here : fs::path("/");

    places_.clear();
    const char* home = std::getenv("HOME");
    if (home != nullptr && is_folder(home)) {
        places_.push_back({"Home", home});
        for (const char* name : {"Pictures", "Desktop", "Downloads"})
            if (is_folder(fs::path(home) / name)) places_.push_back({name, fs::path(home) / name});
    }
    if (is_folder(here)) places_.push_back({"Working folder", here});
    if (const fs::path samples = assets_folder(); is_folder(samples)) places_.push_back({"Samples", samples});
    places_.push_back({"Computer", "/"});

    go_to(start);
    open_ = appear_ = true;
}

void FileBrowser::go_to(const fs::path& folder) {
    folder_ = folder.lexically_normal();
    if (!folder_.has_filename() && folder_ != folder_.root_path()) folder_ = folder_.parent_path();
    listing_ = list_folder(folder_, hidden_);
    error_ = listing_.error;
    selected_.reset();
    path_text_ = folder_ == folder_.root_path() ? folder_.string() : folder_.string() + "/";
}

void FileBrowser::go_up() {
    const std::string came_from = folder_.filename().string();
    if (folder_ == folder_.parent_path()) return;
    go_to(folder_.parent_path());
    for (std::size_t i = 0; i < listing_.entries.size(); ++i)
        if (listing_.entries[i].name == came_from) select(i);
}

void FileBrowser::select(std::size_t index) {
    if (listing_.entries.empty()) return;
    selected_ = std::min(index, listing_.entries.size() - 1);
    scroll_to_selected_ = true;
    path_text_ = selected_path().string();
    error_.clear();
}

fs::path FileBrowser::selected_path() const {
    return selected_ ? folder_ / listing_.entries[*selected_].name : fs::path();
}

std::optional<fs::path> FileBrowser::take(const fs::path& path) {
    std::error_code failed;
    if (fs::is_directory(path, failed)) {
        go_to(path);
        return std::nullopt;
    }
    if (fs::is_regular_file(path, failed)) return path;
    error_ = "There is no file or folder " + path.string() + ".";
    return std::nullopt;
}

std::optional<fs::path> FileBrowser::draw(UiContext& ui) {
    if (!open_) return std::nullopt;
    if (appear_) ImGui::OpenPopup(popup_title);
    const bool appearing = appear_;
    appear_ = false;
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowSize(
        {std::min(880 * ui.scale, screen.x * 0.94F), std::min(600 * ui.scale, screen.y * 0.92F)},
        ImGuiCond_Always);
    ImGui::SetNextWindowPos({screen.x / 2, screen.y / 2}, ImGuiCond_Always, {0.5F, 0.5F});
    bool keep = true;
    constexpr ImGuiWindowFlags fixed =
        ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoCollapse;
    if (!ImGui::BeginPopupModal(popup_title, &keep, fixed)) {
        open_ = appearing;
        return std::nullopt;
    }
    std::optional<fs::path> chosen;
    const auto first = [&](std::optional<fs::path> answer) {
        if (answer && !chosen) chosen = std::move(answer);
    };
    first(draw_path(ui));
    first(draw_places(ui));
    ImGui::SameLine();
    first(draw_entries(ui));
    first(draw_buttons(ui));
    first(take_keys(ui));
    // Escape first leaves the path field.
    const bool cancelled = pressed(ui, GLFW_KEY_ESCAPE) && !ImGui::GetIO().WantTextInput;
    if (chosen || cancelled || !keep) open_ = false;
    if (!open_) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
    return chosen;
}

std::optional<fs::path> FileBrowser::draw_path(UiContext& ui) {
    if (ImGui::Button("Up")) go_up();
    imgui::item_tooltip("The folder above (Backspace)");
    ui.widgets.note_item("browser_parent");
    ImGui::SameLine();
    if (std::exchange(focus_path_, false)) ImGui::SetKeyboardFocusHere();
    ImGui::SetNextItemWidth(-1);
    const bool entered = imgui::input_text("##path", path_text_, ImGuiInputTextFlags_EnterReturnsTrue);
    ui.widgets.note_text("browser_path", path_text_);
    if (ImGui::IsItemActive()) error_.clear();
    if (entered) return take(typed_path(path_text_, folder_));
    return std::nullopt;
}

std::optional<fs::path> FileBrowser::draw_places(UiContext& ui) {
    std::optional<fs::path> chosen;
    const float below = ImGui::GetFrameHeightWithSpacing() * 2;
    imgui::begin_bordered_child("places", {210 * ui.scale, -below});
    ImGui::TextDisabled("Places");
    std::optional<fs::path> folder;
    for (std::size_t i = 0; i < places_.size(); ++i) {
        const bool here = places_[i].folder == folder_;
        if (ImGui::Selectable((places_[i].label + "##place" + std::to_string(i)).c_str(), here))
            folder = places_[i].folder;
        ui.widgets.note_item("browser_place_" + std::to_string(i));
    }
    if (folder) go_to(*folder);
    if (!ui.recent_files.empty()) {
        ImGui::Spacing();
        ImGui::TextDisabled("Recent");
    }
    for (std::size_t i = 0; i < ui.recent_files.size(); ++i) {
        const fs::path& file = ui.recent_files[i];
        if (ImGui::Selectable((file.filename().string() + "##recent" + std::to_string(i)).c_str()))
            chosen = take(file);
        imgui::item_tooltip(file.string().c_str());
        ui.widgets.note_item("browser_recent_" + std::to_string(i));
    }
    ImGui::EndChild();
    return chosen;
}

std::optional<fs::path> FileBrowser::draw_entries(UiContext& ui) {
    std::optional<fs::path> activated;
    const float below = ImGui::GetFrameHeightWithSpacing() * 2;
    imgui::begin_bordered_child("entries", {0, -below});
    if (listing_.entries.empty() && listing_.error.empty())
        ImGui::TextDisabled("No pictures, sessions or folders here.");
    constexpr ImGuiTableFlags flags = ImGuiTableFlags_RowBg | ImGuiTableFlags_SizingStretchProp;
    if (!listing_.entries.empty() && ImGui::BeginTable("files", 2, flags)) {
        ImGui::TableSetupColumn("name", ImGuiTableColumnFlags_WidthStretch);
        ImGui::TableSetupColumn("size", ImGuiTableColumnFlags_WidthFixed, 80 * ui.scale);
        for (std::size_t i = 0; i < listing_.entries.size(); ++i) {
            const FolderEntry& entry = listing_.entries[i];
            ImGui::TableNextRow();
            ImGui::TableNextColumn();
            const std::string label = entry.name + (entry.is_folder ? "/" : "") + "##" + std::to_string(i);
            constexpr ImGuiSelectableFlags whole_row = ImGuiSelectableFlags_SpanAllColumns |
                                                       ImGuiSelectableFlags_AllowDoubleClick |
                                                       ImGuiSelectableFlags_DontClosePopups;
            if (ImGui::Selectable(label.c_str(), selected_ == i, whole_row)) {
                select(i);
                scroll_to_selected_ = false;  // it is under the pointer
                if (ImGui::IsMouseDoubleClicked(0)) activated = selected_path();
            }
            ui.widgets.note_item("browser_entry_" + std::to_string(i));
            if (selected_ == i && std::exchange(scroll_to_selected_, false)) ImGui::SetScrollHereY(0.5F);
            ImGui::TableNextColumn();
            if (!entry.is_folder) ImGui::TextDisabled("%s", readable_size(entry.bytes).c_str());
        }
        ImGui::EndTable();
    }
    ImGui::EndChild();
    return activated ? take(*activated) : std::nullopt;
}

std::optional<fs::path> FileBrowser::draw_buttons(UiContext& ui) {
    std::optional<fs::path> chosen;
    // The line of the error is there in any case, so that nothing moves when one appears.
    ImGui::PushStyleColor(ImGuiCol_Text, ui.palette.warning);
    ImGui::TextUnformatted(error_.c_str());
    ImGui::PopStyleColor();
    if (ImGui::Checkbox("Hidden files", &hidden_)) go_to(folder_);
    ui.widgets.note_checkbox("browser_hidden", hidden_);
    if (!ui.system_dialog.empty()) {
        ImGui::SameLine();
        if (ImGui::Button("System dialog\u2026")) {
            ui.system_dialog_in = folder_;
            open_ = false;
        }
        imgui::item_tooltip(("The file dialog of the desktop (" + ui.system_dialog + ")").c_str());
        ui.widgets.note_item("browser_system");
    }
    const float width = 110 * ui.scale;
    const float gap = ImGui::GetStyle().ItemSpacing.x;
    ImGui::SameLine(ImGui::GetContentRegionMax().x - 2 * width - gap);
    if (ImGui::Button("Cancel", {width, 0})) open_ = false;
    ui.widgets.note_item("browser_cancel");
    ImGui::SameLine();
    ImGui::PushStyleColor(ImGuiCol_Button, ImGui::GetStyleColorVec4(ImGuiCol_ButtonActive));
    if (ImGui::Button("Open", {width, 0})) chosen = take(typed_path(path_text_, folder_));
    ImGui::PopStyleColor();
    ui.widgets.note_item("browser_open");
    return chosen;
}

std::optional<fs::path> FileBrowser::take_keys(UiContext& ui) {
    if (ui.shortcuts.pressed({GLFW_KEY_L, true, false, false})) focus_path_ = true;
    for (const char start : {'/', '~'}) {
        if (!ui.shortcuts.typed(start)) continue;
        path_text_ = start;
        focus_path_ = true;
    }
    const std::size_t count = listing_.entries.size();
    const std::size_t at = selected_.value_or(0);
    while (pressed(ui, GLFW_KEY_DOWN)) select(selected_ ? *selected_ + 1 : 0);
    while (pressed(ui, GLFW_KEY_UP)) select(selected_.value_or(0) == 0 ? 0 : *selected_ - 1);
    if (pressed(ui, GLFW_KEY_PAGE_DOWN)) select(at + entries_of_page);
    if (pressed(ui, GLFW_KEY_PAGE_UP)) select(at < entries_of_page ? 0 : at - entries_of_page);
    if (pressed(ui, GLFW_KEY_HOME)) select(0);
    if (pressed(ui, GLFW_KEY_END)) select(count);
    if (pressed(ui, GLFW_KEY_BACKSPACE)) go_up();
    // A letter goes to the next entry that begins with it.
    for (char letter = 'a'; letter <= 'z'; ++letter) {
        if (!ui.shortcuts.typed(letter)) continue;
        for (std::size_t step = selected_ ? 1 : 0; step <= count && count > 0; ++step) {
            const std::size_t i = (at + step) % count;
            const char head = listing_.entries[i].name[0];
            if (head != letter && head != letter - 'a' + 'A') continue;
            select(i);
            break;
        }
    }
    const bool enter = pressed(ui, GLFW_KEY_ENTER) || pressed(ui, GLFW_KEY_KP_ENTER);
    if (enter && selected_) return take(selected_path());
    return std::nullopt;
}

}  // namespace siftscope
