#include "sift/geometry/estimate_rotation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <limits>
#include <tuple>
#include <utility>

#include "sift/geometry/degrees.h"
#include "sift/quantile.h"

namespace sift {
namespace {

using Complex = std::complex<double>;  // a position x + i y

constexpr std::size_t bins = 360;          // of one degree
constexpr double degrees_about_peak = 10;  // orientations of true matches scatter by a few degrees
constexpr std::array<double, 5> smoothing{5, 4, 3, 2, 1};  // triangular: weight by distance in bins

/// Two positions that a match says correspond, and how the orientations and sizes changed.
struct Correspondence {
    Complex first;
    Complex second;
    double turn = 0;       ///< difference of orientations, degrees in [0, 360)
    double log_scale = 0;  ///< of the ratio of sizes
};

/// second = linear * first + shift, linear = scale * exp(-i angle): y points down.
struct Similarity {
    Complex linear;
    Complex shift;

    [[nodiscard]] Complex residual(const Correspondence& c) const {
        return c.second - linear * c.first - shift;
    }
};

std::vector<Correspondence> correspondences(std::span<const Keypoint> first, std::span<const Keypoint> second,
                                            std::span<const Match> matches) {
    std::vector<Correspondence> result;
    for (const Match& match : matches) {
        if (!match.kept) continue;
        const Keypoint& a = first[static_cast<std::size_t>(match.first)];
        const Keypoint& b = second[static_cast<std::size_t>(match.second)];
        result.push_back({{a.x, a.y}, {b.x, b.y}, wrap_to_360(a.angle - b.angle), std::log(b.size / a.size)});
    }
    return result;
}

template <class Value>
double median_of(const std::vector<Correspondence>& all, Value value) {
    std::vector<double> values(all.size());
    std::transform(all.begin(), all.end(), values.begin(), value);
    return median(std::move(values));
}

std::vector<double> histogram_of_turns(const std::vector<Correspondence>& all) {
    std::vector<double> histogram(bins);
    for (const Correspondence& c : all) ++histogram[std::min(static_cast<std::size_t>(c.turn), bins - 1)];
    return histogram;
}

/// Degrees: the highest bin of the smoothed histogram, then the median of the turns about it.
double peak_of(const std::vector<double>& histogram, const std::vector<Correspondence>& all) {
    std::vector<double> smooth(bins);
    for (std::size_t i = 0; i < bins; ++i) {
        smooth[i] = smoothing[0] * histogram[i];
        for (std::size_t d = 1; d < smoothing.size(); ++d)
            smooth[i] += smoothing[d] * (histogram[(i + d) % bins] + histogram[(i + bins - d) % bins]);
    }
    double peak = static_cast<double>(std::max_element(smooth.begin(), smooth.end()) - smooth.begin()) + 0.5;
    for (int step = 0; step < 3; ++step) {
        std::vector<double> about_peak;
        for (const Correspondence& c : all) {
            const double d = wrap_to_180(c.turn - peak);
            if (std::abs(d) < degrees_about_peak) about_peak.push_back(d);
        }
        if (!about_peak.empty()) peak += median(std::move(about_peak));
    }
    return wrap_to_360(peak);
}

/// Those near the peak. A point with several orientations counts once: its position was measured once.
std::vector<Correspondence> near_peak(std::vector<Correspondence> all, double peak) {
    const auto far = [&](const Correspondence& c) {
        return std::abs(wrap_to_180(c.turn - peak)) >= degrees_about_peak;
    };
    all.erase(std::remove_if(all.begin(), all.end(), far), all.end());
    const auto place = [](const Correspondence& c) {
        return std::tuple(c.first.real(), c.first.imag(), c.second.real(), c.second.imag());
    };
    std::stable_sort(all.begin(), all.end(),
                     [&](const auto& a, const auto& b) { return place(a) < place(b); });
    all.erase(std::unique(all.begin(), all.end(),
                          [&](const auto& a, const auto& b) { return place(a) == place(b); }),
              all.end());
    return all;
}

/// Tukey's biweight (1 - u^2)^2 of u = |residual| / width, zero beyond.
double biweight(double residual, double width) {
    const double u = residual / width;
    return u < 1 ? (1 - u * u) * (1 - u * u) : 0;
}

struct Fit {
    Similarity similarity;
    double width = 0;  ///< beyond which a residual has no weight, px
};

/// Iteratively reweighted least squares. Starts from the peak, the median scale and the median shift, so that
/// a majority of outliers in position does no harm. Empty when fewer than three agree or when they coincide.
std::optional<Fit> fit_similarity(const std::vector<Correspondence>& pairs, double peak) {
    constexpr int steps = 30;
    constexpr double widest_px = 20;
    constexpr double narrowest_px = 0.05;
    Fit fit{
        {std::polar(std::exp(median_of(pairs, [](const auto& c) { return c.log_scale; })), -radians(peak)),
         {}},
        widest_px};
    Similarity& similarity = fit.similarity;
    const double shift_x = median_of(pairs, [&](const auto& c) { return similarity.residual(c).real(); });
    const double shift_y = median_of(pairs, [&](const auto& c) { return similarity.residual(c).imag(); });
    similarity.shift = {shift_x, shift_y};

    for (int step = 0; step < steps; ++step) {
        std::vector<double> weights;
        std::vector<double> small_residuals;
        double total = 0;
        Complex mean_first;
        Complex mean_second;
        for (const Correspondence& c : pairs) {
            const double residual = std::abs(similarity.residual(c));
            const double weight = biweight(residual, fit.width);
            weights.push_back(weight);
            if (residual < fit.width) small_residuals.push_back(residual);
            total += weight;
            mean_first += weight * c.first;
            mean_second += weight * c.second;
        }
        if (small_residuals.size() < 3) return std::nullopt;
        mean_first /= total;
        mean_second /= total;
        double power = 0;
        Complex product;
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            const Complex a = pairs[i].first - mean_first;
            power += weights[i] * std::norm(a);
            product += weights[i] * std::conj(a) * (pairs[i].second - mean_second);
        }
        if (!(power > 0)) return std::nullopt;
        similarity.linear = product / power;
        similarity.shift = mean_second - similarity.linear * mean_first;
        const double spread = 1.4826 * median(std::move(small_residuals));
        fit.width = std::max(std::min(fit.width, 6 * spread), narrowest_px);
    }
    return fit;
}

/// Radians: the asymptotic standard deviation of the angle of an M-estimate (Huber 1981): the spread of psi,
/// the residuals times their weights, over the sum of psi's derivatives, both with the squared lever arms
/// that turn a displacement into an angle. Not finite when it cannot be told.
double standard_deviation(const std::vector<Correspondence>& pairs, const Fit& fit) {
    double count = 0;
    Complex centre;
    for (const Correspondence& c : pairs)
        if (std::abs(fit.similarity.residual(c)) < fit.width) {
            centre += c.first;
            ++count;
        }
    centre /= count;
    double psi_squared = 0;
    double arms_squared = 0;
    double stiffness = 0;
    for (const Correspondence& c : pairs) {
        const double residual = std::abs(fit.similarity.residual(c));
        if (residual >= fit.width) continue;
        const double weight = biweight(residual, fit.width);
        const double u = residual / fit.width;
        const double arm_squared = std::norm(fit.similarity.linear * (c.first - centre));
        psi_squared += weight * weight * residual * residual;
        arms_squared += arm_squared;
        // Half the divergence of psi: its mean derivative along and across the residual.
        stiffness += (1 - u * u) * (1 - 3 * u * u) * arm_squared;
    }
    // Two residuals a match less four parameters. Few residuals tell little of their spread: the 1.45 makes
    // three deviations hold 97 % of Student's t at two degrees of freedom and more at more.
    const double degrees_of_freedom = 2 * count - 4;
    if (!(degrees_of_freedom >= 2) || !(stiffness > 0)) return std::numeric_limits<double>::infinity();
    const double variance_per_axis = psi_squared / (degrees_of_freedom - 1.45);
    return std::sqrt(variance_per_axis * arms_squared) / stiffness;
}

}  // namespace

