#include "app/gradients/shown_tensors.h"

#include <stdexcept>

namespace siftscope {
namespace {

using Of = nn::Cell::Of;
using Kind = ShownTensor::Kind;

/// How the tensors of one problem are called.
class Names {
  public:
    explicit Names(const NnProblem& problem)
        : network_(problem.kind == "network"),
          nll_(problem.kind == "nll"),
          upstream_(std::holds_alternative<nn::WeightedSum>(problem.network.loss)),
          last_(problem.network.layers.size()) {}

    [[nodiscard]] ShownTensor value(std::size_t v) const {
        const std::string letter = nll_ ? "logits" : v == 0 ? "x" : "y";
        return named(v == 0 ? letter : in_layer(v - 1, letter), v == 0 ? "" : key_of(v - 1), letter,
                     (v == 0 && !nll_ ? "x" : "y") + (v == 0 ? "" : index(v - 1)), Of::value, v, false,
                     v == 0);
    }
    [[nodiscard]] ShownTensor value_gradient(std::size_t v) const {
        const std::string letter = nll_ ? "dlogits" : v == 0 ? "dx" : "dy";
        const bool given = upstream_ && v == last_;
        return named(
            v == 0 ? letter : in_layer(v - 1, letter), v == 0 ? "" : key_of(v - 1), letter,
            "\u2202L/\u2202" + std::string(v == 0 && !nll_ ? "x" : "y") + (v == 0 ? "" : index(v - 1)),
            given ? Of::loss_weight : Of::value_grad, given ? 0 : v, true, given);
    }
    [[nodiscard]] ShownTensor parameter(std::size_t l, bool weight) const {
        const std::string letter = weight ? "weight" : "bias";
        return named(in_layer(l, letter), key_of(l), letter, (weight ? "W" : "b") + index(l),
                     weight ? Of::weight : Of::bias, l, false, true);
    }
    [[nodiscard]] ShownTensor parameter_gradient(std::size_t l, bool weight) const {
        const std::string letter = weight ? "dweight" : "dbias";
        return named(in_layer(l, letter), key_of(l), letter,
                     "\u2202L/\u2202" + std::string(weight ? "W" : "b") + index(l),
                     weight ? Of::weight_grad : Of::bias_grad, l, true, false);
    }

  private:
    bool network_, nll_, upstream_;
    std::size_t last_;

