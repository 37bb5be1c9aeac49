#include "nn/contributions.h"

#include <array>
#include <charconv>
#include <stdexcept>

#include "nn/receptive_field.h"

namespace nn {
namespace {

using Of = Cell::Of;
using Rule = Contributions::Rule;

/// Looks numbers up by cell and collects the terms of one cell.
class Explanation {
  public:
    Explanation(const Network& network, const Forward& forward, const Gradients& gradients)
        : network_(network), forward_(forward), gradients_(gradients) {}

    Contributions explain(const Cell& cell) {
        result_.result = number(cell);
        switch (cell.of) {
            case Of::value:
                if (cell.place > 0) explain_value(cell.place - 1, cell.flat);
                break;
            case Of::value_grad:
                if (cell.place == network_.layers.size())
                    explain_upstream(cell.flat);
                else
                    explain_value_gradient(cell.place, cell.flat);
                break;
            case Of::weight_grad:
                explain_weight_gradient(cell.place, cell.flat);
                break;
            case Of::bias_grad:
                explain_bias_gradient(cell.place, cell.flat);
                break;
            case Of::p:
                explain_probability(cell.flat);
                break;
            case Of::loss:
                explain_loss();
                break;
            case Of::weight:
            case Of::bias:
            case Of::loss_weight:
            case Of::constant:
                break;
        }
        return std::move(result_);
    }

  private:
    const Network& network_;
    const Forward& forward_;
    const Gradients& gradients_;
    Contributions result_;

    [[nodiscard]] const Tensor& tensor(const Cell& cell) const {
        const std::size_t layers = network_.layers.size();
        const bool value = cell.of == Of::value || cell.of == Of::value_grad;
        const bool parameter = cell.of == Of::weight || cell.of == Of::bias || cell.of == Of::weight_grad ||
                               cell.of == Of::bias_grad;
        if ((value && cell.place > layers) || (parameter && cell.place >= layers))
            throw std::invalid_argument("there is no layer " + std::to_string(cell.place) +
                                        " with such a cell");
        const Tensor* found = nullptr;
        switch (cell.of) {
            case Of::value:
                found = &forward_.values[cell.place];
                break;
            case Of::value_grad:
                found = &gradients_.values[cell.place];
                break;
            case Of::weight:
                found = weight_of(network_.layers[cell.place]);
                break;
            case Of::bias:
                found = bias_of(network_.layers[cell.place]);
                break;
            case Of::weight_grad:
                found = &gradients_.parameters[cell.place].weight;
                break;
            case Of::bias_grad:
                found = &gradients_.parameters[cell.place].bias;
                break;
            case Of::p:
                found = &forward_.p;
                break;
            case Of::loss_weight:
                if (const auto* sum = std::get_if<WeightedSum>(&network_.loss)) found = &sum->dy;
                break;
            case Of::loss:
            case Of::constant:
                break;
        }
        if (found == nullptr || cell.flat >= found->size())
            throw std::invalid_argument("there is no cell " + std::to_string(cell.flat) + " in that tensor");
        return *found;
    }

    [[nodiscard]] double number(const Cell& cell) const {
        if (cell.of == Of::loss) return forward_.loss;
        return tensor(cell)[cell.flat];
    }

    [[nodiscard]] Factor factor(const Cell& cell) const { return {number(cell), cell}; }
    [[nodiscard]] static Factor constant(double value) { return {value, {Of::constant, 0, 0}}; }

    void add(std::initializer_list<Factor> factors) { result_.terms.push_back({factors}); }

    /// The cell of layer l's conv2d weight that connects an input cell with an output cell.
    [[nodiscard]] std::size_t conv_weight_between(std::size_t l, std::size_t input,
                                                  std::size_t output) const {
        const auto& conv = std::get<Conv2d>(network_.layers[l]);
        const Shape &in = forward_.values[l].shape(), &out = forward_.values[l + 1].shape();
        const auto [rows, columns] = windows(conv, in);
        const Index x = index_of(in, input), y = index_of(out, output);
        return flat_of(conv.weight.shape(),
                       {y[0], x[0], rows.tap_on(y[1], x[1]), columns.tap_on(y[2], x[2])});
    }

    void explain_value(std::size_t l, std::size_t flat) {
        const Layer& layer = network_.layers[l];
        const Tensor& x = forward_.values[l];
        const Shape& out = forward_.values[l + 1].shape();
        const Cells read = cells_read(layer, x.shape(), out, flat);
        if (std::holds_alternative<Relu>(layer)) {
            result_.rule = Rule::rectified;
            add({factor({Of::value, l, flat})});
        } else if (std::holds_alternative<MaxPool2d>(layer)) {
            result_.rule = Rule::maximum;
            for (const std::size_t cell : read) {
                if (cell == forward_.argmax[l][flat]) result_.chosen = result_.terms.size();
                add({factor({Of::value, l, cell})});
            }
        } else {
            result_.rule = Rule::sum;
            const bool conv = std::holds_alternative<Conv2d>(layer);
            const std::size_t channel = conv ? index_of(out, flat)[0] : flat;
            for (const std::size_t cell : read) {
                const std::size_t weight = conv ? conv_weight_between(l, cell, flat) : flat * x.size() + cell;
                add({factor({Of::weight, l, weight}), factor({Of::value, l, cell})});
            }
            add({factor({Of::bias, l, channel})});
        }
    }

