#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace sift::kernels {

inline constexpr int descriptor_cells = 4;       ///< along each side of the square
inline constexpr int descriptor_directions = 8;  ///< in each cell

/// The sums of a descriptor: entry (row * 4 + column) * 8 + direction.
using DescriptorSums =
    std::array<float, static_cast<std::size_t>(descriptor_cells* descriptor_cells* descriptor_directions)>;

/// The descriptor while it is filled, with floats or with integers. A gradient is shared by linear
/// interpolation among the two nearest rows, columns and directions: all eight shares lie side by side here,
/// so that one addition of a vector does it. Entry ((copy * 25 + 5 (row + 1) + column + 1) * 8 + direction)
/// * 8 + share, where row, column and direction are those of the lower neighbours, -1 to 3 and 0 to 7, and
/// the shares those of the cells upper left, upper right, lower left, lower right in the lower direction,
/// then the same in the upper one. Copies take turns from gradient to gradient, so that an addition need not
/// wait for the one before it, which mostly goes to the same place; four were slower than two, as they have
/// to be cleared and summed.
template <class Sum>
struct DescriptorHistogram {
    static constexpr int copies = 2;
    static constexpr int places = descriptor_cells + 1;  ///< of the lower neighbour, along each side
    static constexpr std::uint32_t last_place = places * places - 1;
    static constexpr int shares = 8;
    static constexpr int copy_size = places * places * descriptor_directions * shares;
    alignas(64) std::array<Sum, static_cast<std::size_t>(copies* copy_size)> entry{};

    /// The eight shares of gradient number `sample`.
    [[nodiscard]] Sum* shares_of(int sample, int place, int direction) {
        return entry.data() + sample % copies * copy_size +
               (place * descriptor_directions + direction) * shares;
    }

    /// What each cell and direction got from the four places around it.
    [[nodiscard]] DescriptorSums joined() const {
        constexpr int cells_of_place = 4;
        const auto all_copies = [&](int at) {
            Sum sum = entry[static_cast<std::size_t>(at)];
            for (int copy = 1; copy < copies; ++copy) {
                const int other = at + copy * copy_size;
                sum += entry[static_cast<std::size_t>(other)];
            }
            return sum;
        };
        // Each place's four cells, all copies and both shares of a direction together.
        Sum place_sums[cells_of_place][places * places][descriptor_directions];
        for (int place = 0; place < places * places; ++place)
            for (int k = 0; k < descriptor_directions; ++k) {
                const int before = (k + descriptor_directions - 1) % descriptor_directions;
                const int lower = (place * descriptor_directions + k) * shares;
                const int upper = (place * descriptor_directions + before) * shares + cells_of_place;
                for (int cell = 0; cell < cells_of_place; ++cell)
                    place_sums[cell][place][k] = all_copies(lower + cell) + all_copies(upper + cell);
            }
        DescriptorSums out{};
        for (int row = 0; row < descriptor_cells; ++row)
            for (int column = 0; column < descriptor_cells; ++column) {
                const int place = row * places + column;
                float* to = out.data() + (row * descriptor_cells + column) * descriptor_directions;
                for (int k = 0; k < descriptor_directions; ++k)
                    to[k] = static_cast<float>(
                        (place_sums[0][place + places + 1][k] + place_sums[1][place + places][k]) +
                        (place_sums[2][place + 1][k] + place_sums[3][place][k]));
            }
        return out;
    }
};

}  // namespace sift::kernels
