// A student's wrong answers, each worked out here from the formula with the slip in it.

#include <cmath>

#include "app/nn_problem/answer_check.h"
#include "app/nn_problem/json_tensor.h"
#include "app/nn_problem/nn_examples.h"
#include "tests/support/catch.h"

using namespace siftscope;

namespace {

/// The slip that the check names for a wrong answer to one key.
std::string named_slip(const NnProblem& problem, const Json& answer) {
    const auto checked = check_answers(problem, solve(problem), answer, 1e-9);
    REQUIRE(checked.size() == 1);
    REQUIRE_FALSE(checked[0].right);
    return checked[0].slip;
}

std::string named_slip(const NnProblem& problem, const std::string& key, const nn::Tensor& theirs) {
    return named_slip(problem, Json{{key, to_json(theirs)}});
}

bool begins(const std::string& text, const std::string& start) {
    return text.rfind(start, 0) == 0;
}

nn::Tensor times(nn::Tensor tensor, double factor) {
    for (double& number : tensor.data()) number *= factor;
    return tensor;
}

/// Two input and two output channels, no padding, stride 1: W 2x2x2x2 over x 2x3x3.
struct Channels {
    const NnProblem& problem = nn_example("channels_2x2").problem;
    NnSolution right = solve(problem);
    const nn::Conv2d& conv = std::get<nn::Conv2d>(problem.network.layers[0]);
    const nn::Tensor& x = problem.x;
    const nn::Tensor& dy = std::get<nn::WeightedSum>(problem.network.loss).dy;

    /// dx by scattering each dy(k, i, j) over its window, a way of its own.
    template <class Weight>
    [[nodiscard]] nn::Tensor scattered(std::size_t channels_out, Weight weight) const {
        nn::Tensor dx(x.shape());
        for (std::size_t k = 0; k < channels_out; ++k)
            for (std::size_t i = 0; i < 2; ++i)
                for (std::size_t j = 0; j < 2; ++j)
                    for (std::size_t t = 0; t < 2; ++t)
                        for (std::size_t m = 0; m < 2; ++m)
                            for (std::size_t n = 0; n < 2; ++n)
                                dx(t, i + m, j + n) += dy(k, i, j) * weight(k, t, m, n);
        return dx;
    }
};

}  // namespace

TEST_CASE("slips: a missing transpose in dx of a fully connected layer is named", "[app][nn][slips]") {
    const NnProblem& problem = nn_example("fully_connected").problem;
    // W dy with W = (2 0 1; -1 3 0.5; 4 1 -2), dy = (1, -1, 2).
    CHECK(begins(named_slip(problem, "dx", nn::Tensor({3}, std::vector<double>{4, -3, -1})),
                 "a missing transpose: W dy"));
}

TEST_CASE("slips: x dy^T in place of dy x^T is named as a missing transpose", "[app][nn][slips]") {
    const NnProblem& problem = nn_example("fully_connected").problem;
    // x = (1, -2, 3), dy = (1, -1, 2)
    CHECK(begins(named_slip(problem, "dweight",
                            nn::Tensor({3, 3}, std::vector<double>{1, -1, 2, -2, 2, -4, 3, -3, 6})),
                 "a missing transpose: x dy^T"));
}

TEST_CASE("slips: a transposed dweight of another shape is named too, and both shapes are shown",
          "[app][nn][slips]") {
    NnProblem problem = parse_nn_problem(R"({"layer": "linear", "x": {"shape": [2], "data": [1, 2]},
        "weight": {"shape": [1, 2], "data": [3, 4]}, "bias": {"shape": [1], "data": [0]}, "dy": {"shape": [1], "data": [5]}})");
    const auto checked = check_answers(problem, solve(problem),
                                       Json{{"dweight", {{"shape", {2, 1}}, {"data", {5, 10}}}}}, 1e-9);
    CHECK(checked[0].first_wrong == "dweight has shape [2, 1], but the right shape is [1, 2]");
    CHECK(begins(checked[0].slip, "a missing transpose"));
}