    void explain_value_gradient(std::size_t l, std::size_t flat) {
        const Layer& layer = network_.layers[l];
        const Tensor& x = forward_.values[l];
        result_.rule = Rule::sum;
        for (const std::size_t cell : cells_fed(layer, x.shape(), forward_.values[l + 1].shape(), flat)) {
            const Factor upstream = factor({Of::value_grad, l + 1, cell});
            if (std::holds_alternative<Relu>(layer))
                add({upstream, constant(x[flat] > 0 ? 1 : 0)});
            else if (std::holds_alternative<MaxPool2d>(layer))
                add({upstream, constant(forward_.argmax[l][cell] == flat ? 1 : 0)});
            else if (std::holds_alternative<Conv2d>(layer))
                add({upstream, factor({Of::weight, l, conv_weight_between(l, flat, cell)})});
            else
                add({upstream, factor({Of::weight, l, cell * x.size() + flat})});
        }
    }

    void explain_weight_gradient(std::size_t l, std::size_t flat) {
        const Tensor& x = forward_.values[l];
        result_.rule = Rule::sum;
        const auto* conv = std::get_if<Conv2d>(&network_.layers[l]);
        if (conv == nullptr) {
            add({factor({Of::value_grad, l + 1, flat / x.size()}), factor({Of::value, l, flat % x.size()})});
            return;
        }
        const auto [rows, columns] = windows(*conv, x.shape());
        const Index at = index_of(conv->weight.shape(), flat);  // k, t, m, n
        const Range i_range = rows.windows_with_tap_inside(at[2]),
                    j_range = columns.windows_with_tap_inside(at[3]);
        const Shape& out = forward_.values[l + 1].shape();
        for (std::size_t i = i_range.begin; i < i_range.end; ++i)
            for (std::size_t j = j_range.begin; j < j_range.end; ++j)
                add({factor({Of::value_grad, l + 1, flat_of(out, {at[0], i, j})}),
                     factor({Of::value, l,
                             flat_of(x.shape(), {at[1], rows.padded_position(i, at[2]) - rows.padding,
                                                 columns.padded_position(j, at[3]) - columns.padding})})});
    }

    void explain_bias_gradient(std::size_t l, std::size_t flat) {
        result_.rule = Rule::sum;
        const std::size_t each = forward_.values[l + 1].size() / bias_of(network_.layers[l])->size();
        for (std::size_t position = 0; position < each; ++position)
            add({factor({Of::value_grad, l + 1, flat * each + position})});
    }

    void explain_upstream(std::size_t flat) {
        result_.rule = Rule::sum;
        if (const auto* nll = std::get_if<NegativeLogLikelihood>(&network_.loss)) {
            add({factor({Of::p, 0, flat})});
            if (flat == nll->target) add({constant(-1)});
        } else {
            add({factor({Of::loss_weight, 0, flat})});
        }
    }

    void explain_probability(std::size_t flat) {
        result_.rule = Rule::softmax;
        const std::size_t last = network_.layers.size();
        add({factor({Of::value, last, flat})});
        for (std::size_t i = 0; i < forward_.p.size(); ++i) add({factor({Of::value, last, i})});
    }

    void explain_loss() {
        if (const auto* nll = std::get_if<NegativeLogLikelihood>(&network_.loss)) {
            result_.rule = Rule::neg_log;
            add({factor({Of::p, 0, nll->target})});
            return;
        }
        result_.rule = Rule::sum;
        const std::size_t last = network_.layers.size();
        for (std::size_t i = 0; i < forward_.values[last].size(); ++i)
            add({factor({Of::loss_weight, 0, i}), factor({Of::value, last, i})});
    }
};

std::string product(const Term& term, int digits) {
    std::string text;
    for (const Factor& factor : term.factors) {
        if (!text.empty()) text += '*';
        text += short_number(factor.number, digits);
    }
    return text;
}

}  // namespace

double Term::value() const {
    double product = 1;
    for (const Factor& factor : factors) product *= factor.number;
    return product;
}

Contributions contributions(const Network& network, const Forward& forward, const Gradients& gradients,
                            const Cell& cell) {
    return Explanation(network, forward, gradients).explain(cell);
}

std::string short_number(double value, int digits) {
    if (value == 0) return "0";  // also for minus zero
    std::array<char, 64> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                   std::chars_format::general, digits);
    return {buffer.data(), end.ptr};
}

std::string formula(const Contributions& c, std::size_t most, int digits) {
    std::string result = " = " + short_number(c.result, digits);
    const auto join = [&](std::size_t first, const std::string& between, const std::string& before,
                          const std::string& after) {
        std::string text;
        for (std::size_t i = first; i < c.terms.size(); ++i) {
            const bool skipped = i - first + 1 >= most && i + 1 < c.terms.size();
            if (skipped && i - first + 1 > most) continue;
            if (!text.empty()) text += between;
            if (skipped)
                text += "...";
            else
                text.append(before).append(product(c.terms[i], digits)).append(after);
        }
        return text;
    };
    switch (c.rule) {
        case Rule::given:
            return short_number(c.result, digits) + " (given)";
        case Rule::sum:
            return (c.terms.empty() ? "0" : join(0, " + ", "", "")) + result;
        case Rule::maximum:
            return "max(" + join(0, ", ", "", "") + ")" + result;
        case Rule::rectified:
            return "max(0, " + join(0, ", ", "", "") + ")" + result;
        case Rule::softmax:
            return "exp(" + product(c.terms[0], digits) + ") / (" + join(1, " + ", "exp(", ")") + ")" +
                   result;
        case Rule::neg_log:
            return "-log(" + join(0, ", ", "", "") + ")" + result;
    }
    return result;
}

}  // namespace nn
