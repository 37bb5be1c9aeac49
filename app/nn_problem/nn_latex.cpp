#include "app/nn_problem/nn_latex.h"

#include <algorithm>

#include "nn/contributions.h"

namespace siftscope {
namespace {

using Of = nn::Cell::Of;

constexpr std::size_t most_rows = 16;           ///< of a matrix, and columns
constexpr std::size_t most_terms = 24;          ///< of a sum
constexpr std::size_t most_derived_cells = 32;  ///< of a tensor

/// 1.5e-07 becomes 1.5 \cdot 10^{-7}.
std::string latex_number(double value) {
    std::string text = nn::short_number(value);
    const std::size_t e = text.find('e');
    if (e == std::string::npos) return text;
    return text.substr(0, e) + R"( \cdot 10^{)" + std::to_string(std::stoi(text.substr(e + 1))) + "}";
}

std::string factor(double value) {
    return value < 0 ? R"(\left()" + latex_number(value) + R"(\right))" : latex_number(value);
}

/// The rows of a matrix; f(row, column) is a number.
template <class Entry>
std::string latex_matrix(std::size_t rows, std::size_t columns, Entry f) {
    std::string text = R"(\begin{pmatrix})";
    for (std::size_t i = 0; i < std::min(rows, most_rows); ++i) {
        for (std::size_t j = 0; j < std::min(columns, most_rows); ++j) {
            if (j > 0) text += " & ";
            text += latex_number(f(i, j));
        }
        if (columns > most_rows) text += R"( & \cdots)";
        text += R"( \\ )";
    }
    if (rows > most_rows) text += R"(\vdots \\ )";
    return text + R"(\end{pmatrix})";
}

/// One display for each matrix of the tensor, the leading axes as an index.
void add_tensor(const std::string& name, const nn::Tensor& tensor, std::string& text) {
    if (tensor.empty()) return;
    const std::size_t rank = tensor.rank();
    const std::size_t columns = rank >= 2 ? tensor.extent(rank - 1) : 1;
    const std::size_t rows = rank >= 2 ? tensor.extent(rank - 2) : tensor.size();
    const std::size_t matrices = tensor.size() / (rows * columns);
    for (std::size_t block = 0; block < std::min(matrices, most_rows); ++block) {
        std::string index;
        if (rank > 2) {
            const nn::Index at = nn::index_of(tensor.shape(), block * rows * columns);
            for (std::size_t axis = 0; axis + 2 < rank; ++axis)
                index += (axis > 0 ? "," : "") + std::to_string(at[axis]);
        }
        text += R"(\[ )" + name + (index.empty() ? "" : "_{" + index + "}") + " = " +
                latex_matrix(
                    rows, columns,
                    [&](std::size_t i, std::size_t j) { return tensor[(block * rows + i) * columns + j]; }) +
                " \\]\n";
    }
    if (matrices > most_rows)
        text += R"(\[ \vdots \])"
                "\n";
}

std::string derivation(const nn::Contributions& c) {
    const auto product = [](const nn::Term& term) {
        std::string text;
        for (const nn::Factor& f : term.factors)
            text += (text.empty() ? "" : R"( \cdot )") + factor(f.number);
        return text;
    };
    const auto joined = [&](std::size_t first, const char* between, auto show) {
        std::string text;
        for (std::size_t i = first; i < c.terms.size(); ++i) {
            if (i > first) text += between;
            if (i >= first + most_terms) return text + R"(\cdots)";
            text += show(c.terms[i]);
        }
        return text.empty() ? std::string("0") : text;
    };
    const auto exponential = [&](const nn::Term& term) { return "e^{" + latex_number(term.value()) + "}"; };
    using Rule = nn::Contributions::Rule;
    std::string text;
    switch (c.rule) {
        case Rule::given:
            return latex_number(c.result);
        case Rule::sum:
            text = joined(0, " + ", product);
            break;
        case Rule::maximum:
            text = R"(\max\left()" + joined(0, ", ", product) + R"(\right))";
            break;
        case Rule::rectified:
            text = R"(\max\left(0, )" + joined(0, ", ", product) + R"(\right))";
            break;
        case Rule::softmax:
            text = R"(\frac{)" + exponential(c.terms[0]) + "}{" + joined(1, " + ", exponential) + "}";
            break;
        case Rule::neg_log:
            text = R"(-\log )" + joined(0, "", product);
            break;
    }
    return text + " = " + latex_number(c.result);
}

class Document {
  public:
    Document(const NnProblem& problem, const NnSolution& solution) : problem_(problem), solution_(solution) {}

