#pragma once

#include <memory>
#include <string>

#include "app/views/canvas_graphics.h"
#include "app/views/frame.h"

namespace siftscope {

/// A small button that is lit while `on`; registered as `name`. True when clicked.
bool small_switch(Frame& frame, const std::string& name, const std::string& label, bool on,
                  const char* tooltip);

/// "Original" and "Rotated", the buttons PREFIX_original and PREFIX_rotated: true when `picture`, 0 or 1, was
/// changed.
bool picture_choice(Frame& frame, const std::string& prefix, const char* tooltip, int& picture);

/// The original (0) or the rotated picture (1); null when there is none yet.
[[nodiscard]] std::shared_ptr<const Picture> chosen_picture(const AppState& state, int picture);

/// Its texture; for a picture that there is.
[[nodiscard]] Texture& chosen_texture(CanvasGraphics& graphics, const AppState& state, int picture);

/// The canvas of one picture, shown as in `view`, as a button that takes clicks: canvas_source or
/// canvas_rotated for scripts.
void chosen_canvas_button(Frame& frame, int picture, const CanvasView& view);

}  // namespace siftscope
