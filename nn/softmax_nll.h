#pragma once

#include "nn/tensor.h"

namespace nn {

/// The negative log likelihood of one class under the softmax of the logits.
struct SoftmaxNll {
    Tensor p;         ///< [n], the probability of each class; sums to 1
    double loss = 0;  ///< -log p_target, natural logarithm, >= 0
};

/// p_i = exp(y_i) / sum_j exp(y_j),   L = -log p_target
///
///   logits  y [n]
///   target  the class that is right, 0..n-1
///
/// The largest logit is subtracted first: exp never overflows, and L = log(sum_j exp(y_j - max)) - (y_target
/// - max) stays finite where p_target itself rounds to 0. Throws std::invalid_argument when the logits are
/// not of rank 1 or the target is not a class. Source: Goodfellow, Bengio, Courville 2016, Deep Learning,
/// sections 4.1 and 6.2.2.3.
[[nodiscard]] SoftmaxNll softmax_nll(const Tensor& logits, std::size_t target);

/// Given dloss = dL/dloss, ADDS into dlogits [n]:
///   dlogits_i += dloss (p_i - [i = target])
void softmax_nll_backward(const Tensor& p, std::size_t target, double dloss, Tensor& dlogits);

/// dp_target / dy_i, the middle link of the chain dL/dy_i = dL/dp_target dp_target/dy_i with dL/dp_target =
/// -1 / p_target:
///   p_target (1 - p_target) for i = target,   -p_target p_i for the others
[[nodiscard]] Tensor target_probability_derivative(const Tensor& p, std::size_t target);

}  // namespace nn