    std::string write() {
        text_ =
            "\\documentclass{article}\n\\usepackage{amsmath}\n\\usepackage[margin=2cm]{geometry}\n"
            "\\setcounter{MaxMatrixCols}{20}\n\\allowdisplaybreaks\n\\begin{document}\n";
        const std::size_t layers = problem_.network.layers.size();
        section("Forward");
        add_tensor(value_name(0), problem_.x, text_);
        for (std::size_t l = 0; l < layers; ++l) add_forward(l);
        add_loss();
        section("Backward");
        add_upstream();
        for (std::size_t l = layers; l-- > 0;) add_backward(l);
        text_ += "\\section*{Check}\nCentral differences: " + check_sentence(solution_.check) +
                 ".\n\\end{document}\n";
        return text_;
    }

  private:
    const NnProblem& problem_;
    const NnSolution& solution_;
    std::string text_;

    void section(const std::string& title) { text_ += "\\section*{" + title + "}\n"; }
    void subsection(std::size_t l) {
        text_ += "\\subsection*{Layer " + std::to_string(l) + ": " +
                 std::string(nn::name_of(problem_.network.layers[l])) + "}\n";
    }
    void display(const std::string& maths) { text_ += "\\[ " + maths + " \\]\n"; }

    /// x for the input of a layer alone, y for its output; x^{(v)} in a network.
    [[nodiscard]] std::string value_name(std::size_t v) const {
        if (problem_.kind == "nll") return "y";
        if (problem_.kind != "network") return v == 0 ? "x" : "y";
        return "x^{(" + std::to_string(v) + ")}";
    }
    [[nodiscard]] std::string parameter_name(const char* letter, std::size_t l) const {
        return problem_.kind == "network" ? std::string(letter) + "^{(" + std::to_string(l) + ")}" : letter;
    }
    [[nodiscard]] static std::string gradient_name(const std::string& of) {
        return R"(\frac{\partial L}{\partial )" + of + "}";
    }

    /// A line for each cell of a tensor: its name with the index, and how it came to its number.
    void derive(const std::string& name, const nn::Tensor& tensor, nn::Cell cell) {
        text_ += "\\begin{align*}\n";
        for (cell.flat = 0; cell.flat < std::min(tensor.size(), most_derived_cells); ++cell.flat) {
            std::string index;
            for (const std::size_t i : nn::index_of(tensor.shape(), cell.flat))
                index += (index.empty() ? "" : ",") + std::to_string(i);
            text_ += "\\left(" + name + "\\right)_{" + index + "} &= " +
                     derivation(
                         nn::contributions(problem_.network, solution_.forward, solution_.gradients, cell)) +
                     " \\\\\n";
        }
        if (tensor.size() > most_derived_cells) text_ += "&\\;\\;\\vdots \\\\\n";
        text_ += "\\end{align*}\n";
    }

    void add_forward(std::size_t l) {
        subsection(l);
        const nn::Layer& layer = problem_.network.layers[l];
        if (const nn::Tensor* weight = nn::weight_of(layer)) {
            add_tensor(parameter_name("W", l), *weight, text_);
            add_tensor(parameter_name("b", l), *nn::bias_of(layer), text_);
        }
        if (const auto* conv = std::get_if<nn::Conv2d>(&layer)) {
            add_settings(
                {{"stride", conv->stride}, {"padding", conv->padding}, {"dilation", conv->dilation}});
            display(
                R"(y_{k,i,j} = b_k + \sum_{t,m,n} W_{k,t,m,n} \, x_{t,\, i s_1 + m d_1 - p_1,\, j s_2 + n d_2 - p_2})");
        } else if (const auto* pool = std::get_if<nn::MaxPool2d>(&layer)) {
            add_settings({{"kernel", pool->kernel}, {"stride", pool->stride}, {"padding", pool->padding}});
            display(R"(y_{c,i,j} = \max_{m,n} x_{c,\, i s_1 + m - p_1,\, j s_2 + n - p_2})");
        } else if (std::holds_alternative<nn::Relu>(layer)) {
            display(R"(y = \max(0, x))");
        } else {
            display("y = W x + b");
        }
        add_tensor(value_name(l + 1), solution_.forward.values[l + 1], text_);
        derive(value_name(l + 1), solution_.forward.values[l + 1], {Of::value, l + 1, 0});
    }

    void add_settings(std::initializer_list<std::pair<const char*, nn::Pair>> settings) {
        std::string line;
        for (const auto& [name, pair] : settings) {
            if (!line.empty()) line += ", ";
            line +=
                std::string(name) + " $(" + std::to_string(pair[0]) + ", " + std::to_string(pair[1]) + ")$";
        }
        text_ += line + "\n";
    }

