#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "app/gradients/lab_edits.h"
#include "app/gradients/lab_state.h"
#include "app/jobs/gradient_worker.h"
#include "app/model/history.h"
#include "app/model/picture.h"

namespace siftscope {

/// A cell on the screen: of the tensor with this name.
struct CellPick {
    std::string tensor;
    std::size_t flat = 0;
    friend bool operator==(const CellPick&, const CellPick&) = default;
};

/// A cell whose number is being typed.
struct CellEntry {
    CellPick cell;
    std::string text;
    bool select = true;  ///< typing replaces the text rather than continues it
    bool begun = false;  ///< the text field has the keyboard
    int frame = 0;       ///< ImGui's frame in which it was last drawn
};

/// A cell whose number is being dragged.
struct CellDrag {
    CellPick cell;
    double start = 0;  ///< its number when the button went down
    float pressed_x = 0;
    bool moved = false;
};

/// What all pictures of the screen show, as shares of their width and height: they are zoomed together.
struct PictureView {
    double zoom = 1;          ///< 1 shows all
    double x = 0.5, y = 0.5;  ///< in the middle
    friend bool operator==(const PictureView&, const PictureView&) = default;
};

/// All that the gradient screen knows.
struct GradientScreen {
    std::shared_ptr<const LabState> state;    ///< as edited; null until the screen is first shown
    std::shared_ptr<const LabResult> result;  ///< the newest; of an older state while it is being solved
    std::shared_ptr<const LabCheck> check;    ///< of `result`; null until it is done
    bool solving = false;
    History<LabState> history{200};

    std::optional<CellPick> hovered;  ///< in the last frame
    std::optional<CellPick> pinned;
    std::optional<CellEntry> entry;
    std::optional<CellDrag> drag;
    std::map<std::string, std::string> drafts;  ///< of text fields being edited, by name
    std::shared_ptr<const Picture> picture;     ///< that the photograph preset took its patch from
    PatchChoice patch;                          ///< what the photograph preset takes next
    std::optional<PatchChoice> patch_drag;      ///< as it was when the button went down
    PictureView view;
    bool differences = true;  ///< central differences are written under the gradients

    bool stepping = false;  ///< only what is computed up to `step` is shown
    std::size_t step = 0;
    bool playing = false;
    double speed = 4;  ///< steps a second
    double last_step_s = 0;

    std::string export_tensor;
    std::string export_path;
    bool export_path_chosen = false;         ///< by the user: other presets leave it alone
    std::optional<std::string> screen_path;  ///< a picture of the window is to be written there
};

}  // namespace siftscope
