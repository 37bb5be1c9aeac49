#pragma once

#include <vector>

namespace sift {

/// The value below which a share `q` (0..1) of the values lies, linear between the two neighbours in order
/// (definition 7 of Hyndman and Fan 1996, the default of NumPy). `values` is not empty and holds no NaN.
[[nodiscard]] double quantile(std::vector<double> values, double q);

/// quantile(values, 0.5): the mean of the two middle values when their number is even.
[[nodiscard]] double median(std::vector<double> values);

}  // namespace sift
