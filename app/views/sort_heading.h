#pragma once

#include <optional>
#include <string>

#include "app/views/frame.h"

namespace siftscope {

struct SortHeading {
    std::string widget;              ///< its name for scripts
    const char* column;              ///< unique in the table
    const char* label;               ///< what is shown
    const char* tooltip;             ///< what the column holds: a sentence
    std::optional<bool> descending;  ///< the order, where the table is sorted by this column
};

/// The heading of a column that a click sorts by. True when clicked.
bool sort_heading(Frame& frame, const SortHeading& heading);

}  // namespace siftscope
