#pragma once

#include <string>

namespace siftscope {

/// What the sliders remember from frame to frame, and a number being typed: it counts only when it is
/// finished, so that "0.75" is not taken for 0 on the way.
struct NumberEntry {
    std::string name;       ///< of the slider; empty when nothing is typed
    double start = 0;       ///< value when the typing began
    double draft = 0;       ///< value of the text so far
    int frame = 0;          ///< ImGui's frame in which it was last drawn
    std::string pressed;    ///< slider pressed since the pointer came to it: needs no explanation any more
    std::string requested;  ///< slider to be turned into a text field in the next frame
};

}  // namespace siftscope
