#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "nn/network.h"
#include "tests/support/catch.h"

namespace {

using nlohmann::json;

nn::Tensor tensor(const json& j) {
    return {j.at("shape").get<nn::Shape>(), j.at("data").get<std::vector<double>>()};
}

nn::Layer layer(const json& j) {
    const std::string name = j.at("layer");
    if (name == "conv2d")
        return nn::Conv2d{tensor(j.at("weight")), tensor(j.at("bias")), j.at("stride").get<nn::Pair>(),
                          j.at("padding").get<nn::Pair>(), j.at("dilation").get<nn::Pair>()};
    if (name == "maxpool2d")
        return nn::MaxPool2d{j.at("kernel").get<nn::Pair>(), j.at("stride").get<nn::Pair>(),
                             j.at("padding").get<nn::Pair>()};
    if (name == "linear") return nn::FullyConnected{tensor(j.at("weight")), tensor(j.at("bias"))};
    REQUIRE(name == "relu");
    return nn::Relu{};
}

void check_close(double actual, double expected) {
    CHECK(std::abs(actual - expected) <= 1e-9 * std::max(1.0, std::abs(expected)));
}

void check_tensor(const std::string& key, const nn::Tensor& actual, const json& expected) {
    CAPTURE(key);
    const nn::Tensor right = tensor(expected);
    REQUIRE(actual.shape() == right.shape());
    for (std::size_t i = 0; i < right.size(); ++i) {
        CAPTURE(i);
        check_close(actual[i], right[i]);
    }
}

}  // namespace

TEST_CASE("golden: forward and backward agree with PyTorch in double precision to 1e-9", "[nn][golden]") {
    const auto path = std::filesystem::path(SIFTSCOPE_SOURCE_DIR) / "../shared/golden/nn.json";
    if (!std::filesystem::exists(path)) {
        WARN("no golden values beside the source: skipped");
        return;
    }
    const json golden = json::parse(std::ifstream(path));
    REQUIRE(golden.at("cases").size() >= 41);
    for (const json& golden_case : golden.at("cases")) {
        const std::string name = golden_case.at("name");
        CAPTURE(name);
        const json &problem = golden_case.at("problem"), &expected = golden_case.at("expected");
        const std::string kind = problem.at("layer");

        nn::Network network;
        if (kind == "network")
            for (const json& j : problem.at("layers")) network.layers.push_back(layer(j));
        else if (kind != "nll")
            network.layers.push_back(layer(problem));
        if (problem.contains("target"))
            network.loss = nn::NegativeLogLikelihood{problem.at("target")};
        else
            network.loss = nn::WeightedSum{tensor(problem.at("dy"))};

        const nn::Forward forward = nn::forward(network, tensor(problem.at(kind == "nll" ? "logits" : "x")));
        nn::Gradients gradients = nn::zero_gradients(network, forward);
        nn::backward(network, forward, gradients);

        if (expected.contains("loss")) check_close(forward.loss, expected.at("loss"));
        if (expected.contains("p")) check_tensor("p", forward.p, expected.at("p"));
        if (expected.contains("y")) check_tensor("y", forward.values.back(), expected.at("y"));
        if (expected.contains("dx")) check_tensor("dx", gradients.values[0], expected.at("dx"));
        if (expected.contains("dlogits"))
            check_tensor("dlogits", gradients.values[0], expected.at("dlogits"));
        if (expected.contains("dweight"))
            check_tensor("dweight", gradients.parameters[0].weight, expected.at("dweight"));
        if (expected.contains("dbias"))
            check_tensor("dbias", gradients.parameters[0].bias, expected.at("dbias"));
        if (expected.contains("layers"))
            for (std::size_t l = 0; l < network.layers.size(); ++l) {
                const json& of_layer = expected.at("layers").at(l);
                if (of_layer.empty()) continue;
                check_tensor("dweight", gradients.parameters[l].weight, of_layer.at("dweight"));
                check_tensor("dbias", gradients.parameters[l].bias, of_layer.at("dbias"));
            }
        if (expected.contains("argmax")) {
            const nn::Tensor& x = forward.values[0];
            const auto right = expected.at("argmax").get<std::vector<nn::Pair>>();
            REQUIRE(forward.argmax[0].size() == right.size());
            for (std::size_t i = 0; i < right.size(); ++i) {
                const nn::Index at = nn::index_of(x.shape(), forward.argmax[0][i]);
                CHECK(nn::Pair{at[1], at[2]} == right[i]);
            }
        }
    }
}
