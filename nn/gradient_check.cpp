#include "nn/gradient_check.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

namespace nn {
namespace {

/// A tensor that the loss depends on, by name.
struct Source {
    Entry::Of of;
    std::size_t layer, size;
};

std::vector<Source> sources_of(const Network& network, const Tensor& x) {
    std::vector<Source> sources{{Entry::Of::x, 0, x.size()}};
    for (std::size_t l = 0; l < network.layers.size(); ++l) {
        if (const Tensor* weight = weight_of(network.layers[l]))
            sources.push_back({Entry::Of::weight, l, weight->size()});
        if (const Tensor* bias = bias_of(network.layers[l]))
            sources.push_back({Entry::Of::bias, l, bias->size()});
    }
    return sources;
}

/// How many entries of each source are looked at: equal shares, and what small ones leave goes to larger
/// ones.
std::vector<std::size_t> shares(const std::vector<Source>& sources, std::size_t sample) {
    std::vector<std::size_t> smallest_first(sources.size());
    for (std::size_t s = 0; s < sources.size(); ++s) smallest_first[s] = s;
    std::stable_sort(smallest_first.begin(), smallest_first.end(),
                     [&](std::size_t a, std::size_t b) { return sources[a].size < sources[b].size; });
    std::vector<std::size_t> share(sources.size());
    std::size_t left = sample, sources_left = sources.size();
    for (const std::size_t s : smallest_first) {
        share[s] = std::min(sources[s].size, left / sources_left--);
        left -= share[s];
    }
    return share;
}

/// `count` different positions below `size`, ascending. Floyd's algorithm; std::mt19937_64 gives the same
/// numbers everywhere, the standard distributions do not, hence the remainder (its bias is below 1e-10).
std::set<std::size_t> draw(std::size_t count, std::size_t size, std::mt19937_64& random) {
    std::set<std::size_t> drawn;
    for (std::size_t j = size - count; j < size; ++j)
        if (!drawn.insert(static_cast<std::size_t>(random() % (j + 1))).second) drawn.insert(j);
    return drawn;
}

double gradient_at(const Gradients& gradients, const Entry& entry) {
    if (entry.of == Entry::Of::x) return gradients.values[0][entry.flat];
    const Gradients::Parameters& parameters = gradients.parameters[entry.layer];
    return (entry.of == Entry::Of::weight ? parameters.weight : parameters.bias)[entry.flat];
}

double value_at(const Network& network, const Tensor& x, const Entry& entry) {
    if (entry.of == Entry::Of::x) return x[entry.flat];
    const Layer& layer = network.layers[entry.layer];
    return (entry.of == Entry::Of::weight ? *weight_of(layer) : *bias_of(layer))[entry.flat];
}

void check_entry(const Entry& entry, double value, double analytic, Perturbation& perturbation, double step,
                 GradientCheck& check) {
    const double shortest = step / 1000 * 1.5;
    for (double relative = step;; relative /= 10) {
        // Around a large number a fixed step would be lost in its last digits. The step is then made one that
        // the number can really take.
        const double wanted = relative * std::max(1.0, std::abs(value) * 1e-3);
        const double h = (value + wanted) - value;
        const Perturbation::Outcome up = perturbation.move(entry, h), down = perturbation.move(entry, -h);

        if (up.same_choices && down.same_choices) {
            const double numeric = (up.loss_change - down.loss_change) / (2 * h);
            const double error =
                std::abs(analytic - numeric) / std::max({1.0, std::abs(analytic), std::abs(numeric)});
            check.checked.push_back({entry, analytic, numeric, error});
            check.max_relative_error = std::max(check.max_relative_error, error);
            return;
        }
        if (relative <= shortest) {
            // + 0.0 turns a minus zero into zero.
            const double slope_below = -down.loss_change / h + 0.0, slope_above = up.loss_change / h + 0.0;
            const double slack = 1e-4 * std::max({1.0, std::abs(slope_below), std::abs(slope_above)});
            const bool between = analytic >= std::min(slope_below, slope_above) - slack &&
                                 analytic <= std::max(slope_below, slope_above) + slack;
            check.kinks.push_back({entry, analytic, slope_below, slope_above, between});
            return;
        }
    }
}

}  // namespace

std::size_t differentiable_entries(const Network& network, const Tensor& x) {
    std::size_t count = 0;
    for (const Source& source : sources_of(network, x)) count += source.size;
    return count;
}

std::vector<Entry> entries_to_check(const Network& network, const Tensor& x,
                                    const GradientCheckOptions& options) {
    const std::vector<Source> sources = sources_of(network, x);
    const bool all = differentiable_entries(network, x) <= options.check_all_up_to;
    const std::vector<std::size_t> share = shares(sources, options.sample);
    std::mt19937_64 random(options.seed);
    std::vector<Entry> chosen;
    for (std::size_t s = 0; s < sources.size(); ++s) {
        const Source& source = sources[s];
        if (all)
            for (std::size_t flat = 0; flat < source.size; ++flat)
                chosen.push_back({source.of, source.layer, flat});
        else
            for (const std::size_t flat : draw(share[s], source.size, random))
                chosen.push_back({source.of, source.layer, flat});
    }
    return chosen;
}

GradientCheck check_gradients(const Network& network, const Forward& forward, const Gradients& gradients,
                              const GradientCheckOptions& options, const std::stop_token& stop) {
    GradientCheck check;
    check.entries = differentiable_entries(network, forward.values[0]);
    check.sampled = check.entries > options.check_all_up_to;
    check.seed = options.seed;
    Perturbation perturbation(network, forward);
    for (const Entry& entry : entries_to_check(network, forward.values[0], options)) {
        if (stop.stop_requested()) break;
        check_entry(entry, value_at(network, forward.values[0], entry), gradient_at(gradients, entry),
                    perturbation, options.step, check);
    }
    return check;
}

}  // namespace nn
