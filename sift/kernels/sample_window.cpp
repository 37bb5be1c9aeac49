#include "sift/kernels/sample_window.h"

#include <algorithm>
#include <cmath>

#include "sift/kernels/weighted_level_row.h"

namespace sift::kernels::scalar {
namespace {

float distance_of(const SampleSide& side, int k) {
    return static_cast<float>(k - side.before) - side.beyond;
}

}  // namespace

void gaussian_weights(const SampleSide& side, float rate, std::int16_t* out) {
    for (int k = 0; k < side.count; ++k) {
        const float distance = distance_of(side, k);
        const float exponent = -std::min(rate * (distance * distance), 100.0F);
        const float whole = std::nearbyint(exponent);
        const float f = exponent - whole;
        float power = power_of_two_terms.back();
        for (std::size_t i = power_of_two_terms.size() - 1; i-- > 0;)
            power = power * f + power_of_two_terms[i];
        power = std::ldexp(power, static_cast<int>(whole));
        out[k] = static_cast<std::int16_t>(std::nearbyint(power * static_cast<float>(whole_weight)));
    }
}

void turned_places(const SampleSide& side, const PlaceFactors& factors, std::int16_t offset,
                   std::int16_t* first, std::int16_t* second) {
    for (int k = 0; k < side.count; ++k) {
        const float distance = distance_of(side, k);
        const auto place = [&](float factor) {
            return static_cast<std::int16_t>(static_cast<int>(std::nearbyint(factor * distance)) + offset);
        };
        first[k] = place(factors.first);
        second[k] = place(factors.second);
    }
}

void columns_in_stripes(const SampleSide& rows, const std::array<Stripe, 2>& stripes,
                        const ColumnRange& columns, std::int32_t* first, std::int32_t* last) {
    for (int k = 0; k < rows.count; ++k) {
        const float i = distance_of(rows, k);
        auto from = static_cast<float>(columns.lowest);
        auto to = static_cast<float>(columns.highest);
        for (const Stripe& stripe : stripes) {
            const float middle = i * stripe.per_row + columns.beyond;
            from = std::max(from, middle - stripe.reach);
            to = std::min(to, middle + stripe.reach);
        }
        to = std::max(to, static_cast<float>(columns.lowest) - 1);  // a stripe may be far away
        first[k] = static_cast<std::int32_t>(std::ceil(std::min(from, to + 1)));
        last[k] = static_cast<std::int32_t>(std::floor(to));
    }
}

}  // namespace sift::kernels::scalar
