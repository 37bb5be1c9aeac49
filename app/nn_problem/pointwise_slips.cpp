// Slips of relu and of max pooling, the two layers without parameters.

#include <algorithm>

#include "app/nn_problem/known_slips.h"

namespace siftscope {
namespace {

template <class Function>
nn::Tensor each_entry(const nn::Tensor& x, Function f) {
    nn::Tensor tensor(x.shape());
    for (std::size_t i = 0; i < x.size(); ++i) tensor[i] = f(i);
    return tensor;
}

/// The row-major positions in x of the real cells under each window, in the order of y.
std::vector<std::vector<std::size_t>> cells_of_windows(const nn::MaxPool2d& pool, const nn::Shape& x) {
    const auto [rows, columns] = nn::windows(pool, x);
    std::vector<std::vector<std::size_t>> all;
    for (std::size_t c = 0; c < x[0]; ++c)
        for (std::size_t i = 0; i < rows.output; ++i)
            for (std::size_t j = 0; j < columns.output; ++j) {
                std::vector<std::size_t>& cells = all.emplace_back();
                const nn::Range m_range = rows.taps_inside(i), n_range = columns.taps_inside(j);
                for (std::size_t m = m_range.begin; m < m_range.end; ++m)
                    for (std::size_t n = n_range.begin; n < n_range.end; ++n)
                        cells.push_back((c * x[1] + rows.padded_position(i, m) - rows.padding) * x[2] +
                                        columns.padded_position(j, n) - columns.padding);
            }
    return all;
}

std::vector<Slip> pool_gradient_slips(const nn::MaxPool2d& pool, const LayerNumbers& numbers) {
    const nn::Tensor &x = numbers.x, &y = numbers.y, &dy = numbers.dy;
    const auto windows = cells_of_windows(pool, x.shape());
    nn::Tensor spread(x.shape()), all_maxima(x.shape()), shared_maxima(x.shape()), last_maximum(x.shape()),
        overwritten(x.shape()), no_upstream(x.shape()), whole_window(x.shape());
    for (std::size_t w = 0; w < windows.size(); ++w) {
        const auto is_maximum = [&](std::size_t cell) { return x[cell] == y[w]; };
        const auto maxima = std::count_if(windows[w].begin(), windows[w].end(), is_maximum);
        std::size_t last = numbers.argmax[w];
        for (const std::size_t cell : windows[w]) {
            spread[cell] += dy[w] / static_cast<double>(pool.kernel[0] * pool.kernel[1]);
            whole_window[cell] += dy[w];
            if (!is_maximum(cell)) continue;
            all_maxima[cell] += dy[w];
            shared_maxima[cell] += dy[w] / static_cast<double>(maxima);
            last = cell;
        }
        last_maximum[last] += dy[w];
        overwritten[numbers.argmax[w]] = dy[w];
        no_upstream[numbers.argmax[w]] += 1;
    }
    return {
        {"overlapping windows overwrite each other: where they share a maximum, their gradients add",
         std::move(overwritten)},
        {"a mean instead of a maximum: dy is spread evenly over the window, as average pooling does",
         std::move(spread)},
        {"the whole window gets dy: only its maximum does", std::move(whole_window)},
        {"a tie is given to every maximum: only the first in row-major order gets dy", std::move(all_maxima)},
        {"a tie is shared: the first maximum in row-major order gets all of dy", std::move(shared_maxima)},
        {"a tie is given to the last maximum: the first in row-major order gets dy", std::move(last_maximum)},
        {"the upstream gradient is missing: the maximum gets dy, not 1", std::move(no_upstream)},
        {"multiplied by x: the maximum gets dy itself",
         each_entry(x, [&](std::size_t i) { return numbers.dx[i] * x[i]; })}};
}

std::vector<Slip> pool_output_slips(const nn::MaxPool2d& pool, const LayerNumbers& numbers) {
    const auto windows = cells_of_windows(pool, numbers.x.shape());
    nn::Tensor mean(numbers.y.shape()), zero_padded(numbers.y.shape()), smallest(numbers.y.shape());
    for (std::size_t w = 0; w < windows.size(); ++w) {
        smallest[w] = numbers.y[w];
        for (const std::size_t cell : windows[w]) {
            mean[w] += numbers.x[cell] / static_cast<double>(pool.kernel[0] * pool.kernel[1]);
            smallest[w] = std::min(smallest[w], numbers.x[cell]);
        }
        const bool reads_padding = windows[w].size() < pool.kernel[0] * pool.kernel[1];
        zero_padded[w] = reads_padding ? std::max(0.0, numbers.y[w]) : numbers.y[w];
    }
    return {{"a mean instead of a maximum: this is average pooling", std::move(mean)},
            {"padding counts as 0: it acts as minus infinity and never wins", std::move(zero_padded)},
            {"the smallest entry of each window: max pooling takes the largest", std::move(smallest)}};
}

std::vector<Slip> argmax_slips(const nn::MaxPool2d& pool, const LayerNumbers& numbers) {
    const nn::Tensor& x = numbers.x;
    const auto [rows, columns] = nn::windows(pool, x.shape());
    const auto windows = cells_of_windows(pool, x.shape());
    std::vector<std::size_t> last_ones, column_major;
    const nn::Tensor right = argmax_tensor(x.shape(), numbers.argmax);
    nn::Tensor swapped = right, in_window = right, in_padded = right;
    for (std::size_t w = 0; w < windows.size(); ++w) {
        std::size_t last = numbers.argmax[w], down_first = numbers.argmax[w];
        for (const std::size_t cell : windows[w]) {
            if (x[cell] != numbers.y[w]) continue;
            last = cell;
            const std::size_t width = x.extent(2);
            if (cell % width < down_first % width) down_first = cell;
        }
        last_ones.push_back(last);
        column_major.push_back(down_first);
        std::swap(swapped(w, 0), swapped(w, 1));
        const std::size_t i = w / columns.output % rows.output, j = w % columns.output;
        in_padded(w, 0) += static_cast<double>(rows.padding);
        in_padded(w, 1) += static_cast<double>(columns.padding);
        in_window(w, 0) = in_padded(w, 0) - static_cast<double>(i * rows.stride);
        in_window(w, 1) = in_padded(w, 1) - static_cast<double>(j * columns.stride);
    }
    return {{"a tie is given to the last maximum: the first in row-major order wins",
             argmax_tensor(x.shape(), last_ones)},
            {"a tie is decided column by column: the first maximum in row-major order wins",
             argmax_tensor(x.shape(), column_major)},
            {"row and column are swapped: a cell is [row, column]", std::move(swapped)},
            {"counted inside each window: the argmax is the place in x, i stride + m - padding",
             std::move(in_window)},
            {"counted in the padded input: the padding must be taken off", std::move(in_padded)}};
}

}  // namespace

std::vector<Slip> max_pool2d_slips(const nn::MaxPool2d& pool, const LayerNumbers& numbers,
                                   const std::string& name) {
    if (name == "dx") return pool_gradient_slips(pool, numbers);
    if (name == "y") return pool_output_slips(pool, numbers);
    if (name == "argmax") return argmax_slips(pool, numbers);
    return {};
}

std::vector<Slip> relu_slips(const LayerNumbers& numbers, const std::string& name) {
    const nn::Tensor &x = numbers.x, &dy = numbers.dy;
    if (name == "dx")
        return {{"the mask is missing: dy passes only where x is above 0", dy},
                {"the sign of dy is asked: the gradient passes where x is above 0",
                 each_entry(x, [&](std::size_t i) { return std::max(0.0, dy[i]); })},
                {"multiplied by x: where x is above 0 the slope is 1",
                 each_entry(x, [&](std::size_t i) { return x[i] > 0 ? dy[i] * x[i] : 0; })},
                {"the upstream gradient is missing: dx is dy where x is above 0, not 1",
                 each_entry(x, [&](std::size_t i) { return x[i] > 0 ? 1.0 : 0.0; })},
                {"passed at the kink: at x = 0 the subgradient taken is 0",
                 each_entry(x, [&](std::size_t i) { return x[i] >= 0 ? dy[i] : 0; })},
                {"the wrong side: the gradient passes where x is above 0",
                 each_entry(x, [&](std::size_t i) { return x[i] < 0 ? dy[i] : 0; })}};
    if (name == "y")
        return {{"the absolute value: relu sets negative numbers to 0",
                 each_entry(x, [&](std::size_t i) { return x[i] < 0 ? -x[i] : x[i]; })},
                {"the wrong side: relu keeps what is above 0",
                 each_entry(x, [&](std::size_t i) { return std::min(0.0, x[i]); })}};
    return {};
}

}  // namespace siftscope
