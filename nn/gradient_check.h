#pragma once

#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <vector>

#include "nn/network.h"
#include "nn/perturbation.h"

namespace nn {

struct GradientCheckOptions {
    double step = 1e-5;                  ///< h, grows with numbers above 1000
    std::size_t check_all_up_to = 5000;  ///< entries; above it a sample is checked
    std::size_t sample = 1000;           ///< entries in the sample
    std::uint64_t seed = 1;              ///< of the sample
};

/// An entry where the loss is smooth within the step.
struct CheckedEntry {
    Entry entry;
    double analytic = 0;  ///< what backward() says
    double numeric = 0;   ///< (L(v + h) - L(v - h)) / 2h
    double relative_error = 0;
};

/// An entry where a maximum changes hands or a relu switches within the smallest step: the loss bends there,
/// a central difference would average two different slopes, and backward() picks one subgradient.
struct Kink {
    Entry entry;
    double analytic = 0;
    double slope_below = 0;  ///< (L(v) - L(v - h)) / h
    double slope_above = 0;  ///< (L(v + h) - L(v)) / h
    /// Whether backward()'s choice lies between the two slopes. It may not where several kinks meet: no
    /// choice made layer by layer is then a slope of the whole.
    bool between = false;
};

struct GradientCheck {
    double max_relative_error = 0;      ///< over `checked`; kinks are never averaged in
    std::vector<CheckedEntry> checked;  ///< in the order x, then weight and bias layer by layer
    std::vector<Kink> kinks;
    std::size_t entries = 0;  ///< numbers that the loss depends on
    bool sampled = false;     ///< not all entries were looked at
    std::uint64_t seed = 0;   ///< of the sample
};

/// Compares each gradient with a central difference of the loss.
///
///   relative error = |a - n| / max(1, |a|, |n|)
///
/// Where the step crosses a kink it is shortened, to a thousandth at last; what still bends is a Kink. Above
/// `check_all_up_to` entries, a sample drawn with `seed` is checked, in which small tensors are not drowned
/// by large ones: each tensor gets an equal share as far as it has entries.
///   stop  a requested stop ends the check early with what was checked so far
/// Source: Baydin et al. 2018, Automatic differentiation in machine learning: a survey, section 2.1
/// (numerical differentiation and its two errors).
[[nodiscard]] GradientCheck check_gradients(const Network& network, const Forward& forward,
                                            const Gradients& gradients,
                                            const GradientCheckOptions& options = {},
                                            const std::stop_token& stop = {});

/// The entries that check_gradients() looks at.
[[nodiscard]] std::vector<Entry> entries_to_check(const Network& network, const Tensor& x,
                                                  const GradientCheckOptions& options);

/// The number of entries that the loss depends on: x, weights and biases.
[[nodiscard]] std::size_t differentiable_entries(const Network& network, const Tensor& x);

}  // namespace nn
