#include "app/model/residuals.h"

#include <cmath>

namespace siftscope {

std::vector<Residual> right_residuals(const MatchResult& result) {
    std::vector<Residual> residuals;
    if (!result.verdicts) return residuals;
    for (std::size_t i = 0; i < result.matches.size(); ++i) {
        const sift::Judgement& judgement = result.verdicts->judgements[i];
        if (result.matches[i].kept && judgement.right) residuals.push_back({i, judgement.dx, judgement.dy});
    }
    return residuals;
}

std::optional<ResidualSpread> residual_spread(const std::vector<Residual>& residuals) {
    if (residuals.size() < 2) return std::nullopt;
    const auto n = static_cast<double>(residuals.size());
    ResidualSpread spread;
    spread.count = residuals.size();
    for (const Residual& residual : residuals) {
        spread.mean_dx += residual.dx / n;
        spread.mean_dy += residual.dy / n;
    }
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (const Residual& residual : residuals) {
        const double dx = residual.dx - spread.mean_dx;
        const double dy = residual.dy - spread.mean_dy;
        xx += dx * dx / (n - 1);
        xy += dx * dy / (n - 1);
        yy += dy * dy / (n - 1);
    }
    // Eigenvalues of [[xx, xy], [xy, yy]]: half the trace, plus and minus half the distance between them.
    const double middle = (xx + yy) / 2;
    const double half_gap = std::hypot((xx - yy) / 2, xy);
    spread.major = std::sqrt(middle + half_gap);
    spread.minor = std::sqrt(std::max(0.0, middle - half_gap));
    spread.angle = std::atan2(2 * xy, xx - yy) / 2;
    const double determinant = xx * yy - xy * xy;
    if (determinant > 1e-12 * middle * middle) {
        const double x = spread.mean_dx;
        const double y = spread.mean_dy;
        spread.standard_errors = std::sqrt(n * (yy * x * x - 2 * xy * x * y + xx * y * y) / determinant);
    }
    return spread;
}

}  // namespace siftscope
