#pragma once

#include <vector>

namespace siftscope {

/// The angles start, start + step, ... up to and with stop, degrees.
struct AngleRange {
    double start = 0;
    double stop = 0;
    double step = 1;

    /// start + i step, each rounded to the 15 digits that a double holds of any decimal number, so that steps
    /// of 0.1 give 0.3 and not 0.30000000000000004; a stop that is met but for rounding is included.
    /// Throws UserError, one sentence, for a range that is reversed, endless or not finite, and for a step
    /// that is not above 0.
    [[nodiscard]] std::vector<double> angles() const;

    friend bool operator==(const AngleRange&, const AngleRange&) = default;
};

}  // namespace siftscope
