#include "nn/softmax_nll.h"

#include <algorithm>
#include <cmath>

#include "nn/shape_rules.h"

namespace nn {

SoftmaxNll softmax_nll(const Tensor& logits, std::size_t target) {
    require_rank("nll", "logits", logits.shape(), 1, "[classes]");
    const std::size_t n = logits.size();
    if (n == 0) refuse("nll", "logits is empty, but there must be at least one class");
    if (target >= n)
        refuse("nll", "target is " + std::to_string(target) + ", but logits has shape " +
                          to_string(logits.shape()) + ": the target must be a class from 0 to " +
                          std::to_string(n - 1));

    const double largest = *std::max_element(logits.data().begin(), logits.data().end());
    SoftmaxNll result{Tensor({n}), 0};
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) {
        result.p[i] = std::exp(logits[i] - largest);
        sum += result.p[i];
    }
    for (std::size_t i = 0; i < n; ++i) result.p[i] /= sum;
    result.loss = std::log(sum) - (logits[target] - largest);
    return result;
}

void softmax_nll_backward(const Tensor& p, std::size_t target, double dloss, Tensor& dlogits) {
    require_shape("nll", "dlogits", dlogits.shape(), p.shape(), "the shape of the logits");
    for (std::size_t i = 0; i < p.size(); ++i) dlogits[i] += dloss * (i == target ? p[i] - 1 : p[i]);
}

Tensor target_probability_derivative(const Tensor& p, std::size_t target) {
    Tensor derivative(p.shape());
    for (std::size_t i = 0; i < p.size(); ++i)
        derivative[i] = i == target ? p[target] * (1 - p[target]) : -p[target] * p[i];
    return derivative;
}

}  // namespace nn
