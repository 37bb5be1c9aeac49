#include "app/nn_problem/nn_solution.h"

#include <cmath>
#include <utility>

#include "app/model/error.h"
#include "app/nn_problem/json_tensor.h"
#include "nn/contributions.h"

namespace siftscope {
namespace {

constexpr std::size_t most_kinks_listed = 100;

void require_finite(const std::string& where, const nn::Tensor& tensor) {
    for (std::size_t i = 0; i < tensor.size(); ++i)
        if (!std::isfinite(tensor[i]))
            throw UserError(where + nn::to_string(nn::index_of(tensor.shape(), i)) +
                            " is not a finite number: the input holds numbers too large for double "
                            "precision; scale them down");
}

void require_finite(const NnProblem& problem, const NnSolution& solution) {
    const std::string colon = problem.kind + ": ";
    for (std::size_t v = 1; v < solution.forward.values.size(); ++v)
        require_finite(colon + "the output of layer " + std::to_string(v - 1) + " at ",
                       solution.forward.values[v]);
    for (std::size_t v = 0; v < solution.gradients.values.size(); ++v)
        require_finite(colon + "the gradient of value " + std::to_string(v) + " at ",
                       solution.gradients.values[v]);
    for (std::size_t l = 0; l < solution.gradients.parameters.size(); ++l) {
        const std::string of_layer = " of layer " + std::to_string(l) + " at ";
        require_finite(colon + "dweight" + of_layer, solution.gradients.parameters[l].weight);
        require_finite(colon + "dbias" + of_layer, solution.gradients.parameters[l].bias);
    }
    if (!std::isfinite(solution.forward.loss))
        throw UserError(colon +
                        "the loss is not a finite number: the input holds numbers too large for double "
                        "precision; scale them down");
}

/// [row, column] in the channel, as PyTorch's indices unravel.
Json argmax_json(const nn::Shape& x, const std::vector<std::size_t>& argmax) {
    Json cells = Json::array();
    for (const std::size_t flat : argmax) cells.push_back({flat / x[2] % x[1], flat % x[2]});
    return cells;
}

void add_parameters(Json& json, const nn::Gradients::Parameters& parameters) {
    if (parameters.weight.empty()) return;
    json["dweight"] = to_json(parameters.weight);
    json["dbias"] = to_json(parameters.bias);
}

Json gradient_check_json(const NnProblem& problem, const nn::GradientCheck& check) {
    Json json{{"max_relative_error", check.max_relative_error},
              {"checked", check.checked.size()},
              {"entries", check.entries},
              {"sampled", check.sampled},
              {"seed", check.sampled ? Json(check.seed) : Json(nullptr)}};
    const nn::CheckedEntry* worst = nullptr;
    for (const nn::CheckedEntry& entry : check.checked)
        if (worst == nullptr || entry.relative_error > worst->relative_error) worst = &entry;
    json["worst"] = worst == nullptr ? Json(nullptr)
                                     : Json{{"entry", entry_name(problem, worst->entry)},
                                            {"analytic", worst->analytic},
                                            {"numeric", worst->numeric}};
    Json kinks = Json::array();
    for (const nn::Kink& kink : check.kinks) {
        if (kinks.size() == most_kinks_listed) break;
        kinks.push_back({{"entry", entry_name(problem, kink.entry)},
                         {"analytic", kink.analytic},
                         {"slope_below", kink.slope_below},
                         {"slope_above", kink.slope_above},
                         {"between", kink.between}});
    }
    json["kink_count"] = check.kinks.size();
    json["kinks"] = std::move(kinks);
    return json;
}

}  // namespace

NnSolution run_passes(const NnProblem& problem) {
    NnSolution solution;
    solution.forward = nn::forward(problem.network, problem.x);
    solution.gradients = nn::zero_gradients(problem.network, solution.forward);
    nn::backward(problem.network, solution.forward, solution.gradients);
    require_finite(problem, solution);
    return solution;
}

NnSolution solve(const NnProblem& problem, const std::stop_token& stop) {
    NnSolution solution = run_passes(problem);
    solution.check = nn::check_gradients(problem.network, solution.forward, solution.gradients, {}, stop);
    return solution;
}

std::string entry_name(const NnProblem& problem, const nn::Entry& entry) {
    std::string name = problem.kind == "nll" ? "logits" : "x";
    const nn::Tensor* tensor = &problem.x;
    if (entry.of != nn::Entry::Of::x) {
        const nn::Layer& layer = problem.network.layers[entry.layer];
        const bool weight = entry.of == nn::Entry::Of::weight;
        tensor = weight ? nn::weight_of(layer) : nn::bias_of(layer);
        name = weight ? "weight" : "bias";
        if (problem.kind == "network") name = "layers[" + std::to_string(entry.layer) + "]." + name;
    }
    return name + nn::to_string(nn::index_of(tensor->shape(), entry.flat));
}

Json result_json(const NnProblem& problem, const NnSolution& solution) {
    const auto& [forward, gradients, check] = solution;
    const std::size_t last = problem.network.layers.size();
    Json json = Json::object();
    if (const auto* nll = std::get_if<nn::NegativeLogLikelihood>(&problem.network.loss)) {
        json["loss"] = forward.loss;
        json["p"] = to_json(forward.p);
        if (problem.kind == "nll") {
            json["dlogits"] = to_json(gradients.values[0]);
            json["dp_target"] = to_json(nn::target_probability_derivative(forward.p, nll->target));
        }
    } else {
        json["y"] = to_json(forward.values[last]);
    }
    if (problem.kind != "nll") json["dx"] = to_json(gradients.values[0]);
    if (problem.kind == "network") {
        json["layers"] = Json::array();
        for (std::size_t l = 0; l < last; ++l) {
            Json layer{{"y", to_json(forward.values[l + 1])}, {"dy", to_json(gradients.values[l + 1])}};
            add_parameters(layer, gradients.parameters[l]);
            if (!forward.argmax[l].empty())
                layer["argmax"] = argmax_json(forward.values[l].shape(), forward.argmax[l]);
            json["layers"].push_back(std::move(layer));
        }
    } else if (last == 1) {
        add_parameters(json, gradients.parameters[0]);
        if (!forward.argmax[0].empty()) json["argmax"] = argmax_json(problem.x.shape(), forward.argmax[0]);
    }
    json["gradient_check"] = gradient_check_json(problem, check);
    return json;
}

std::string check_sentence(const nn::GradientCheck& check) {
    std::string sentence = "checked " + std::to_string(check.checked.size()) + " of " +
                           std::to_string(check.entries) + " numbers, largest relative error " +
                           nn::short_number(check.max_relative_error, 2);
    if (check.sampled) sentence += " (a sample with seed " + std::to_string(check.seed) + ")";
    if (!check.kinks.empty())
        sentence += "; " + std::to_string(check.kinks.size()) +
                    (check.kinks.size() == 1 ? " tie or kink" : " ties or kinks") + " apart";
    return sentence;
}

}  // namespace siftscope
