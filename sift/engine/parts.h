#pragma once

#include <vector>

#include "sift/engine/column_window.h"

namespace sift {

/// A part of an octave: its keypoints are those whose extremum lies in it.
struct Part {
    int top, bottom;  ///< rows [top, bottom)
    ColumnWindow columns;
};

/// An octave cut into a band of rows for each thread, if it is high enough, and into strips of about
/// `strip_columns`.
[[nodiscard]] std::vector<Part> parts_of(int width, int height, int threads, int strip_columns);

}  // namespace sift
