#pragma once

#include <string>
#include <vector>

#include "app/views/frame.h"

namespace siftscope {

/// A section of the settings column that folds to its heading.
struct Fold {
    const char* name;                 ///< of the heading in the widget registry
    const char* title;                ///< on screen
    const char* tooltip;              ///< what it is for
    const char* reset_name;           ///< of the button that sets the section back
    std::vector<std::string> inside;  ///< the widgets that it hides
};

struct FoldState {
    bool open = false;
    bool reset = false;  ///< the button was clicked
};

/// Draws the heading, and beside it, when `offer_reset`, the button; below it, while it is folded, what is
/// set inside in a few words, `summary`. Folded at first; a click unfolds it.
[[nodiscard]] FoldState folding_section(Frame& frame, const Fold& fold, const std::string& summary,
                                        bool offer_reset);

}  // namespace siftscope
