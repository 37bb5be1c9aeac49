#include <array>
#include <cmath>

#include "app/model/format_number.h"
#include "app/model/lessons.h"
#include "sift/geometry/degrees.h"

namespace siftscope {
namespace {

constexpr const char* no_number = "\u2013";
constexpr double grey_levels = 255;

struct Now {
    const Settings& settings;
    const MatchResult* result;

    [[nodiscard]] std::string of_result(auto tell) const {
        return result ? std::string(tell(*result)) : no_number;
    }
};

std::vector<Reading> turn(const Now& now) {
    const double angle = sift::radians(now.settings.angle);
    return {{"\u03b8", fixed_text(now.settings.angle, 2) + "\u00b0"},
            {"m", fixed_text(now.settings.distortion.scale, 3)},
            {"cos \u03b8", fixed_text(std::cos(angle), 4)},
            {"sin \u03b8", fixed_text(std::sin(angle), 4)}};
}

std::vector<Reading> scale_space(const Now& now) {
    const sift::DetectParams& detect = now.settings.detect;
    std::string sigmas;
    for (int i = 0; i <= detect.layers; ++i)
        sigmas += (i > 0 ? ", " : "") +
                  fixed_text(detect.sigma * std::exp2(static_cast<double>(i) / detect.layers), 2);
    return {{"\u03c3\u2080", fixed_text(detect.sigma, 2) + " samples"},
            {"s", std::to_string(detect.layers)},
            {"\u03c3(0) to \u03c3(s)", sigmas},
            {"first octave", detect.upsample ? "the picture doubled" : "the picture itself"}};
}

std::vector<Reading> extrema(const Now& now) {
    const bool in_space = now.settings.detect.candidates == sift::CandidateTest::neighbours_8;
    return {
        {"neighbours", in_space ? "8 of its layer; scale follows" : "26: 8 of its layer, 9 above, 9 below"},
        {"keypoints", now.of_result([](const MatchResult& r) {
             return of_two(r.side_1->keypoints.size(), r.side_2->keypoints.size());
         })}};
}

std::vector<Reading> refinement(const Now& now) {
    const bool smooth = now.settings.detect.refinement == sift::Refinement::interpolant;
    return {{"through", smooth ? "75 samples, a polynomial" : "27 samples, a quadratic"},
            {"off by", now.of_result([](const MatchResult& r) {
                 return r.verdicts && r.verdicts->median_error_px
                            ? fixed_text(*r.verdicts->median_error_px, 3) + " px, the median of right matches"
                            : std::string(no_number);
             })}};
}

std::vector<Reading> contrast(const Now& now) {
    const sift::DetectParams& detect = now.settings.detect;
    const double least = detect.contrast_threshold / detect.layers;
    return {{"C", shortest_text(detect.contrast_threshold)},
            {"s", std::to_string(detect.layers)},
            {"least |D|", fixed_text(least, 4) + ", " + fixed_text(least * grey_levels, 2) + " grey levels"}};
}

std::vector<Reading> edges(const Now& now) {
    const double r = now.settings.detect.edge_threshold;
    return {{"r", shortest_text(r)}, {"(r + 1)\u00b2 / r", fixed_text((r + 1) * (r + 1) / r, 3)}};
}

std::vector<Reading> orientation(const Now& now) {
    const bool fine = now.settings.detect.orientation == sift::OrientationHistogramKind::fine;
    return {{"bins", fine ? "144, smoothed by 10\u00b0" : "36 of 10\u00b0"},
            {"around", fine ? "the point itself, 2 \u03c3 wide" : "the nearest sample, 1.5 \u03c3 wide"}};
}

std::vector<Reading> descriptor(const Now& now) {
    const bool point = now.settings.detect.descriptor_centre == sift::DescriptorCentre::point;
    return {{"around", point ? "the point itself" : "the nearest sample"},
            {"numbers", "128 bytes"},
            {"RootSIFT", now.settings.detect.root ? "on" : "off"}};
}

std::vector<Reading> ratio_test(const Now& now) {
    return {{"ratio", shortest_text(now.settings.match.ratio)},
            {"kept", now.of_result([](const MatchResult& r) {
                 return std::to_string(r.kept) + " of " + std::to_string(r.matches.size());
             })}};
}

std::vector<Reading> sieves(const Now& now) {
    const auto& most = now.settings.match.max_distance;
    return {{"D", most ? shortest_text(*most) : "no limit"},
            {"mutual", now.settings.match.mutual ? "on" : "off"},
            {"mutual ones", now.of_result([](const MatchResult& r) {
                 std::size_t mutual = 0;
                 for (const sift::Match& match : r.matches) mutual += match.mutual ? 1 : 0;
                 return std::to_string(mutual) + " of " + std::to_string(r.matches.size());
             })}};
}

std::vector<Reading> judgement(const Now& now) {
    std::vector<Reading> readings{{"tolerance", shortest_text(now.settings.tolerance) + " px"}};
    const sift::Verdicts* verdicts = now.result && now.result->verdicts ? &*now.result->verdicts : nullptr;
    if (verdicts == nullptr) {
        readings.push_back({"precision", no_number});
        readings.push_back({"recall", no_number});
        return readings;
    }
    const std::string right = std::to_string(verdicts->right) + " / ";
    readings.push_back({"precision", right + std::to_string(verdicts->kept) + " = " +
                                         per_cent_or(verdicts->precision, 1, no_number)});
    readings.push_back({"recall", right + std::to_string(verdicts->findable) + " = " +
                                      per_cent_or(verdicts->recall, 1, no_number)});
    return readings;
}

std::vector<Reading> repeatability(const Now& now) {
    return {{"repeatability",
             now.of_result([](const MatchResult& r) { return per_cent_or(r.repeatability, 1, no_number); })}};
}

std::vector<Reading> estimate(const Now& now) {
    const sift::RotationEstimate* found =
        now.result && now.result->estimate ? &*now.result->estimate : nullptr;
    const auto degrees = [](double value, int decimals) { return fixed_text(value, decimals) + "\u00b0"; };
    return {
        {"peak", found ? degrees(found->peak, 1) : no_number},
        {"\u03b8",
         found ? degrees(found->angle, 4) + " \u00b1 " + degrees(found->uncertainty, 4) : no_number},
        {"inliers", found ? std::to_string(found->inliers) : no_number},
        {"error", now.result && now.result->angle_error ? signed_text(*now.result->angle_error, 4) + "\u00b0"
                                                        : no_number}};
}

/// In the order of lessons().
constexpr std::array tellers{turn,      scale_space,   extrema,    refinement, contrast,
                             edges,     orientation,   descriptor, ratio_test, sieves,
                             judgement, repeatability, estimate};

}  // namespace

std::vector<Reading> lesson_readings(int number, const Settings& settings, const MatchResult* result) {
    return tellers.at(static_cast<std::size_t>(number - 1))({settings, result});
}

}  // namespace siftscope