    void add_loss() {
        if (const auto* nll = std::get_if<nn::NegativeLogLikelihood>(&problem_.network.loss)) {
            text_ += "\\subsection*{Softmax and negative log likelihood}\n";
            display(R"(p_i = \frac{e^{y_i}}{\sum_j e^{y_j}}, \qquad L = -\log p_{)" +
                    std::to_string(nll->target) + "}");
            derive("p", solution_.forward.p, {Of::p, 0, 0});
            display("L = " + derivation(nn::contributions(problem_.network, solution_.forward,
                                                          solution_.gradients, {Of::loss, 0, 0})));
        }
    }

    void add_upstream() {
        const std::size_t last = problem_.network.layers.size();
        const std::string name = gradient_name(value_name(last));
        if (std::holds_alternative<nn::NegativeLogLikelihood>(problem_.network.loss)) {
            display(R"(\frac{\partial L}{\partial y_i} = p_i - [i = gt])");
            derive(name, solution_.gradients.values[last], {Of::value_grad, last, 0});
        }
        add_tensor(name, solution_.gradients.values[last], text_);
    }

    void add_backward(std::size_t l) {
        subsection(l);
        const nn::Layer& layer = problem_.network.layers[l];
        if (std::holds_alternative<nn::Conv2d>(layer)) {
            display(
                R"(\frac{\partial L}{\partial b_k} = \sum_{i,j} \frac{\partial L}{\partial y_{k,i,j}}, \qquad \frac{\partial L}{\partial W_{k,t,m,n}} = \sum_{i,j} \frac{\partial L}{\partial y_{k,i,j}} \, x_{t,\, i s_1 + m d_1 - p_1,\, j s_2 + n d_2 - p_2})");
            display(
                R"(\frac{\partial L}{\partial x_{t,m',n'}} = \sum_k \sum_{i,j} \frac{\partial L}{\partial y_{k,i,j}} \, W_{k,t,m,n}, \qquad i s_1 + m d_1 - p_1 = m', \; j s_2 + n d_2 - p_2 = n')");
        } else if (std::holds_alternative<nn::MaxPool2d>(layer)) {
            text_ +=
                "Each $\\partial L / \\partial y_{c,i,j}$ goes to the first maximum of its window; "
                "overlapping windows add.\n";
        } else if (std::holds_alternative<nn::Relu>(layer)) {
            display(R"(\frac{\partial L}{\partial x} = \frac{\partial L}{\partial y} \, [x > 0])");
        } else {
            display(
                R"(\frac{\partial L}{\partial b} = \frac{\partial L}{\partial y}, \qquad \frac{\partial L}{\partial W} = \frac{\partial L}{\partial y} x^T, \qquad \frac{\partial L}{\partial x} = W^T \frac{\partial L}{\partial y})");
        }
        const nn::Gradients::Parameters& parameters = solution_.gradients.parameters[l];
        if (!parameters.weight.empty()) {
            const std::string dw = gradient_name(parameter_name("W", l)),
                              db = gradient_name(parameter_name("b", l));
            add_tensor(dw, parameters.weight, text_);
            derive(dw, parameters.weight, {Of::weight_grad, l, 0});
            add_tensor(db, parameters.bias, text_);
            derive(db, parameters.bias, {Of::bias_grad, l, 0});
        }
        const std::string dx = gradient_name(value_name(l));
        add_tensor(dx, solution_.gradients.values[l], text_);
        derive(dx, solution_.gradients.values[l], {Of::value_grad, l, 0});
    }
};

}  // namespace

std::string tensor_latex(const std::string& name, const nn::Tensor& tensor) {
    std::string text;
    add_tensor(name, tensor, text);
    return text;
}

std::string latex_name(const NnProblem& problem, const std::string& key) {
    std::string letter = key;
    std::size_t layer = 0;
    const bool in_layer = key.rfind("layers[", 0) == 0;
    if (in_layer) {
        layer = std::stoul(key.substr(7));
        letter = key.substr(key.find('.') + 1);
    }
    const bool gradient = letter.size() > 1 && letter[0] == 'd' && letter != "dp_target";
    if (gradient) letter.erase(0, 1);
    std::string name = letter;
    if (letter == "logits") name = "y";
    if (letter == "dp_target") name = R"(\frac{\partial p_{gt}}{\partial y})";
    if (letter == "live") name = R"(\text{live})";
    const std::string upper = letter == "weight" ? "W" : letter == "bias" ? "b" : "";
    if (!upper.empty()) name = in_layer ? upper + "^{(" + std::to_string(layer) + ")}" : upper;
    if (problem.kind == "network" && (letter == "x" || letter == "y"))
        name = "x^{(" + std::to_string(in_layer ? layer + 1 : 0) + ")}";
    return gradient ? R"(\frac{\partial L}{\partial )" + name + "}" : name;
}

std::string nn_latex(const NnProblem& problem, const NnSolution& solution) {
    return Document(problem, solution).write();
}

}  // namespace siftscope