TEST_CASE("slips: dW of a convolution summed over t, m, n in place of i, j is named", "[app][nn][slips]") {
    const Channels c;
    nn::Tensor per_output({2, 2, 2}), everything(c.conv.weight.shape());
    for (std::size_t k = 0; k < 2; ++k) {
        double total = 0;
        for (std::size_t i = 0; i < 2; ++i)
            for (std::size_t j = 0; j < 2; ++j) {
                for (std::size_t t = 0; t < 2; ++t)
                    for (std::size_t m = 0; m < 2; ++m)
                        for (std::size_t n = 0; n < 2; ++n)
                            per_output(k, i, j) += c.dy(k, i, j) * c.x(t, i + m, j + n);
                total += per_output(k, i, j);
            }
        for (std::size_t flat = 0; flat < 8; ++flat) everything[k * 8 + flat] = total;
    }
    const std::string wanted =
        "a sum over the wrong indices: dW(k, t, m, n) sums over i, j, not over t, m, n";
    CHECK(named_slip(c.problem, "dweight", per_output) == wanted);
    CHECK(named_slip(c.problem, "dweight", everything) == wanted);
}

TEST_CASE("slips: a missing sum over the output channels in dx is named", "[app][nn][slips]") {
    const Channels c;
    const nn::Tensor dx =
        c.scattered(1, [&](auto k, auto t, auto m, auto n) { return c.conv.weight(k, t, m, n); });
    CHECK(begins(named_slip(c.problem, "dx", dx), "a missing sum over the output channels k"));
}

TEST_CASE("slips: the index k dropped from W in dx is named", "[app][nn][slips]") {
    const Channels c;
    const nn::Tensor dx =
        c.scattered(2, [&](auto, auto t, auto m, auto n) { return c.conv.weight(std::size_t{0}, t, m, n); });
    CHECK(begins(named_slip(c.problem, "dx", dx), "the index k of W is dropped"));
}

TEST_CASE("slips: a flipped kernel is named, in the output and in dx", "[app][nn][slips]") {
    const Channels c;
    const nn::Tensor dx =
        c.scattered(2, [&](auto k, auto t, auto m, auto n) { return c.conv.weight(k, t, 1 - m, 1 - n); });
    CHECK(begins(named_slip(c.problem, "dx", dx), "the kernel is flipped"));
    nn::Tensor y({2, 2, 2});
    for (std::size_t k = 0; k < 2; ++k)
        for (std::size_t i = 0; i < 2; ++i)
            for (std::size_t j = 0; j < 2; ++j) {
                y(k, i, j) = c.conv.bias[k];
                for (std::size_t t = 0; t < 2; ++t)
                    for (std::size_t m = 0; m < 2; ++m)
                        for (std::size_t n = 0; n < 2; ++n)
                            y(k, i, j) += c.conv.weight(k, t, m, n) * c.x(t, i + 1 - m, j + 1 - n);
            }
    CHECK(begins(named_slip(c.problem, "y", y), "the kernel is flipped"));
}

TEST_CASE("slips: a mean instead of a sum is named in dW, db and dx of a convolution", "[app][nn][slips]") {
    const Channels c;
    const auto& parameters = c.right.gradients.parameters[0];
    CHECK(
        begins(named_slip(c.problem, "dweight", times(parameters.weight, 0.25)), "a mean instead of a sum"));
    CHECK(begins(named_slip(c.problem, "dbias", times(parameters.bias, 0.25)), "a mean instead of a sum"));
    CHECK(begins(named_slip(c.problem, "dx", times(c.right.gradients.values[0], 0.5)),
                 "a mean instead of a sum"));
}

