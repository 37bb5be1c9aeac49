#pragma once

namespace sift {

/// Columns [left, right) of an octave.
struct ColumnWindow {
    int left = 0;
    int right = 0;
};

}  // namespace sift
