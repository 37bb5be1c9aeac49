#include "sift/geometry/estimate_homography.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <set>
#include <tuple>
#include <utility>

#include "sift/require.h"

namespace sift {
namespace {

constexpr std::size_t unknowns = 8;
using Row = std::array<double, unknowns + 1>;
using System = std::array<Row, unknowns>;

/// Hartley's normalisation: the centroid goes to the origin, the mean distance from it becomes sqrt 2.
struct Normalisation {
    Point centroid;
    double factor = 1;

    [[nodiscard]] Point operator()(Point p) const {
        return {(p.x - centroid.x) * factor, (p.y - centroid.y) * factor};
    }
};

std::optional<Normalisation> normalisation_of(std::span<const Point> points) {
    const auto n = static_cast<double>(points.size());
    Normalisation normal;
    for (const Point& p : points) {
        normal.centroid.x += p.x / n;
        normal.centroid.y += p.y / n;
    }
    double distance = 0;
    for (const Point& p : points) {
        const double dx = p.x - normal.centroid.x, dy = p.y - normal.centroid.y;
        distance += std::sqrt(dx * dx + dy * dy) / n;
    }
    if (!(distance > 0) || !std::isfinite(distance)) return std::nullopt;
    normal.factor = std::sqrt(2.0) / distance;
    return normal;
}

/// Gauss with row pivots; empty when the system is singular to rounding.
std::optional<std::array<double, unknowns>> solve(System system) {
    constexpr double least_pivot = 1e-9;  // of normal equations whose entries are about the number of pairs
    for (std::size_t k = 0; k < unknowns; ++k) {
        std::size_t pivot = k;
        for (std::size_t i = k + 1; i < unknowns; ++i)
            if (std::abs(system[i][k]) > std::abs(system[pivot][k])) pivot = i;
        if (!(std::abs(system[pivot][k]) > least_pivot)) return std::nullopt;
        std::swap(system[k], system[pivot]);
        for (std::size_t i = k + 1; i < unknowns; ++i) {
            const double factor = system[i][k] / system[k][k];
            for (std::size_t j = k; j <= unknowns; ++j) system[i][j] -= factor * system[k][j];
        }
    }
    std::array<double, unknowns> solution{};
    for (std::size_t k = unknowns; k-- > 0;) {
        double rest = system[k][unknowns];
        for (std::size_t j = k + 1; j < unknowns; ++j) rest -= system[k][j] * solution[j];
        solution[k] = rest / system[k][k];
    }
    return solution;
}

/// Adds one equation, its coefficients and the right side, to the normal equations.
void add_equation(System& system, const Row& equation) {
    for (std::size_t i = 0; i < unknowns; ++i)
        for (std::size_t j = 0; j <= unknowns; ++j) system[i][j] += equation[i] * equation[j];
}

/// A match between two places; several orientations of one point are one pair.
struct PlacePairs {
    std::vector<Point> from;
    std::vector<Point> to;
};

PlacePairs distinct_pairs(std::span<const Keypoint> first, std::span<const Keypoint> second,
                          std::span<const Match> matches) {
    PlacePairs pairs;
    std::set<std::tuple<double, double, double, double>> seen;
    for (const Match& match : matches) {
        if (!match.kept) continue;
        const Keypoint& a = first[static_cast<std::size_t>(match.first)];
        const Keypoint& b = second[static_cast<std::size_t>(match.second)];
        if (!seen.emplace(a.x, a.y, b.x, b.y).second) continue;
        pairs.from.push_back({a.x, a.y});
        pairs.to.push_back({b.x, b.y});
    }
    return pairs;
}

/// Within the tolerance, and not mapped through infinity.
bool agree(const Homography& map, Point from, Point to, double tolerance_px) {
    const double w = map.m[6] * from.x + map.m[7] * from.y + map.m[8];
    if (!(w * map.m[8] > 0)) return false;
    const Point mapped = map(from);
    const double dx = mapped.x - to.x, dy = mapped.y - to.y;
    return dx * dx + dy * dy <= tolerance_px * tolerance_px;
}

std::vector<std::size_t> agreeing(const PlacePairs& pairs, const Homography& map, double tolerance_px) {
    std::vector<std::size_t> indices;
    for (std::size_t i = 0; i < pairs.from.size(); ++i)
        if (agree(map, pairs.from[i], pairs.to[i], tolerance_px)) indices.push_back(i);
    return indices;
}

std::optional<Homography> fit_to(const PlacePairs& pairs, std::span<const std::size_t> indices) {
    std::vector<Point> from, to;
    for (const std::size_t i : indices) {
        from.push_back(pairs.from[i]);
        to.push_back(pairs.to[i]);
    }
    return fit_homography(from, to);
}

/// Four different indices below n, from a fixed sequence (Knuth's MMIX generator).
class RandomSamples {
  public:
    explicit RandomSamples(std::size_t n) : n_(n) {}

