#include "app/gradients/lab_state.h"

#include <utility>

namespace siftscope {

nn::FullyConnected averaging_head(const nn::Shape& maps) {
    const std::size_t count = maps.at(0), each = nn::entries(maps) / count;
    nn::FullyConnected head{nn::Tensor({count, count * each}), nn::Tensor({count})};
    for (std::size_t k = 0; k < count; ++k)
        for (std::size_t i = 0; i < each; ++i) head.weight(k, k * each + i) = 1.0 / static_cast<double>(each);
    return head;
}

NnProblem complete(const LabState& state) {
    NnProblem problem = state.problem;
    if (state.averaging_head)
        problem.network.layers.emplace_back(
            averaging_head(nn::value_shapes(problem.network, problem.x.shape()).back()));
    return problem;
}

std::size_t numbers_in(const LabState& state) {
    std::size_t count = state.problem.x.size();
    for (const nn::Layer& layer : state.problem.network.layers)
        if (const nn::Tensor* weight = nn::weight_of(layer)) count += weight->size();
    return count;
}

}  // namespace siftscope