TEST_CASE("slips: wrong rounding of the bounds of i and j is named, whichever bound and way",
          "[app][nn][slips]") {
    const NnProblem& problem = nn_example("conv_stride2_padding").problem;
    const auto& conv = std::get<nn::Conv2d>(problem.network.layers[0]);
    const auto& dy = std::get<nn::WeightedSum>(problem.network.loss).dy;
    // Stride 2, padding 1, kernel 3: i from (m' + 1 - 2) / 2 rounded up to (m' + 1) / 2 rounded down, within
    // 0..2. Python counts a negative tap from the end, which is what W[-1] gives here.
    const auto dx_with = [&](auto lower, auto upper) {
        nn::Tensor dx({1, 5, 5});
        for (int row = 0; row < 5; ++row)
            for (int column = 0; column < 5; ++column)
                for (int i = std::max(0, lower(row)); i <= std::min(2, upper(row)); ++i)
                    for (int j = std::max(0, lower(column)); j <= std::min(2, upper(column)); ++j) {
                        const int m = (row + 1 - 2 * i + 3) % 3, n = (column + 1 - 2 * j + 3) % 3;
                        dx(0, row, column) += dy(0, i, j) * conv.weight(0, 0, m, n);
                    }
        return dx;
    };
    const auto lower_right = [](int cell) { return static_cast<int>(std::ceil((cell - 1) / 2.0)); };
    const auto lower_down = [](int cell) { return static_cast<int>(std::floor((cell - 1) / 2.0)); };
    const auto upper_right = [](int cell) { return static_cast<int>(std::floor((cell + 1) / 2.0)); };
    const auto upper_up = [](int cell) { return static_cast<int>(std::ceil((cell + 1) / 2.0)); };
    const auto upper_short = [](int cell) { return static_cast<int>(std::floor((cell + 1) / 2.0)) - 1; };

    const nn::Tensor right = solve(problem).gradients.values[0], by_hand = dx_with(lower_right, upper_right);
    for (std::size_t i = 0; i < right.size(); ++i)
        REQUIRE(by_hand[i] == Approx(right[i]));  // the twin itself is right

    CHECK(named_slip(problem, "dx", dx_with(lower_down, upper_right))
              .find("bounds of i and j: the lower one is rounded down;") != std::string::npos);
    CHECK(named_slip(problem, "dx", dx_with(lower_right, upper_up))
              .find("bounds of i and j: the upper one is rounded up;") != std::string::npos);
    CHECK(named_slip(problem, "dx", dx_with(lower_down, upper_up))
              .find("rounded down and the upper one is rounded up") != std::string::npos);
    CHECK(
        named_slip(problem, "dx", dx_with(lower_right, upper_short)).find("the last i and j are left out") !=
        std::string::npos);
}

TEST_CASE("slips: a forgotten stride or padding in dW is named", "[app][nn][slips]") {
    const NnProblem& problem = nn_example("conv_stride2_padding").problem;
    const auto& dy = std::get<nn::WeightedSum>(problem.network.loss).dy;
    const auto dweight_with = [&](int stride, int padding) {
        nn::Tensor dweight({1, 1, 3, 3});
        for (int m = 0; m < 3; ++m)
            for (int n = 0; n < 3; ++n)
                for (int i = 0; i < 3; ++i)
                    for (int j = 0; j < 3; ++j) {
                        const int row = i * stride + m - padding, column = j * stride + n - padding;
                        if (row < 0 || column < 0 || row >= 5 || column >= 5) continue;
                        dweight(0, 0, m, n) += dy(0, i, j) * problem.x(0, row, column);
                    }
        return dweight;
    };
    CHECK(begins(named_slip(problem, "dweight", dweight_with(1, 1)), "the stride is forgotten"));
    CHECK(begins(named_slip(problem, "dweight", dweight_with(2, 0)), "the padding is forgotten"));
}

TEST_CASE("slips: p_i where p_gt is meant is named in the gradient of the loss and in that of p_gt",
          "[app][nn][slips]") {
    const NnProblem& problem = nn_example("nll").problem;
    const nn::Tensor p = solve(problem).forward.p;  // the target is 1
    nn::Tensor first_case_for_all(p.shape()), own_square(p.shape()), derivative(p.shape());
    for (std::size_t i = 0; i < p.size(); ++i) {
        first_case_for_all[i] = p[i] - 1;
        own_square[i] = i == 1 ? p[1] - 1 : p[i] * p[i] / p[1];
        derivative[i] = p[i] * (1 - p[i]);
    }
    CHECK(begins(named_slip(problem, "dlogits", first_case_for_all), "p_i where p_gt is meant"));
    CHECK(begins(named_slip(problem, "dlogits", own_square), "p_i where p_gt is meant"));
    CHECK(begins(named_slip(problem, "dp_target", derivative), "p_i where p_gt is meant"));
}

TEST_CASE("slips: in nll a missing 1, a wrong sign, a mean, and another logarithm are named",
          "[app][nn][slips]") {
    const NnProblem& problem = nn_example("nll").problem;
    const NnSolution right = solve(problem);
    CHECK(begins(named_slip(problem, "dlogits", right.forward.p), "the 1 is missing"));
    CHECK(begins(named_slip(problem, "dlogits", times(right.gradients.values[0], -1)), "the wrong sign"));
    CHECK(begins(named_slip(problem, "dlogits", times(right.gradients.values[0], 0.25)),
                 "a mean instead of a sum"));
    CHECK(begins(named_slip(problem, Json{{"loss", std::log10(std::exp(right.forward.loss))}}),
                 "the logarithm to base 10"));
    CHECK(begins(named_slip(problem, "p", nn::Tensor({4}, std::vector<double>{0.8, 0.4, 0.2, -0.4})),
                 "the exponentials are missing"));
}

