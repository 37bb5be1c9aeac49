#include "app/gradients/cell_story.h"

#include <cmath>

namespace siftscope {
namespace {

using Of = nn::Cell::Of;

std::string number(double value) {
    return nn::short_number(value);
}

/// What the layer computes, in letters. s, p, d: stride, padding, dilation.
std::string rule_of_layer(const nn::Layer& layer, Of of) {
    if (std::holds_alternative<nn::Conv2d>(layer)) {
        if (of == Of::value)
            return "y(k,i,j) = b(k) + \u2211 W(k,t,m,n) x(t, i s+m d\u2212p, j s+n d\u2212p)";
        if (of == Of::weight_grad)
            return "dW(k,t,m,n) = \u2211 over i,j of dy(k,i,j) x(t, i s+m d\u2212p, j s+n d\u2212p)";
        if (of == Of::bias_grad) return "db(k) = \u2211 over i,j of dy(k,i,j)";
        return "dx(t,m',n') = \u2211 over k,i,j of dy(k,i,j) W(k,t,m,n) where i s+m d\u2212p = "
               "m', j s+n d\u2212p = n'";
    }
    if (std::holds_alternative<nn::MaxPool2d>(layer))
        return of == Of::value ? "y(c,i,j) = max over m,n of x(c, i s+m\u2212p, j s+n\u2212p)"
                               : "dx = \u2211 over the windows of dy(c,i,j) [this cell is its maximum]";
    if (std::holds_alternative<nn::Relu>(layer)) return of == Of::value ? "y = max(0, x)" : "dx = dy [x > 0]";
    if (of == Of::value) return "y(k) = \u2211 over i of W(k,i) x(i) + b(k)";
    if (of == Of::weight_grad) return "dW(k,i) = dy(k) x(i)";
    if (of == Of::bias_grad) return "db(k) = dy(k)";
    return "dx(i) = \u2211 over k of dy(k) W(k,i)";
}

std::string rule_of(const SolvedLab& solved, const nn::Cell& cell) {
    const auto& layers = solved.problem.network.layers;
    const bool nll = std::holds_alternative<nn::NegativeLogLikelihood>(solved.problem.network.loss);
    switch (cell.of) {
        case Of::value:
            return cell.place == 0 ? "" : rule_of_layer(layers[cell.place - 1], Of::value);
        case Of::value_grad:
            if (cell.place < layers.size()) return rule_of_layer(layers[cell.place], Of::value_grad);
            return nll ? "dy(i) = p(i) \u2212 [i is the target]" : "";
        case Of::weight_grad:
        case Of::bias_grad:
            return rule_of_layer(layers[cell.place], cell.of);
        case Of::p:
            return "p(i) = exp(y(i)) / \u2211 exp(y(j))";
        case Of::loss:
            return nll ? "L = \u2212log p(target)" : "L = \u2211 dy y";
        case Of::weight:
        case Of::bias:
        case Of::loss_weight:
        case Of::constant:
            break;
    }
    return "";
}

bool is_gradient(Of of) {
    return of == Of::value_grad || of == Of::weight_grad || of == Of::bias_grad;
}

std::string kink_note(const SolvedLab& solved, const nn::Cell& cell, const CellCheck& kink, double analytic) {
    const std::string below = number(kink.slope_below), above = number(kink.slope_above);
    std::string note = "A tie or kink: the slope is " + below + " from below and " + above + " from above. ";
    if (!kink.between)
        return note + "Several corners meet here: the choice " + number(analytic) +
               ", made layer by layer, lies between neither.";
    const bool pool_alone = solved.problem.kind == "maxpool2d" && cell.of == Of::value_grad;
    note += "Each number between them is a subgradient; backward takes " + number(analytic);
    return note + (pool_alone ? ": the first maximum in row-major order wins." : ".");
}

}  // namespace

std::size_t term_count(const SolvedLab& solved, const nn::Cell& cell) {
    const auto& layers = solved.problem.network.layers;
    const auto& shapes = solved.shapes;
    const std::size_t classes = solved.forward.p.size();
    const auto window = [&](std::size_t l) -> std::size_t {
        if (const auto* conv = std::get_if<nn::Conv2d>(&layers[l]))
            return conv->weight.size() / conv->weight.extent(0);
        const auto& pool = std::get<nn::MaxPool2d>(layers[l]);
        return pool.kernel[0] * pool.kernel[1];
    };
    switch (cell.of) {
        case Of::value: {
            if (cell.place == 0) return 0;
            const std::size_t l = cell.place - 1;
            if (std::holds_alternative<nn::Relu>(layers[l])) return 1;
            if (std::holds_alternative<nn::FullyConnected>(layers[l])) return nn::entries(shapes[l]) + 1;
            return window(l) + 1;
        }
        case Of::value_grad: {
            if (cell.place == layers.size()) return 2;
            const std::size_t l = cell.place;
            if (std::holds_alternative<nn::Relu>(layers[l])) return 1;
            if (std::holds_alternative<nn::FullyConnected>(layers[l])) return shapes[l + 1][0];
            return std::holds_alternative<nn::Conv2d>(layers[l]) ? window(l) * shapes[l + 1][0] : window(l);
        }
        case Of::weight_grad:
        case Of::bias_grad:
            if (std::holds_alternative<nn::FullyConnected>(layers[cell.place])) return 1;
            return nn::entries(shapes[cell.place + 1]) / shapes[cell.place + 1][0];
        case Of::p:
            return classes + 1;
        case Of::loss:
            return classes > 0 ? 1 : nn::entries(shapes.back());
        case Of::weight:
        case Of::bias:
        case Of::loss_weight:
        case Of::constant:
            break;
    }
    return 0;
}

CellStory story_of(const SolvedLab& solved, const LabCheck* check, const nn::Cell& cell) {
    CellStory story;
    story.name = cell_name(solved, cell);
    if (story.name.empty()) return story;
    story.rule = rule_of(solved, cell);
    const nn::Tensor* tensor = tensor_of(solved, cell);
    const double value = tensor == nullptr ? solved.forward.loss : (*tensor)[cell.flat];
    const std::size_t terms = term_count(solved, cell);
    if (terms > most_terms)
        story.formula = "a sum of up to " + std::to_string(terms) + " terms = " + number(value);
    else
        story.formula = nn::formula(
            nn::contributions(solved.problem.network, solved.forward, solved.gradients, cell), 30);
    if (!is_gradient(cell.of)) return story;
    const CellCheck* checked = check == nullptr ? nullptr : check->of(cell);
    if (checked == nullptr) {
        story.check = check == nullptr ? "being checked" : "not in the sample that was checked";
    } else if (checked->kink) {
        story.note = kink_note(solved, cell, *checked, value);
    } else {
        story.check = "central difference " + nn::short_number(checked->numeric, 10) + ", relative error " +
                      nn::short_number(checked->relative_error, 2);
    }
    return story;
}

CellStory story_of_live(const SolvedLab& solved, std::size_t flat) {
    const bool live = solved.live[flat] != 0;
    CellStory story;
    story.name = "x" + nn::to_string(nn::index_of(solved.problem.x.shape(), flat));
    story.formula =
        story.name + " = " + number(solved.problem.x[flat]) + (live ? " is live (x)" : " is a constant (c)");
    if (solved.problem.kind == "relu")
        story.note = live ? "It is above 0: y moves with it, one to one."
                          : "It is not above 0: moving it a little does not move y.";
    else
        story.note = live ? "It is the maximum of a window: y moves with it, one to one."
                          : "It is the maximum of no window: moving it a little does not move y.";
    return story;
}

CellStory story_of_dp_target(const SolvedLab& solved, std::size_t flat) {
    const std::size_t target = std::get<nn::NegativeLogLikelihood>(solved.problem.network.loss).target;
    const double p = solved.forward.p[target], derivative = solved.dp_target[flat];
    CellStory story;
    story.name = "dp_target" + nn::to_string({flat});
    story.rule = flat == target ? "dp(t)/dy(t) = p(t) (1 \u2212 p(t))" : "dp(t)/dy(i) = \u2212p(t) p(i)";
    story.formula = flat == target
                        ? number(p) + "*(1 - " + number(p) + ") = " + number(derivative)
                        : "-" + number(p) + "*" + number(solved.forward.p[flat]) + " = " + number(derivative);
    story.note = "Times dL/dp(t) = -1/p(t) = " + number(-1 / p) + " this is dL/dy(" + std::to_string(flat) +
                 ") = " + number(solved.gradients.values.back()[flat]) + ".";
    return story;
}

std::string badge_of(const TensorCheck& check) {
    std::string badge;
    if (check.checked > 0) badge = "checked, largest error " + nn::short_number(check.largest_error, 1);
    if (check.kinks > 0)
        badge += (badge.empty() ? "" : "; ") + std::to_string(check.kinks) +
                 (check.kinks == 1 ? " tie or kink" : " ties or kinks");
    return badge;
}

}  // namespace siftscope