    [[nodiscard]] std::array<std::size_t, 4> next() {
        std::array<std::size_t, 4> sample{};
        for (std::size_t k = 0; k < sample.size(); ++k) do
                sample[k] = draw();
            while (std::find(sample.begin(), sample.begin() + static_cast<std::ptrdiff_t>(k), sample[k]) !=
                   sample.begin() + static_cast<std::ptrdiff_t>(k));
        return sample;
    }

  private:
    std::size_t draw() {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::size_t>(state_ >> 33U) % n_;
    }

    std::size_t n_;
    std::uint64_t state_ = 1;
};

std::vector<std::size_t> best_consensus(const PlacePairs& pairs, double tolerance_px) {
    constexpr int most_samples = 3000;
    constexpr double negligible = 1e-4;  // probability that no sample was without an outlier
    RandomSamples samples(pairs.from.size());
    std::vector<std::size_t> best;
    double missed = 1;
    for (int i = 0; i < most_samples && missed > negligible; ++i) {
        const auto map = fit_to(pairs, samples.next());
        if (map) {
            std::vector<std::size_t> consensus = agreeing(pairs, *map, tolerance_px);
            if (consensus.size() > best.size()) best = std::move(consensus);
        }
        const double share = static_cast<double>(best.size()) / static_cast<double>(pairs.from.size());
        missed *= 1 - share * share * share * share;
    }
    return best;
}

}  // namespace

std::optional<Homography> fit_homography(std::span<const Point> from, std::span<const Point> to) {
    if (from.size() != to.size() || from.size() < 4) return std::nullopt;
    const auto normal_from = normalisation_of(from);
    const auto normal_to = normalisation_of(to);
    if (!normal_from || !normal_to) return std::nullopt;
    System system{};
    for (std::size_t i = 0; i < from.size(); ++i) {
        const Point p = (*normal_from)(from[i]);
        const Point q = (*normal_to)(to[i]);
        add_equation(system, {p.x, p.y, 1, 0, 0, 0, -q.x * p.x, -q.x * p.y, q.x});
        add_equation(system, {0, 0, 0, p.x, p.y, 1, -q.y * p.x, -q.y * p.y, q.y});
    }
    const auto h = solve(system);
    if (!h) return std::nullopt;
    // Back: the inverse normalisation of `to` after the map after the normalisation of `from`.
    const double s = normal_from->factor, cx = normal_from->centroid.x, cy = normal_from->centroid.y;
    const std::array<double, 9> normalised{(*h)[0], (*h)[1], (*h)[2], (*h)[3], (*h)[4],
                                           (*h)[5], (*h)[6], (*h)[7], 1};
    std::array<double, 9> m{};
    for (std::size_t row = 0; row < 3; ++row) {
        const double a = normalised[3 * row], b = normalised[3 * row + 1], c = normalised[3 * row + 2];
        m[3 * row] = a * s;
        m[3 * row + 1] = b * s;
        m[3 * row + 2] = c - s * (a * cx + b * cy);
    }
    for (std::size_t column = 0; column < 3; ++column) {
        m[column] = m[column] / normal_to->factor + normal_to->centroid.x * m[6 + column];
        m[3 + column] = m[3 + column] / normal_to->factor + normal_to->centroid.y * m[6 + column];
    }
    if (!(std::abs(m[8]) > 0) || !std::isfinite(m[8])) return std::nullopt;
    Homography map;
    std::transform(m.begin(), m.end(), map.m.begin(), [&](double entry) { return entry / m[8]; });
    return map;
}

std::optional<HomographyEstimate> estimate_homography(std::span<const Keypoint> first,
                                                      std::span<const Keypoint> second,
                                                      std::span<const Match> matches, double tolerance_px) {
    require(tolerance_px > 0 && std::isfinite(tolerance_px), "tolerance", tolerance_px, "a number > 0");
    const PlacePairs pairs = distinct_pairs(first, second, matches);
    if (pairs.from.size() < least_homography_inliers) return std::nullopt;
    std::vector<std::size_t> consensus = best_consensus(pairs, tolerance_px);
    std::optional<Homography> map;
    for (int step = 0; step < 10 && consensus.size() >= least_homography_inliers; ++step) {
        const auto next = fit_to(pairs, consensus);
        if (!next) break;
        std::vector<std::size_t> wider = agreeing(pairs, *next, tolerance_px);
        map = next;
        if (std::exchange(consensus, std::move(wider)) == consensus) break;
    }
    if (!map || consensus.size() < least_homography_inliers) return std::nullopt;
    HomographyEstimate estimate;
    estimate.second_from_first = *map;
    for (const Match& match : matches) {
        const Keypoint& a = first[static_cast<std::size_t>(match.first)];
        const Keypoint& b = second[static_cast<std::size_t>(match.second)];
        estimate.agrees.push_back(agree(*map, {a.x, a.y}, {b.x, b.y}, tolerance_px));
        estimate.inliers += match.kept && estimate.agrees.back() ? 1 : 0;
    }
    return estimate;
}

}  // namespace sift
