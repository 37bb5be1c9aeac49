#include <cmath>

#include "app/nn_problem/known_slips.h"

namespace siftscope {
namespace {

/// A tensor like p whose entries are f(i).
template <class Function>
nn::Tensor each(const nn::Tensor& p, Function f) {
    nn::Tensor tensor(p.shape());
    for (std::size_t i = 0; i < p.size(); ++i) tensor[i] = f(i);
    return tensor;
}

nn::Tensor number(double value) {
    return nn::Tensor({1}, value);
}

std::vector<Slip> logit_gradient_slips(const nn::Tensor& p, std::size_t target) {
    const double n = static_cast<double>(p.size()), p_gt = p[target];
    const auto is_target = [&](std::size_t i) { return i == target ? 1.0 : 0.0; };
    const auto right = [&](std::size_t i) { return p[i] - is_target(i); };
    std::vector<Slip> slips;
    slips.push_back({"a mean instead of a sum: the gradient is divided by the number of classes",
                     each(p, [&](std::size_t i) { return right(i) / n; })});
    slips.push_back(
        {"p_i where p_gt is meant: the first case of dp_gt/dy, meant for i = gt alone, is used for every i",
         each(p, [&](std::size_t i) { return p[i] - 1; })});
    slips.push_back(
        {"p_i where p_gt is meant: dp_gt/dy_i = -p_gt p_i was taken as -p_i p_i for i other than gt",
         each(p, [&](std::size_t i) { return i == target ? p[i] - 1 : p[i] * p[i] / p_gt; })});
    slips.push_back({"p_i where p_gt is meant: dL/dp_gt = -1/p_gt was taken as -1/p_i",
                     each(p, [&](std::size_t i) { return i == target ? p[i] - 1 : p_gt; })});
    slips.push_back({"the 1 is missing: dL/dy_i is p_i - 1 for the target and p_i for the others", p});
    slips.push_back({"the wrong sign: dL/dy_i is p_i - [i = gt], not [i = gt] - p_i",
                     each(p, [&](std::size_t i) { return -right(i); })});
    slips.push_back(
        {"the chain is cut: this is dp_gt/dy_i; it must still be multiplied by dL/dp_gt = -1/p_gt",
         nn::target_probability_derivative(p, target)});
    slips.push_back({"the 1 is taken from every class: it belongs to the target alone, p_i - [i = gt]",
                     each(p, [&](std::size_t i) { return p[i] - 1 / n; })});
    if (target > 0)
        slips.push_back({"the target is counted from 1: classes are numbered from 0",
                         each(p, [&](std::size_t i) { return p[i] - (i + 1 == target ? 1.0 : 0.0); })});
    if (target + 1 < p.size())
        slips.push_back({"the 1 is taken from the class after the target",
                         each(p, [&](std::size_t i) { return p[i] - (i == target + 1 ? 1.0 : 0.0); })});
    return slips;
}

std::vector<Slip> target_derivative_slips(const nn::Tensor& p, std::size_t target) {
    const double p_gt = p[target];
    return {{"p_i where p_gt is meant: p_i (1 - p_i) holds for i = gt alone; the others are -p_gt p_i",
             each(p, [&](std::size_t i) { return p[i] * (1 - p[i]); })},
            {"p_i where p_gt is meant: the others are -p_gt p_i, not -p_i p_i",
             each(p, [&](std::size_t i) { return i == target ? p_gt * (1 - p_gt) : -p[i] * p[i]; })},
            {"p_i where p_gt is meant: p_i (1 - p_gt) is used for every i; the others are -p_gt p_i",
             each(p, [&](std::size_t i) { return p[i] * (1 - p_gt); })},
            {"the wrong sign for the others: raising another logit lowers p_gt, so it is -p_gt p_i",
             each(p, [&](std::size_t i) { return i == target ? p_gt * (1 - p_gt) : p_gt * p[i]; })},
            {"this is already dL/dy_i: dp_gt/dy_i does not contain dL/dp_gt = -1/p_gt",
             each(p, [&](std::size_t i) { return p[i] - (i == target ? 1.0 : 0.0); })}};
}

std::vector<Slip> probability_slips(const nn::Tensor& logits) {
    double sum = 0, sigmoid_free_sum = 0;
    for (const double y : logits.data()) {
        sum += y;
        sigmoid_free_sum += std::exp(y);
    }
    std::vector<Slip> slips;
    slips.push_back(
        {"the exponentials are missing: p_i is exp(y_i) over the sum of exp(y_j), not y_i over the sum of "
         "y_j",
         each(logits, [&](std::size_t i) { return logits[i] / sum; })});
    slips.push_back({"a sigmoid of each logit by itself: softmax divides by the sum over all classes",
                     each(logits, [&](std::size_t i) { return 1 / (1 + std::exp(-logits[i])); })});
    slips.push_back({"the division is missing: exp(y_i) must be divided by the sum of exp(y_j)",
                     each(logits, [&](std::size_t i) { return std::exp(logits[i]); })});
    slips.push_back(
        {"the sum leaves out the class itself: it runs over all classes", each(logits, [&](std::size_t i) {
             return std::exp(logits[i]) / (sigmoid_free_sum - std::exp(logits[i]));
         })});
    slips.push_back({"these are the logarithms of the probabilities",
                     each(logits, [&](std::size_t i) { return logits[i] - std::log(sigmoid_free_sum); })});
    return slips;
}

std::vector<Slip> loss_slips(const nn::Tensor& logits, const nn::Tensor& p, std::size_t target) {
    const double loss = nn::softmax_nll(logits, target).loss;
    double sum = 0;
    for (std::size_t i = 0; i < p.size(); ++i) sum += nn::softmax_nll(logits, i).loss;
    return {{"the wrong sign: the loss is -log p_gt, never negative", number(-loss)},
            {"the logarithm to base 10: the loss takes the natural one", number(loss / std::log(10.0))},
            {"the logarithm to base 2: the loss takes the natural one", number(loss / std::log(2.0))},
            {"a mean over the classes: the loss is that of the target alone",
             number(loss / static_cast<double>(p.size()))},
            {"a sum over all classes: only the target's -log p_gt counts", number(sum)},
            {"the logarithm is missing: this is p_gt", number(p[target])},
            {"the logarithm is missing: this is 1 - p_gt", number(1 - p[target])},
            {"the logit of the target itself: softmax is missing", number(-logits[target])}};
}

}  // namespace

std::vector<Slip> nll_slips(const nn::Tensor& logits, const nn::Tensor& p, std::size_t target,
                            const std::string& name) {
    if (name == "dlogits") return logit_gradient_slips(p, target);
    if (name == "dp_target") return target_derivative_slips(p, target);
    if (name == "p") return probability_slips(logits);
    if (name == "loss") return loss_slips(logits, p, target);
    return {};
}

}  // namespace siftscope
