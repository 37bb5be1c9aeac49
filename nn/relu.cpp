#include "nn/relu.h"

#include "nn/shape_rules.h"

namespace nn {

Tensor relu(const Tensor& x) {
    Tensor y = x;
    for (double& value : y.data()) value = value > 0 ? value : 0;
    return y;
}

void relu_backward(const Tensor& x, const Tensor& dy, Tensor& dx) {
    require_shape("relu", "dy", dy.shape(), x.shape(), "the shape of x");
    require_shape("relu", "dx", dx.shape(), x.shape(), "the shape of x");
    for (std::size_t i = 0; i < x.size(); ++i) dx[i] += x[i] > 0 ? dy[i] : 0;
}

}  // namespace nn
