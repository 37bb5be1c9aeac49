#include <cmath>
#include <numbers>
#include <random>

#include "app/model/residuals.h"
#include "tests/support/catch.h"

using siftscope::Residual;
using siftscope::residual_spread;

TEST_CASE("residuals: only kept and right matches count", "[model]") {
    siftscope::MatchResult result;
    CHECK(siftscope::right_residuals(result).empty());
    result.verdicts.emplace();
    for (const bool kept : {true, false})
        for (const bool right : {true, false}) {
            sift::Match match;
            match.kept = kept;
            result.matches.push_back(match);
            sift::Judgement judgement;
            judgement.dx = 0.5;
            judgement.dy = -0.25;
            judgement.right = right;
            result.verdicts->judgements.push_back(judgement);
        }
    const auto residuals = siftscope::right_residuals(result);
    REQUIRE(residuals.size() == 1);
    CHECK(residuals[0].match == 0);
    CHECK(residuals[0].dx == 0.5);
    CHECK(residuals[0].dy == -0.25);
}

TEST_CASE("residuals: mean and ellipse of a cross worked out by hand", "[model]") {
    // About (1, 2): two at distance 3 along x, two at distance 1 along y. Covariance diag(18, 2) / 3.
    const auto spread = residual_spread({{0, 4, 2}, {1, -2, 2}, {2, 1, 3}, {3, 1, 1}});
    REQUIRE(spread);
    CHECK(spread->count == 4);
    CHECK(spread->mean_dx == Approx(1));
    CHECK(spread->mean_dy == Approx(2));
    CHECK(spread->major == Approx(std::sqrt(6)));
    CHECK(spread->minor == Approx(std::sqrt(2.0 / 3)));
    CHECK(spread->angle == Approx(0).margin(1e-12));
    // sqrt(n (x^2 / var_x + y^2 / var_y)) = sqrt(4 (1/6 + 6)).
    CHECK(spread->standard_errors.value() == Approx(std::sqrt(4 * (1.0 / 6 + 6))));
    CHECK(!residual_spread({{0, 4, 2}}));
    const auto line = residual_spread({{0, 0, 0}, {1, 1, 1}, {2, 2, 2}});
    REQUIRE(line);
    CHECK(line->minor == Approx(0).margin(1e-9));
    CHECK(line->angle == Approx(std::numbers::pi / 4));
    CHECK(!line->standard_errors);
}

TEST_CASE("residuals: turning all residuals turns the ellipse and leaves its axes", "[model]") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    std::vector<Residual> residuals;
    std::vector<Residual> turned;
    const double turn = 0.7;
    for (std::size_t i = 0; i < 200; ++i) {
        const double x = 0.3 + normal(random);
        const double y = 0.2 * normal(random);
        residuals.push_back({i, x, y});
        turned.push_back(
            {i, std::cos(turn) * x - std::sin(turn) * y, std::sin(turn) * x + std::cos(turn) * y});
    }
    const auto before = residual_spread(residuals);
    const auto after = residual_spread(turned);
    REQUIRE(before);
    REQUIRE(after);
    CHECK(after->major == Approx(before->major));
    CHECK(after->minor == Approx(before->minor));
    CHECK(after->standard_errors.value() == Approx(before->standard_errors.value()));
    CHECK(std::cos(2 * (after->angle - before->angle - turn)) == Approx(1));
}
