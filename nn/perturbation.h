#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "nn/network.h"

namespace nn {

/// One number that the loss depends on: an entry of x, of a weight or of a bias.
struct Entry {
    enum class Of { x, weight, bias };
    Of of = Of::x;
    std::size_t layer = 0;  ///< of a weight or bias
    std::size_t flat = 0;   ///< row-major position
    friend bool operator==(const Entry&, const Entry&) = default;
};

/// What the forward pass becomes when one entry moves. Only the cells that it reaches are computed again, so
/// that a whole photograph can be checked pixel by pixel; tests hold it against the forward pass itself.
class Perturbation {
  public:
    /// Keeps references to both, which must outlive it, and a copy of all values.
    Perturbation(const Network& network, const Forward& base);

    struct Outcome {
        double loss_change = 0;  ///< L(moved) - L(base)
        bool same_choices =
            true;  ///< each maximum came from the same cell, each relu was on or off as before
    };

    /// Adds `change` to the entry, runs what depends on it, and puts everything back.
    [[nodiscard]] Outcome move(const Entry& entry, double change);

  private:
    const Network& network_;
    const Forward& base_;
    std::vector<std::array<SlidingWindow, 2>> axes_;  ///< [l], of convolution and pooling
    std::vector<Tensor> values_;                   ///< as the base's; moved cells are put back after each run
    std::vector<std::vector<std::size_t>> moved_;  ///< [v]: the cells of values_[v] that differ from the base
    std::vector<std::vector<char>> is_moved_;      ///< [v]: whether a cell stands in moved_[v]

    void touch(std::size_t value, std::size_t cell);
    void move_parameter(const Entry& entry, double change);
    void pass_conv2d(const Conv2d& conv, std::size_t l);
    void pass_fully_connected(const FullyConnected& full, std::size_t l);
    [[nodiscard]] bool pass_relu(std::size_t l);
    [[nodiscard]] bool pass_max_pool2d(std::size_t l);
    [[nodiscard]] double loss_change() const;
};

}  // namespace nn