TEST_CASE("slips: overlapping windows that overwrite instead of add are named", "[app][nn][slips]") {
    nn::Tensor dx({1, 3, 4});
    dx(0, 1, 2) = 3;  // the 9 lies in both windows; the second one's dy = 3 stands where 2 + 3 belongs
    CHECK(begins(named_slip(nn_example("overlap").problem, "dx", dx),
                 "overlapping windows overwrite each other"));
}

TEST_CASE("slips: a tie given to all maxima, shared, or given to the last is told apart",
          "[app][nn][slips]") {
    const NnProblem& problem = nn_example("tie").problem;
    // x = (1 4 | 2 2; 4 3 | 2 2), dy = 1 for the left window and 5 for the right one.
    CHECK(
        begins(named_slip(problem, "dx", nn::Tensor({1, 2, 4}, std::vector<double>{0, 1, 5, 5, 1, 0, 5, 5})),
               "a tie is given to every maximum"));
    CHECK(
        begins(named_slip(problem, "dx",
                          nn::Tensor({1, 2, 4}, std::vector<double>{0, 0.5, 1.25, 1.25, 0.5, 0, 1.25, 1.25})),
               "a tie is shared"));
    CHECK(
        begins(named_slip(problem, "dx", nn::Tensor({1, 2, 4}, std::vector<double>{0, 0, 0, 0, 1, 0, 0, 5})),
               "a tie is given to the last maximum"));
    CHECK(begins(named_slip(problem, Json{{"argmax", {{1, 0}, {1, 3}}}}),
                 "a tie is given to the last maximum"));
    CHECK(
        begins(named_slip(problem, Json{{"argmax", {{1, 0}, {0, 2}}}}), "a tie is decided column by column"));
    CHECK(begins(named_slip(problem, Json{{"argmax", {{0, 1}, {0, 0}}}}), "counted inside each window"));
}

TEST_CASE("slips: average pooling and the mask that relu needs are named", "[app][nn][slips]") {
    const NnProblem& worked = nn_example("worked_3x3").problem;
    CHECK(begins(named_slip(worked, "dx", nn::Tensor({1, 3, 3}, 1.0 / 9)), "a mean instead of a maximum"));
    CHECK(begins(named_slip(worked, "y", nn::Tensor({1, 1, 1}, 13.0 / 9)), "a mean instead of a maximum"));
    const NnProblem relu = parse_nn_problem(
        R"({"layer": "relu", "x": {"shape": [2], "data": [-1, 2]}, "dy": {"shape": [2], "data": [3, 4]}})");
    CHECK(begins(named_slip(relu, "dx", nn::Tensor({2}, std::vector<double>{3, 4})), "the mask is missing"));
}

TEST_CASE("slips: in a network a slip above is followed down to the gradient that it spoils",
          "[app][nn][slips]") {
    const NnProblem& problem = nn_example("chain").problem;
    const NnSolution right = solve(problem);
    // The nll's gradient without its 1, carried back by layers that are right.
    nn::Gradients gradients = nn::zero_gradients(problem.network, right.forward);
    gradients.values[4] = right.forward.p;
    nn::backward_from(problem.network, right.forward, 4, gradients);
    CHECK(begins(named_slip(problem, "dx", gradients.values[0]), "in the nll at the end: the 1 is missing"));
    const Json layers{{{"dweight", to_json(gradients.parameters[0].weight)}}};
    CHECK(begins(named_slip(problem, Json{{"layers", layers}}), "in the nll at the end: the 1 is missing"));
    const Json own{{{"dbias", to_json(times(right.gradients.parameters[0].bias, 1.0 / 16))}}};
    CHECK(begins(named_slip(problem, Json{{"layers", own}}), "a mean instead of a sum"));
}

TEST_CASE("slips: a wrong answer that no slip explains gets no explanation", "[app][nn][slips]") {
    CHECK(named_slip(nn_example("worked_3x3").problem, "dx", nn::Tensor({1, 3, 3}, 0.3)).empty());
}
