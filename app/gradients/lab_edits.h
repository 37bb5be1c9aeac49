#pragma once

#include <cstddef>

#include "app/gradients/lab_state.h"
#include "nn/contributions.h"

namespace siftscope {

/// What of a convolution or a pooling can be set.
enum class LayerSetting { kernel, stride, padding, dilation };

/// Each takes a state and gives the changed one; tensors whose shape follows from the change follow: kept
/// where old and new overlap, a larger kernel and larger weights filled with 0, a larger upstream gradient
/// with 1. Each throws UserError, one sentence, when the change cannot be; the state given is then still
/// good.

/// Sets a number that is given rather than computed: of x, a weight, a bias or the upstream gradient.
[[nodiscard]] LabState with_number(LabState state, const nn::Cell& cell, double number);

[[nodiscard]] LabState with_setting(LabState state, std::size_t layer, LayerSetting setting,
                                    const nn::Pair& pair);
[[nodiscard]] LabState with_target(LabState state, std::size_t target);

/// The pair that a layer has now; {0, 0} where it has no such setting.
[[nodiscard]] nn::Pair setting_of(const nn::Layer& layer, LayerSetting setting);
[[nodiscard]] bool has_setting(const nn::Layer& layer, LayerSetting setting);

/// The tensor that holds a given number, or null when cells of this kind are computed.
[[nodiscard]] const nn::Tensor* given_tensor(const NnProblem& problem, const nn::Cell& cell);

}  // namespace siftscope
