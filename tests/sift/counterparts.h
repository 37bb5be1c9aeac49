#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <numeric>
#include <tuple>
#include <utility>
#include <vector>

#include "sift/keypoint.h"

/// How far two oriented keypoints may be apart to count as the same.
struct Tolerance {
    double pixels = 0.1;
    double size = 0.01;  ///< relative
    double degrees = 0.5;
};

inline double angle_between(double a, double b) {
    return std::abs(std::remainder(a - b, 360.0));
}

/// One-to-one pairs (index in a, index in b) within `tolerance`, nearest pairs first.
inline std::vector<std::pair<std::size_t, std::size_t>> counterparts(const std::vector<sift::Keypoint>& a,
                                                                     const std::vector<sift::Keypoint>& b,
                                                                     const Tolerance& tolerance) {
    std::vector<std::size_t> by_x(b.size());
    std::iota(by_x.begin(), by_x.end(), 0U);
    std::sort(by_x.begin(), by_x.end(), [&](std::size_t i, std::size_t j) { return b[i].x < b[j].x; });

    std::vector<std::tuple<double, std::size_t, std::size_t>> near;
    for (std::size_t i = 0; i < a.size(); ++i) {
        auto at = std::lower_bound(by_x.begin(), by_x.end(), a[i].x - tolerance.pixels,
                                   [&](std::size_t j, double x) { return b[j].x < x; });
        for (; at != by_x.end() && b[*at].x <= a[i].x + tolerance.pixels; ++at) {
            const double distance = std::hypot(a[i].x - b[*at].x, a[i].y - b[*at].y) / tolerance.pixels;
            const double growth = std::abs(b[*at].size / a[i].size - 1) / tolerance.size;
            const double turn = angle_between(a[i].angle, b[*at].angle) / tolerance.degrees;
            if (distance <= 1 && growth <= 1 && turn <= 1)
                near.emplace_back(distance + growth + turn, i, *at);
        }
    }
    std::sort(near.begin(), near.end());
    std::vector<bool> taken_a(a.size());
    std::vector<bool> taken_b(b.size());
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (const auto& [cost, i, j] : near) {
        if (taken_a[i] || taken_b[j]) continue;
        taken_a[i] = taken_b[j] = true;
        pairs.emplace_back(i, j);
    }
    return pairs;
}

inline int largest_bin_difference(const sift::Descriptor& a, const sift::Descriptor& b) {
    int largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::abs(a[i] - b[i]));
    return largest;
}
