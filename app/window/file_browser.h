#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/window/folder_listing.h"
#include "app/window/ui_context.h"

namespace siftscope {

/// The dialog that picks a picture file: a path field, places, recent files and the folder's pictures; by
/// mouse or by keyboard (arrows, Enter, Backspace for the folder above, Ctrl+L or / for the path, Escape).
///
/// Widgets: browser_path, browser_open, browser_cancel, browser_parent, browser_hidden, browser_system (where
/// there is such a dialog), browser_place_N, browser_recent_N, browser_entry_N (N from 0, in the order
/// shown).
class FileBrowser {
  public:
    /// Shows the dialog in the folder of `near` (a file; may be empty).
    void open(const std::filesystem::path& near);

    /// Draws the dialog if it is open; the file that the person chose. Call once a frame, before anything
    /// else takes shortcuts: while it is open all keys belong to it.
    [[nodiscard]] std::optional<std::filesystem::path> draw(UiContext& ui);

    [[nodiscard]] bool is_open() const { return open_; }

  private:
    struct Place {
        std::string label;
        std::filesystem::path folder;
    };

    void go_to(const std::filesystem::path& folder);
    void go_up();
    void select(std::size_t index);
    /// Enters a folder or yields a file; sets the error for what is neither.
    std::optional<std::filesystem::path> take(const std::filesystem::path& path);
    [[nodiscard]] std::filesystem::path selected_path() const;

    std::optional<std::filesystem::path> draw_places(UiContext& ui);
    std::optional<std::filesystem::path> draw_path(UiContext& ui);
    std::optional<std::filesystem::path> draw_entries(UiContext& ui);
    std::optional<std::filesystem::path> draw_buttons(UiContext& ui);
    std::optional<std::filesystem::path> take_keys(UiContext& ui);

    bool open_ = false;
    bool appear_ = false;  ///< the dialog is to be shown with the next frame
    bool hidden_ = false;
    std::filesystem::path folder_;
    FolderListing listing_;
    std::optional<std::size_t> selected_;
    bool scroll_to_selected_ = false;
    bool focus_path_ = false;
    std::string path_text_;
    std::string error_;
    std::vector<Place> places_;
};

}  // namespace siftscope
