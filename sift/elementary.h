#pragma once

namespace sift {

/// e^x, 2^x and the sine and cosine of an angle in degrees from additions and multiplications alone: the
/// C library's may differ by a bit from one CPU to the next, and that bit would reach keypoints.
/// Relative error (sine and cosine: absolute) below 1e-15.
[[nodiscard]] double exponential(double x);
[[nodiscard]] double power_of_two(double x);

struct SineCosine {
    double sine = 0;
    double cosine = 1;
};

/// Any finite angle; its error grows with the number of turns.
[[nodiscard]] SineCosine sine_cosine(double degrees);

}  // namespace sift
