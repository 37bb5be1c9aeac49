#pragma once

#include <algorithm>
#include <cstddef>
#include <string>

#include "app/views/plot_view.h"

namespace siftscope {

// What the plots of a descriptor's 128 bins have in common.

/// Bins one after another, cell by cell.
[[nodiscard]] inline plot::Axis descriptor_axis() {
    plot::Axis axis{"16 cells of 8 directions", plot::Scale::linear, 0, 128, {}};
    for (int bin = 0; bin <= 128; bin += 32)
        axis.ticks.push_back({static_cast<double>(bin), std::to_string(bin)});
    return axis;
}

/// The bin below the pointer, which is on the plot.
[[nodiscard]] inline std::size_t pointed_bin(const PlotPlace& place) {
    return static_cast<std::size_t>(std::clamp(place.x_value(ImGui::GetIO().MousePos.x), 0.0, 127.0));
}

/// "row 1, column 3, direction 6": where a bin lies in the descriptor.
[[nodiscard]] inline std::string bin_place(std::size_t bin) {
    return "row " + std::to_string(bin / 32) + ", column " + std::to_string(bin / 8 % 4) + ", direction " +
           std::to_string(bin % 8);
}

}  // namespace siftscope
