#include "app/nn_problem/nn_problem.h"

#include <stdexcept>
#include <utility>

#include "app/model/error.h"
#include "app/nn_problem/json_tensor.h"

namespace siftscope {
namespace {

bool is_layer(const std::string& kind) {
    return kind == "linear" || kind == "conv2d" || kind == "relu" || kind == "maxpool2d";
}

nn::Layer read_layer(const std::string& kind, ObjectReader& reader) {
    if (kind == "linear") return nn::FullyConnected{reader.tensor("weight"), reader.tensor("bias")};
    if (kind == "relu") return nn::Relu{};
    if (kind == "conv2d") {
        nn::Tensor weight = reader.tensor("weight"), bias = reader.tensor("bias");
        return nn::Conv2d{std::move(weight), std::move(bias), reader.pair("stride", {1, 1}),
                          reader.pair("padding", {0, 0}), reader.pair("dilation", {1, 1})};
    }
    const nn::Pair kernel = reader.pair("kernel");
    return nn::MaxPool2d{kernel, reader.pair("stride", kernel), reader.pair("padding", {0, 0})};
}

nn::Loss read_loss(ObjectReader& reader) {
    if (reader.has("target") && reader.has("dy"))
        reader.refuse(
            "both \"target\" and \"dy\" are given; a network ends in a target or in an upstream gradient dy");
    if (reader.has("dy")) return nn::WeightedSum{reader.tensor("dy")};
    return nn::NegativeLogLikelihood{reader.whole_number("target")};
}

Json layer_json(const nn::Layer& layer) {
    Json json{{"layer", nn::name_of(layer)}};
    if (const nn::Tensor* weight = nn::weight_of(layer)) {
        json["weight"] = to_json(*weight);
        json["bias"] = to_json(*nn::bias_of(layer));
    }
    if (const auto* conv = std::get_if<nn::Conv2d>(&layer)) {
        json["stride"] = conv->stride;
        json["padding"] = conv->padding;
        json["dilation"] = conv->dilation;
    }
    if (const auto* pool = std::get_if<nn::MaxPool2d>(&layer)) {
        json["kernel"] = pool->kernel;
        json["stride"] = pool->stride;
        json["padding"] = pool->padding;
    }
    return json;
}

double multiplications(const nn::Layer& layer, const nn::Shape& out) {
    const double outputs = static_cast<double>(nn::entries(out));
    if (const auto* conv = std::get_if<nn::Conv2d>(&layer))
        return outputs * static_cast<double>(conv->weight.size() / conv->weight.extent(0));
    if (const auto* full = std::get_if<nn::FullyConnected>(&layer))
        return static_cast<double>(full->weight.size());
    if (const auto* pool = std::get_if<nn::MaxPool2d>(&layer))
        return outputs * static_cast<double>(pool->kernel[0]) * static_cast<double>(pool->kernel[1]);
    return outputs;
}

void require_fitting_loss(const NnProblem& problem, const nn::Shape& y) {
    if (const auto* sum = std::get_if<nn::WeightedSum>(&problem.network.loss)) {
        if (sum->dy.shape() == y) return;
        throw UserError(problem.kind + ": dy has shape " + nn::to_string(sum->dy.shape()) +
                        ", but y has shape " + nn::to_string(y) + ": dy must have the shape of y");
    }
    const std::size_t target = std::get<nn::NegativeLogLikelihood>(problem.network.loss).target;
    if (y.size() != 1)
        throw UserError(problem.kind + ": the logits have shape " + nn::to_string(y) +
                        ", but a target needs one axis [classes]; end the layers with a linear one");
    if (target >= y[0])
        throw UserError(problem.kind + ": target is " + std::to_string(target) +
                        ", but the logits have shape " + nn::to_string(y) +
                        ": the target must be a class from 0 to " + std::to_string(y[0] - 1));
}

}  // namespace

void require_solvable(const NnProblem& problem) {
    std::vector<nn::Shape> shapes;
    try {
        shapes = nn::value_shapes(problem.network, problem.x.shape());
    } catch (const std::invalid_argument& error) {
        throw UserError(problem.kind == "network" && problem.network.layers.size() == 1
                            ? "layers[0]: " + std::string(error.what())
                            : error.what());
    }
    require_fitting_loss(problem, shapes.back());

    std::size_t entries = 2 * problem.x.size();
    double work = 0;
    for (std::size_t l = 0; l < problem.network.layers.size(); ++l) {
        const nn::Layer& layer = problem.network.layers[l];
        entries += 2 * nn::entries(shapes[l + 1]);
        if (const nn::Tensor* weight = nn::weight_of(layer)) entries += 2 * weight->size();
        work += multiplications(layer, shapes[l + 1]);
        const std::string where = problem.kind == "network" ? "layers[" + std::to_string(l) + "]: " : "";
        const std::string what =
            where + std::string(nn::name_of(layer)) + ": its output of shape " + nn::to_string(shapes[l + 1]);
        if (entries > max_problem_entries)
            throw UserError(what + " brings the problem to more than " + std::to_string(max_problem_entries) +
                            " numbers, too many to be kept in memory; make the input or the padding smaller");
        if (work > max_problem_multiplications)
            throw UserError(
                what + " takes more than 20 billion multiplications; make the input or the kernel smaller");
    }
}

NnProblem parse_nn_problem(std::string_view text) {
    const Json json = parse_strict_json(text);
    NnProblem problem;
    {
        ObjectReader reader(json, "problem");
        problem.kind = reader.text("layer");
        if (!is_layer(problem.kind) && problem.kind != "nll" && problem.kind != "network")
            reader.refuse("layer is " + shown_json(problem.kind) +
                          ", but must be nll, linear, conv2d, relu, maxpool2d or network");
    }
    ObjectReader reader(json, problem.kind);
    (void)reader.text("layer");
    problem.x = reader.tensor(problem.kind == "nll" ? "logits" : "x");
    if (is_layer(problem.kind)) {
        problem.network.layers.push_back(read_layer(problem.kind, reader));
        problem.network.loss = nn::WeightedSum{reader.tensor("dy")};
    } else if (problem.kind == "nll") {
        problem.network.loss = nn::NegativeLogLikelihood{reader.whole_number("target")};
    } else {
        problem.network.loss = read_loss(reader);
        const Json& layers = reader.list("layers");
        if (layers.size() > 1000)
            reader.refuse("layers holds " + std::to_string(layers.size()) + " layers, but may hold 1000");
        for (std::size_t l = 0; l < layers.size(); ++l) {
            const std::string place = "layers[" + std::to_string(l) + "]";
            ObjectReader naming(layers[l], place);
            const std::string kind = naming.text("layer");
            if (!is_layer(kind))
                naming.refuse(
                    "layer is " + shown_json(kind) + ", but must be linear, conv2d, relu or maxpool2d" +
                    (kind == "nll" ? "; the nll at the end comes from the key target of the network" : ""));
            ObjectReader layer_reader(layers[l], place + ": " + kind);
            (void)layer_reader.text("layer");
            problem.network.layers.push_back(read_layer(kind, layer_reader));
            layer_reader.refuse_other_keys();
        }
    }
    reader.refuse_other_keys();
    require_solvable(problem);
    return problem;
}

Json to_json(const NnProblem& problem) {
    Json json{{"layer", problem.kind}};
    json[problem.kind == "nll" ? "logits" : "x"] = to_json(problem.x);
    if (is_layer(problem.kind)) json.update(layer_json(problem.network.layers.at(0)));
    if (const auto* nll = std::get_if<nn::NegativeLogLikelihood>(&problem.network.loss))
        json["target"] = nll->target;
    else
        json["dy"] = to_json(std::get<nn::WeightedSum>(problem.network.loss).dy);
    if (problem.kind == "network") {
        json["layers"] = Json::array();
        for (const nn::Layer& layer : problem.network.layers) json["layers"].push_back(layer_json(layer));
    }
    return json;
}

}  // namespace siftscope
