#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "app/gradients/solved_lab.h"

namespace siftscope {

/// The whole computation in an order that can be followed by hand: forward a window at a time, backward a
/// contribution at a time.
class StepSequence {
  public:
    /// Empty when the problem has more cells than anybody would follow; see most_stepped_cells.
    explicit StepSequence(const SolvedLab& solved);

    [[nodiscard]] std::size_t size() const { return size_; }

    struct Step {
        nn::Cell cell;          ///< that is being computed
        std::size_t term = 0;   ///< how many of its terms are taken in after this step
        std::size_t terms = 0;  ///< how many it has
        double running = 0;     ///< the sum so far; the result after the last term
        std::string text;       ///< "dx[0, 1, 1]: 0.5*1 + -1*5 = -4.5 so far"
        bool backward = false;
    };
    /// The state after step `position`, from 0 to size() - 1.
    [[nodiscard]] Step at(const SolvedLab& solved, std::size_t position) const;

    /// Whether a computed cell has its number, or some of its terms, after step `position`. Given cells do
    /// always.
    [[nodiscard]] bool reached(const nn::Cell& cell, std::size_t position) const;

    /// The first step of the cell; none when the cell is given.
    [[nodiscard]] std::optional<std::size_t> first_step(const nn::Cell& cell) const;

    /// The first position of the backward pass.
    [[nodiscard]] std::size_t backward_begin() const { return backward_begin_; }

  private:
    struct Tensor {
        nn::Cell::Of of;
        std::size_t place;
        bool term_by_term;
        std::vector<std::size_t> first;  ///< [flat]: position of the cell's first step
        std::size_t end;                 ///< position after the last step
    };
    std::vector<Tensor> tensors_;
    std::size_t size_ = 0, backward_begin_ = 0;

    void add(const SolvedLab& solved, nn::Cell::Of of, std::size_t place, std::size_t cells,
             bool term_by_term);
    [[nodiscard]] const Tensor* find(const nn::Cell& cell) const;
};

inline constexpr std::size_t most_stepped_cells = 3000;

}  // namespace siftscope
