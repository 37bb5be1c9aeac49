#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "app/drawing/plot_axis.h"

// What a plot shows, without how: drawn as a scene by plot_scene.h, and by whoever else likes.

namespace siftscope::plot {

/// Values over x. A value that is no number is a gap.
struct Series {
    std::string name;
    std::size_t style = 0;  ///< number of the look: the same in every panel
    std::vector<double> x;
    std::vector<double> y;
    std::vector<double> low;  ///< of a band about y, as long as y; empty: none
    std::vector<double> high;
};

/// One pair of axes and what lies between them. The first series is at the bottom.
struct Panel {
    std::string title;
    Axis x;
    Axis y;
    std::vector<Series> series;
};

/// Panels that share a legend.
struct Figure {
    std::string title;
    std::vector<std::string> notes;  ///< a line each, below the legend
    std::vector<Panel> panels;
};

}  // namespace siftscope::plot
