#pragma once

#include <string>

#include "app/gradients/shown_tensors.h"
#include "app/views/frame.h"

namespace siftscope {

/// Cells that hold given numbers: dragged from side to side (0.1 for each 8 units, with Shift 1), typed into
/// after Ctrl+click, a double click, or just by typing while pinned, and moved by Up and Down.

/// Pins what is clicked, begins a drag or a text field. Call it behind the item that holds the cells.
void follow_pointer(Frame& frame, GradientScreen& screen, const SolvedLab& solved, const ShownTensor& shown,
                    const std::optional<CellPick>& hovered, bool draggable);

/// Takes in where the pointer has dragged a cell to; once a frame.
void follow_drag(Frame& frame, GradientScreen& screen, const SolvedLab& solved);

/// The text field in place of a cell.
void edit_cell(Frame& frame, GradientScreen& screen, const Rect& cell);

/// The keys of the gradient screen that edit cells, move the pin, and end a text field.
void cell_keys(Frame& frame, GradientScreen& screen);

/// The number of a given cell as edited, which may be newer than what is solved.
[[nodiscard]] double number_now(const GradientScreen& screen, const ShownTensor& shown, std::size_t flat,
                                double solved);

/// Notes the cell in the registry so that scripts can drag it and type into it.
void note_draggable_cell(Frame& frame, const GradientScreen& screen, const CellPick& pick,
                         const std::string& name, double number, const Rect& cell);

}  // namespace siftscope
