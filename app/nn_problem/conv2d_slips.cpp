#include <array>
#include <cstddef>
#include <utility>

#include "app/nn_problem/known_slips.h"

namespace siftscope {
namespace {

using Signed = std::ptrdiff_t;

Signed floor_divide(Signed a, Signed b) {
    return a >= 0 ? a / b : -((-a + b - 1) / b);
}
Signed ceil_divide(Signed a, Signed b) {
    return -floor_divide(-a, b);
}

// ---- dL/dx ----

enum class Bound { right, other_way, nearest, one_short };
enum class OutsideKernel { skipped, wrapped, clamped };

/// How dL/dx was worked out: everything right, except where a field says otherwise.
struct InputGradient {
    bool first_output_channel_only = false;
    bool k_of_weight_dropped = false;
    bool kernel_flipped = false;
    bool stride_dropped = false;
    bool upstream_dropped = false;
    Bound lower = Bound::right, upper = Bound::right;
    OutsideKernel outside = OutsideKernel::skipped;
};

/// The output index and tap of each term, along one axis, for the input cell at `cell`.
std::vector<std::pair<std::size_t, std::size_t>> terms_along(const nn::SlidingWindow& axis, std::size_t cell,
                                                             const InputGradient& how) {
    const auto kernel = static_cast<Signed>(axis.kernel), dilation = static_cast<Signed>(axis.dilation);
    const Signed stride = how.stride_dropped ? 1 : static_cast<Signed>(axis.stride);
    const Signed q = static_cast<Signed>(cell + axis.padding), reach = dilation * (kernel - 1);
    const auto rounded = [&](Signed numerator, Bound bound, bool lower) {
        switch (bound) {
            case Bound::right:
                return lower ? ceil_divide(numerator, stride) : floor_divide(numerator, stride);
            case Bound::other_way:
                return lower ? floor_divide(numerator, stride) : ceil_divide(numerator, stride);
            case Bound::nearest:
                return floor_divide(2 * numerator + stride, 2 * stride);
            case Bound::one_short:
                return lower ? ceil_divide(numerator, stride) + 1 : floor_divide(numerator, stride) - 1;
        }
        return numerator;
    };
    std::vector<std::pair<std::size_t, std::size_t>> terms;
    const Signed first = std::max<Signed>(0, rounded(q - reach, how.lower, true));
    const Signed last = std::min(static_cast<Signed>(axis.output) - 1, rounded(q, how.upper, false));
    for (Signed i = first; i <= last; ++i) {
        const Signed offset = q - i * stride;
        if (offset % dilation != 0) continue;
        Signed tap = offset / dilation;
        if (tap < 0 || tap >= kernel) {
            if (how.outside == OutsideKernel::skipped) continue;
            tap = how.outside == OutsideKernel::wrapped ? ((tap % kernel) + kernel) % kernel
                                                        : (tap < 0 ? 0 : kernel - 1);
        }
        terms.emplace_back(static_cast<std::size_t>(i), static_cast<std::size_t>(tap));
    }
    return terms;
}

nn::Tensor input_gradient(const nn::Conv2d& conv, const LayerNumbers& numbers, const InputGradient& how) {
    const auto [rows, columns] = nn::windows(conv, numbers.x.shape());
    nn::Tensor dx(numbers.x.shape());
    const std::size_t channels_out = how.first_output_channel_only ? 1 : conv.weight.extent(0);
    for (std::size_t row = 0; row < rows.input; ++row) {
        const auto row_terms = terms_along(rows, row, how);
        for (std::size_t column = 0; column < columns.input; ++column) {
            const auto column_terms = terms_along(columns, column, how);
            for (std::size_t t = 0; t < dx.extent(0); ++t)
                for (std::size_t k = 0; k < channels_out; ++k)
                    for (const auto& [i, m] : row_terms)
                        for (const auto& [j, n] : column_terms)
                            dx(t, row, column) +=
                                (how.upstream_dropped ? 1 : numbers.dy(k, i, j)) *
                                conv.weight(how.k_of_weight_dropped ? 0 : k, t,
                                            how.kernel_flipped ? rows.kernel - 1 - m : m,
                                            how.kernel_flipped ? columns.kernel - 1 - n : n);
        }
    }
    return dx;
}

/// Every way to round the bounds of i and j wrongly, with every way to treat the taps outside the kernel that
/// then come up.
void add_rounding_slips(const nn::Conv2d& conv, const LayerNumbers& numbers, std::vector<Slip>& slips) {
    const auto words = [](Bound bound, bool lower) -> std::string {
        switch (bound) {
            case Bound::right:
                return "";
            case Bound::other_way:
                return lower ? "the lower one is rounded down" : "the upper one is rounded up";
            case Bound::nearest:
                return lower ? "the lower one is rounded to the nearest"
                             : "the upper one is rounded to the nearest";
            case Bound::one_short:
                return lower ? "the first i and j are left out" : "the last i and j are left out";
        }
        return "";
    };
    constexpr std::array bounds{Bound::right, Bound::other_way, Bound::nearest, Bound::one_short};
    for (const OutsideKernel outside :
         {OutsideKernel::wrapped, OutsideKernel::clamped, OutsideKernel::skipped})
        for (const Bound lower : bounds)
            for (const Bound upper : bounds) {
                if (lower == Bound::right && upper == Bound::right) continue;
                InputGradient how;
                how.lower = lower;
                how.upper = upper;
                how.outside = outside;
                std::string sentence = "wrong rounding of the bounds of i and j: " + words(lower, true);
                if (lower != Bound::right && upper != Bound::right) sentence += " and ";
                sentence +=
                    words(upper, false) +
                    "; they run from (m' + p - d (M - 1)) / s rounded up to (m' + p) / s rounded down";
                slips.push_back({std::move(sentence), input_gradient(conv, numbers, how)});
            }
}

/// dL/d(padded x): the gradient before the border is cut off.
nn::Tensor padded_input_gradient(const nn::Conv2d& conv, const LayerNumbers& numbers) {
    const nn::Shape& x = numbers.x.shape();
    nn::Conv2d unpadded = conv;
    unpadded.padding = {0, 0};
    nn::Tensor padded({x[0], x[1] + 2 * conv.padding[0], x[2] + 2 * conv.padding[1]});
    nn::Tensor dx = nn::zeros_like(padded), dweight = nn::zeros_like(conv.weight),
               dbias = nn::zeros_like(conv.bias);
    nn::conv2d_backward(unpadded, padded, numbers.dy, dx, dweight, dbias);
    return dx;
}

std::vector<Slip> conv_input_slips(const nn::Conv2d& conv, const LayerNumbers& numbers) {
    std::vector<Slip> slips;
    const auto with = [&](const std::string& sentence, auto change) {
        InputGradient how;
        change(how);
        slips.push_back({sentence, input_gradient(conv, numbers, how)});
    };
    with("a missing sum over the output channels k: only k = 0 is carried back",
         [](InputGradient& how) { how.first_output_channel_only = true; });
    with("the index k of W is dropped: every output channel k has its own kernel W(k, t, m, n)",
         [](InputGradient& how) { how.k_of_weight_dropped = true; });
    with("the kernel is flipped: tap m' - i s of W belongs to dy(k, i, j), as it stands",
         [](InputGradient& how) { how.kernel_flipped = true; });
    with("the stride is forgotten: the tap is m' - i s, and i runs in steps of s",
         [](InputGradient& how) { how.stride_dropped = true; });
    with("the upstream gradient is missing: each W(k, t, m, n) is multiplied by its dy(k, i, j)",
         [](InputGradient& how) { how.upstream_dropped = true; });
    const nn::Tensor& w = conv.weight;
    const std::pair<const char*, std::size_t> divisors[] = {
        {"the number of output channels", w.extent(0)},
        {"the size of the kernel", w.extent(2) * w.extent(3)},
        {"the number of output positions", numbers.dy.size() / w.extent(0)}};
    for (const auto& [what, divisor] : divisors)
        slips.push_back({std::string("a mean instead of a sum: divided by ") + what,
                         scaled(numbers.dx, 1 / static_cast<double>(divisor))});
    if (conv.padding != nn::Pair{0, 0})
        slips.push_back({"the padding is still there: the border of the padded input must be cut off",
                         padded_input_gradient(conv, numbers)});
    add_rounding_slips(conv, numbers, slips);
    return slips;
}

// ---- dL/dW ----

/// Calls visit(k, t, m, n, i, j, product) for every term dy(k, i, j) x(t, ...) of the weight gradient. The
/// settings of `conv` may be altered as long as dy keeps its shape; terms outside of x are left out.
template <class Visit>
void for_each_term(const nn::Conv2d& conv, const LayerNumbers& numbers, Visit visit) {
    const nn::Tensor &x = numbers.x, &dy = numbers.dy, &w = conv.weight;
    for (std::size_t k = 0; k < w.extent(0); ++k)
        for (std::size_t t = 0; t < w.extent(1); ++t)
            for (std::size_t m = 0; m < w.extent(2); ++m)
                for (std::size_t n = 0; n < w.extent(3); ++n)
                    for (std::size_t i = 0; i < dy.extent(1); ++i)
                        for (std::size_t j = 0; j < dy.extent(2); ++j) {
                            const std::size_t row = i * conv.stride[0] + m * conv.dilation[0];
                            const std::size_t column = j * conv.stride[1] + n * conv.dilation[1];
                            if (row < conv.padding[0] || column < conv.padding[1]) continue;
                            if (row - conv.padding[0] >= x.extent(1) ||
                                column - conv.padding[1] >= x.extent(2))
                                continue;
                            visit(k, t, m, n, i, j,
                                  dy(k, i, j) * x(t, row - conv.padding[0], column - conv.padding[1]));
                        }
}

nn::Tensor weight_gradient(const nn::Conv2d& conv, const LayerNumbers& numbers) {
    nn::Tensor dweight(conv.weight.shape());
    for_each_term(conv, numbers, [&](auto k, auto t, auto m, auto n, auto, auto, double term) {
        dweight(k, t, m, n) += term;
    });
    return dweight;
}

std::vector<Slip> conv_weight_slips(const nn::Conv2d& conv, const LayerNumbers& numbers) {
    const nn::Tensor &w = conv.weight, &right = numbers.parameters.weight;
    const std::size_t channels_out = w.extent(0), channels_in = w.extent(1), height = w.extent(2),
                      width = w.extent(3);
    const double positions = static_cast<double>(numbers.dy.size() / channels_out);
    nn::Tensor per_output(numbers.dy.shape()), everything(w.shape()), roles_swapped(w.shape()),
        first_position(w.shape()), over_t(w.shape()), over_k(w.shape()), flipped(w.shape()),
        no_upstream(w.shape()), first_k(w.shape());
    nn::Tensor swapped({channels_in, channels_out, height, width});
    for_each_term(conv, numbers, [&](auto k, auto t, auto m, auto n, auto i, auto j, double term) {
        per_output(k, i, j) += term;
        if (i == 0 && j == 0) first_position(k, t, m, n) += term;
        const double cell = numbers.x(t, i * conv.stride[0] + m * conv.dilation[0] - conv.padding[0],
                                      j * conv.stride[1] + n * conv.dilation[1] - conv.padding[1]);
        no_upstream(k, t, m, n) += cell;
        first_k(k, t, m, n) += numbers.dy(std::size_t{0}, i, j) * cell;
    });
    for (std::size_t k = 0; k < channels_out; ++k)
        for (std::size_t t = 0; t < channels_in; ++t)
            for (std::size_t m = 0; m < height; ++m)
                for (std::size_t n = 0; n < width; ++n) {
                    flipped(k, t, m, n) = right(k, t, height - 1 - m, width - 1 - n);
                    swapped(t, k, m, n) = right(k, t, m, n);
                    if (m < numbers.dy.extent(1) && n < numbers.dy.extent(2))
                        roles_swapped(k, t, m, n) = per_output(k, m, n);
                    for (std::size_t other = 0; other < channels_in; ++other)
                        over_t(k, t, m, n) += right(k, other, m, n);
                    for (std::size_t other = 0; other < channels_out; ++other)
                        over_k(k, t, m, n) += right(other, t, m, n);
                    for (std::size_t i = 0; i < numbers.dy.extent(1); ++i)
                        for (std::size_t j = 0; j < numbers.dy.extent(2); ++j)
                            everything(k, t, m, n) += per_output(k, i, j);
                }
    const std::string wrong_indices =
        "a sum over the wrong indices: dW(k, t, m, n) sums over i, j, not over t, m, n";
    std::vector<Slip> slips{
        {wrong_indices, std::move(per_output)},
        {wrong_indices, std::move(everything)},
        {wrong_indices, std::move(roles_swapped)},
        {"a sum over the wrong indices: dW(k, t, m, n) is not summed over the input channels t",
         std::move(over_t)},
        {"a sum over the wrong indices: dW(k, t, m, n) is not summed over the output channels k",
         std::move(over_k)},
        {"the index k of dy is dropped: dW(k, t, m, n) takes dy(k, i, j)", std::move(first_k)},
        {"a missing sum over i, j: only the first window is counted", std::move(first_position)},
        {"a mean instead of a sum: divided by the number of output positions", scaled(right, 1 / positions)},
        {"a mean instead of a sum: divided by the size of the kernel",
         scaled(right, 1 / static_cast<double>(height * width))},
        {"a mean instead of a sum: divided by the number of output channels",
         scaled(right, 1 / static_cast<double>(channels_out))},
        {"the kernel is flipped: forward does not flip it, so dW is not flipped either", std::move(flipped)},
        {"the channels are swapped: W is [channels out, channels in, rows, columns]", std::move(swapped)},
        {"the upstream gradient is missing: each cell of x is multiplied by its dy(k, i, j)",
         std::move(no_upstream)}};
    nn::Conv2d altered = conv;
    altered.stride = {1, 1};
    slips.push_back(
        {"the stride is forgotten: x is read at i s + m, not at i + m", weight_gradient(altered, numbers)});
    altered = conv;
    altered.padding = {0, 0};
    slips.push_back(
        {"the padding is forgotten: x is read at i s + m - p", weight_gradient(altered, numbers)});
    altered = conv;
    altered.dilation = {1, 1};
    slips.push_back({"the dilation is forgotten: x is read at i s + m d", weight_gradient(altered, numbers)});
    return slips;
}

// ---- dL/db and y ----

std::vector<Slip> conv_bias_slips(const LayerNumbers& numbers) {
    const nn::Tensor &right = numbers.parameters.bias, &dy = numbers.dy;
    const std::size_t positions = dy.size() / right.size();
    double total = 0;
    nn::Tensor first(right.shape());
    for (std::size_t k = 0; k < right.size(); ++k) {
        total += right[k];
        first[k] = dy[k * positions];
    }
    return {{"a mean instead of a sum: db_k adds dy over all positions i, j",
             scaled(right, 1 / static_cast<double>(positions))},
            {"a missing sum over i, j: db_k adds dy over all positions", std::move(first)},
            {"a sum over the wrong indices: db_k is not summed over the output channels k",
             nn::Tensor(right.shape(), total)},
            {"the upstream gradient is missing: db_k adds dy, it does not count positions",
             nn::Tensor(right.shape(), static_cast<double>(positions))},
            {"a missing sum over i, j: db_k is one number for each output channel", dy}};
}

std::vector<Slip> conv_output_slips(const nn::Conv2d& conv, const LayerNumbers& numbers) {
    std::vector<Slip> slips;
    const auto with = [&](const std::string& sentence, auto change) {
        nn::Conv2d altered = conv;
        change(altered);
        try {
            slips.push_back({sentence, nn::conv2d(altered, numbers.x)});
        } catch (const std::exception&) {
            // Altered like this the layer does not fit its input: nobody can have made this slip here.
        }
    };
    const std::size_t channels_out = conv.weight.extent(0), channels_in = conv.weight.extent(1),
                      height = conv.weight.extent(2), width = conv.weight.extent(3);
    with("the bias is missing: y = b_k + the sum", [](nn::Conv2d& altered) { altered.bias.fill(0); });
    with("the kernel is flipped: networks compute a cross-correlation, W is taken as it stands",
         [&](nn::Conv2d& altered) {
             for (std::size_t k = 0; k < channels_out; ++k)
                 for (std::size_t t = 0; t < channels_in; ++t)
                     for (std::size_t m = 0; m < height; ++m)
                         for (std::size_t n = 0; n < width; ++n)
                             altered.weight(k, t, m, n) = conv.weight(k, t, height - 1 - m, width - 1 - n);
         });
    with("the index k of W is dropped: every output channel k has its own kernel W(k, t, m, n)",
         [&](nn::Conv2d& altered) {
             const std::size_t one = conv.weight.size() / channels_out;
             for (std::size_t flat = 0; flat < conv.weight.size(); ++flat)
                 altered.weight[flat] = conv.weight[flat % one];
         });
    with("a missing sum over the input channels t: only t = 0 is read", [&](nn::Conv2d& altered) {
        for (std::size_t k = 0; k < channels_out; ++k)
            for (std::size_t t = 1; t < channels_in; ++t)
                for (std::size_t m = 0; m < height; ++m)
                    for (std::size_t n = 0; n < width; ++n) altered.weight(k, t, m, n) = 0;
    });
    with("the stride is forgotten", [](nn::Conv2d& altered) { altered.stride = {1, 1}; });
    with("the padding is forgotten", [](nn::Conv2d& altered) { altered.padding = {0, 0}; });
    with("the dilation is forgotten", [](nn::Conv2d& altered) { altered.dilation = {1, 1}; });
    with("vertical and horizontal are swapped in the stride",
         [](nn::Conv2d& altered) { std::swap(altered.stride[0], altered.stride[1]); });
    with("vertical and horizontal are swapped in the padding",
         [](nn::Conv2d& altered) { std::swap(altered.padding[0], altered.padding[1]); });
    return slips;
}

}  // namespace

std::vector<Slip> conv2d_slips(const nn::Conv2d& conv, const LayerNumbers& numbers, const std::string& name) {
    if (name == "dx") return conv_input_slips(conv, numbers);
    if (name == "dweight") return conv_weight_slips(conv, numbers);
    if (name == "dbias") return conv_bias_slips(numbers);
    if (name == "y") return conv_output_slips(conv, numbers);
    return {};
}

}  // namespace siftscope