    static ShownTensor named(std::string name, const std::string& key_prefix, const std::string& letter,
                             std::string symbol, Of of, std::size_t place, bool gradient, bool given) {
        return {std::move(name), key_prefix + letter, std::move(symbol), of,
                place,           Kind::cells,         gradient,          given};
    }
    [[nodiscard]] std::string in_layer(std::size_t l, const std::string& letter) const {
        return network_ ? "layers" + std::to_string(l) + "_" + letter : letter;
    }
    [[nodiscard]] std::string key_of(std::size_t l) const {
        return network_ ? "layers[" + std::to_string(l) + "]." : "";
    }
    /// A subscript where there are several layers.
    [[nodiscard]] std::string index(std::size_t l) const {
        if (!network_) return "";
        std::string subscript;
        for (const char digit : std::to_string(l)) {
            subscript += "\u2080";
            subscript.back() = static_cast<char>(subscript.back() + (digit - '0'));
        }
        return subscript;
    }
};

std::string title_of(const nn::Layer& layer) {
    const auto times = [](const nn::Pair& pair) {
        return std::to_string(pair[0]) + "\u00d7" + std::to_string(pair[1]);
    };
    if (const auto* conv = std::get_if<nn::Conv2d>(&layer))
        return "Convolution " + times({conv->weight.extent(2), conv->weight.extent(3)});
    if (const auto* pool = std::get_if<nn::MaxPool2d>(&layer)) return "Max pooling " + times(pool->kernel);
    if (std::holds_alternative<nn::Relu>(layer)) return "ReLU";
    return "Fully connected";
}

}  // namespace

std::vector<ShownGroup> shown_groups(const SolvedLab& solved) {
    const NnProblem& problem = solved.problem;
    const Names names(problem);
    std::vector<ShownGroup> groups;
    ShownGroup input{
        problem.kind == "nll" ? "Logits" : "Input", 0, {names.value(0), names.value_gradient(0)}};
    if (!solved.live.empty())
        input.tensors.insert(input.tensors.begin() + 1, {"live", "live", "live (x) or constant (c)",
                                                         Of::constant, 0, Kind::live, false, false});
    groups.push_back(std::move(input));
    const std::size_t layers = problem.network.layers.size();
    for (std::size_t l = 0; l < layers; ++l) {
        const nn::Layer& layer = problem.network.layers[l];
        const std::string title = title_of(layer);
        if (nn::weight_of(layer) != nullptr)
            for (const bool weight : {true, false})
                groups.push_back(
                    {title, l + 1, {names.parameter(l, weight), names.parameter_gradient(l, weight)}});
        groups.push_back({title, l + 1, {names.value(l + 1), names.value_gradient(l + 1)}});
    }
    if (!solved.forward.p.empty()) {
        ShownGroup loss{"Softmax, NLL", layers + 1, {{"p", "p", "p", Of::p, 0, Kind::cells, false, false}}};
        if (problem.kind == "nll")
            loss.tensors.push_back({"dp_target", "dp_target", "\u2202p\u209c/\u2202y", Of::constant, 0,
                                    Kind::dp_target, true, false});
        groups.push_back(std::move(loss));
    }
    return groups;
}

std::vector<ShownTensor> shown_tensors(const SolvedLab& solved) {
    std::vector<ShownTensor> all;
    for (ShownGroup& group : shown_groups(solved))
        for (ShownTensor& tensor : group.tensors) all.push_back(std::move(tensor));
    return all;
}

std::optional<ShownTensor> find_tensor(const SolvedLab& solved, std::string_view name) {
    for (ShownTensor& tensor : shown_tensors(solved))
        if (tensor.name == name) return std::move(tensor);
    return std::nullopt;
}

const nn::Tensor* tensor_of(const SolvedLab& solved, const nn::Cell& cell) {
    const auto at = [&](const auto& list) { return cell.place < list.size() ? &list[cell.place] : nullptr; };
    switch (cell.of) {
        case Of::value:
            return at(solved.forward.values);
        case Of::value_grad:
            return at(solved.gradients.values);
        case Of::weight_grad:
            return cell.place < solved.gradients.parameters.size()
                       ? &solved.gradients.parameters[cell.place].weight
                       : nullptr;
        case Of::bias_grad:
            return cell.place < solved.gradients.parameters.size()
                       ? &solved.gradients.parameters[cell.place].bias
                       : nullptr;
        case Of::weight:
            return cell.place < solved.problem.network.layers.size()
                       ? nn::weight_of(solved.problem.network.layers[cell.place])
                       : nullptr;
        case Of::bias:
            return cell.place < solved.problem.network.layers.size()
                       ? nn::bias_of(solved.problem.network.layers[cell.place])
                       : nullptr;
        case Of::p:
            return solved.forward.p.empty() ? nullptr : &solved.forward.p;
        case Of::loss_weight: {
            const auto* sum = std::get_if<nn::WeightedSum>(&solved.problem.network.loss);
            return sum == nullptr ? nullptr : &sum->dy;
        }
        case Of::loss:
        case Of::constant:
            break;
    }
    return nullptr;
}

const nn::Tensor& numbers_of(const SolvedLab& solved, const ShownTensor& shown) {
    if (shown.kind == Kind::live) return solved.live;
    if (shown.kind == Kind::dp_target) return solved.dp_target;
    const nn::Tensor* tensor = tensor_of(solved, {shown.of, shown.place, 0});
    if (tensor == nullptr) throw std::invalid_argument("there is no tensor " + shown.name);
    return *tensor;
}

std::string cell_name(const SolvedLab& solved, const nn::Cell& cell) {
    if (cell.of == Of::loss) return "loss";
    const nn::Tensor* tensor = tensor_of(solved, cell);
    if (tensor == nullptr || cell.flat >= tensor->size()) return "";
    const Names names(solved.problem);
    std::string key = "p";
    if (cell.of == Of::value) key = names.value(cell.place).key;
    if (cell.of == Of::value_grad) key = names.value_gradient(cell.place).key;
    if (cell.of == Of::loss_weight) key = names.value_gradient(solved.problem.network.layers.size()).key;
    if (cell.of == Of::weight || cell.of == Of::bias)
        key = names.parameter(cell.place, cell.of == Of::weight).key;
    if (cell.of == Of::weight_grad || cell.of == Of::bias_grad)
        key = names.parameter_gradient(cell.place, cell.of == Of::weight_grad).key;
    return key + nn::to_string(nn::index_of(tensor->shape(), cell.flat));
}

Pages pages_of(const nn::Shape& shape) {
    Pages pages;
    const std::size_t rank = shape.size();
    if (rank == 1) {
        pages.rows = shape[0];
        return pages;
    }
    if (rank >= 2) {
        pages.columns = shape[rank - 1];
        pages.rows = shape[rank - 2];
        for (std::size_t axis = 0; axis + 2 < rank; ++axis) pages.count *= shape[axis];
    }
    return pages;
}

}  // namespace siftscope
