#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "nn/network.h"

namespace nn {

/// One number of the forward or backward pass.
struct Cell {
    enum class Of {
        value,       ///< values[place]
        value_grad,  ///< dL/dvalues[place]
        weight,      ///< of layers[place]
        bias,
        weight_grad,
        bias_grad,
        p,            ///< softmax of the logits; place is not used
        loss,         ///< the loss; place and flat are not used
        loss_weight,  ///< dy of a WeightedSum; place is not used
        constant      ///< a number that belongs to no grid, such as 1 in p - 1
    };
    Of of = Of::value;
    std::size_t place = 0;
    std::size_t flat = 0;
    friend bool operator==(const Cell&, const Cell&) = default;
};

/// One factor of a term: a number and the cell that it stands in.
struct Factor {
    double number = 0;
    Cell cell;
};

/// A product of one or two factors.
struct Term {
    std::vector<Factor> factors;
    [[nodiscard]] double value() const;
};

/// How one cell came to its number.
struct Contributions {
    enum class Rule {
        sum,        ///< the sum of the terms
        maximum,    ///< the largest of the terms, each a single factor; `chosen` won
        rectified,  ///< max(0, the single term)
        softmax,    ///< exp(first term) / sum of exp(every term but the first)
        neg_log,    ///< -log(the single term)
        given       ///< nothing: an input, a parameter or a given upstream gradient
    };
    Rule rule = Rule::given;
    std::vector<Term> terms;
    std::size_t chosen = 0;  ///< of a maximum: the term that won
    double result = 0;       ///< the number in the cell, as the pass computed it
};

/// The terms behind any cell of the forward or the backward pass, in the order of the layer's formula, with
/// the cells they come from. Terms that read padding are left out: they are zero.
///
/// Throws std::invalid_argument when there is no such cell.
[[nodiscard]] Contributions contributions(const Network& network, const Forward& forward,
                                          const Gradients& gradients, const Cell& cell);

/// The terms with their numbers in place: `0.5*1 + -1*5 + 2*1 = -2.5`, `max(1, 1, 5) = 5`. Above `most`
/// terms, the first ones, an ellipsis and the last one; numbers are rounded to `digits` significant digits.
[[nodiscard]] std::string formula(const Contributions& contributions, std::size_t most = 30, int digits = 6);

/// A number as formula() writes it: `0.5`, `-1`, `1.5e-07`.
[[nodiscard]] std::string short_number(double value, int digits = 6);

}  // namespace nn
