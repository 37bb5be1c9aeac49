#pragma once

#include <string>
#include <vector>

#include "app/window/input_queue.h"
#include "app/window/shortcuts.h"
#include "app/window/theme.h"
#include "app/window/widget_registry.h"

namespace siftscope {

/// Reaches every control without a mouse: Tab goes to the next one in the order in which they are drawn,
/// Shift+Tab back, Enter uses it (a click; a slider's number is typed), Escape lets go. Arrows stay what they
/// are everywhere, turning the picture and moving the ratio, which is why ImGui's own navigation, which takes
/// them, is on in open lists and menus only.
class KeyboardWalk {
  public:
    /// Takes its keys before anyone else; `widgets` are those of the frame before. Enter's click goes into
    /// `input`.
    void take_keys(ShortcutQueue& keys, WidgetRegistry& widgets, InputQueue& input);
    /// Marks the control that was reached; within the frame, after all is drawn.
    void draw(const WidgetRegistry& widgets, const Palette& palette, float scale) const;

    /// The control that was reached; empty when there is none.
    [[nodiscard]] const std::string& at() const { return at_; }

  private:
    std::string at_;
};

/// The controls that Tab goes through, in order: what can be used, not figures and backgrounds.
[[nodiscard]] std::vector<std::string> controls_in_order(const WidgetRegistry& widgets);

}  // namespace siftscope