std::optional<RotationEstimate> estimate_rotation(std::span<const Keypoint> first,
                                                  std::span<const Keypoint> second,
                                                  std::span<const Match> matches) {
    std::vector<Correspondence> all = correspondences(first, second, matches);
    if (all.size() < 3) return std::nullopt;
    RotationEstimate estimate;
    estimate.histogram = histogram_of_turns(all);
    estimate.peak = peak_of(estimate.histogram, all);
    const std::vector<Correspondence> pairs = near_peak(all, estimate.peak);
    if (pairs.size() < 3) return std::nullopt;
    const std::optional<Fit> fit = fit_similarity(pairs, estimate.peak);
    if (!fit) return std::nullopt;
    estimate.angle = wrap_to_360(-degrees(std::arg(fit->similarity.linear)));
    estimate.scale = std::abs(fit->similarity.linear);
    estimate.uncertainty = degrees(standard_deviation(pairs, *fit));
    if (!std::isfinite(estimate.uncertainty)) return std::nullopt;
    estimate.inliers = static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&](const auto& c) {
        return std::abs(wrap_to_180(c.turn - estimate.peak)) < degrees_about_peak &&
               std::abs(fit->similarity.residual(c)) < fit->width;
    }));
    return estimate;
}

double angle_error(double estimated, double truth) {
    return wrap_to_180(estimated - truth);
}

}  // namespace sift
