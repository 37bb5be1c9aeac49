#include "sift/geometry/homography.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "sift/geometry/degrees.h"

namespace sift {
namespace {

/// Partial derivatives of the mapped point, row-major: dX/dx, dX/dy, dY/dx, dY/dy.
std::array<double, 4> jacobian(const std::array<double, 9>& m, Point p) {
    const double w = m[6] * p.x + m[7] * p.y + m[8];
    const double x = (m[0] * p.x + m[1] * p.y + m[2]) / w;
    const double y = (m[3] * p.x + m[4] * p.y + m[5]) / w;
    return {(m[0] - x * m[6]) / w, (m[1] - x * m[7]) / w, (m[3] - y * m[6]) / w, (m[4] - y * m[7]) / w};
}

}  // namespace

Point Homography::operator()(Point p) const {
    const double w = m[6] * p.x + m[7] * p.y + m[8];
    return {(m[0] * p.x + m[1] * p.y + m[2]) / w, (m[3] * p.x + m[4] * p.y + m[5]) / w};
}

Homography Homography::inverse() const {
    const std::array<double, 9> adjugate{
        m[4] * m[8] - m[5] * m[7], m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
        m[5] * m[6] - m[3] * m[8], m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
        m[3] * m[7] - m[4] * m[6], m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3]};
    const double determinant = m[0] * adjugate[0] + m[1] * adjugate[3] + m[2] * adjugate[6];
    // Compared with the terms that it is the sum of: what is left below their rounding is no determinant.
    const double terms =
        std::abs(m[0] * adjugate[0]) + std::abs(m[1] * adjugate[3]) + std::abs(m[2] * adjugate[6]);
    if (!(std::abs(determinant) > 8 * std::numeric_limits<double>::epsilon() * terms) ||
        !std::isfinite(determinant))
        throw std::invalid_argument("the homography is singular: it maps the plane to a line or a point");
    Homography inverse;
    std::transform(adjugate.begin(), adjugate.end(), inverse.m.begin(),
                   [&](double a) { return a / determinant; });
    return inverse;
}

double Homography::scale_at(Point p) const {
    const auto [xx, xy, yx, yy] = jacobian(m, p);
    return std::sqrt(std::abs(xx * yy - xy * yx));
}

double Homography::angle_at(Point p) const {
    const auto [xx, xy, yx, yy] = jacobian(m, p);
    // The rotation [[c, s], [-s, c]] nearest in the Frobenius norm.
    return wrap_to_360(degrees(std::atan2(xy - yx, xx + yy)));
}

}  // namespace sift
