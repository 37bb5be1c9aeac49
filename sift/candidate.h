#pragma once

namespace sift {

/// What became of a scale-space extremum.
enum class Verdict {
    keypoint,        ///< passed every test
    low_contrast,    ///< |D| at the solution below the contrast threshold (Lowe 2004, section 4)
    edge,            ///< ratio of principal curvatures at or above the limit (section 4.1)
    no_convergence,  ///< the refinement did not settle within its steps
    outside,         ///< the refinement left the picture or the layers
    not_extremum,    ///< the Hessian at the solution is not definite: a saddle in space and scale
    duplicate,       ///< another candidate was refined to the same point, and is nearer to its sample
};

/// Whether the refinement came to an end; otherwise its offset is where it was given up, anywhere.
[[nodiscard]] constexpr bool has_solution(Verdict verdict) {
    return verdict != Verdict::outside && verdict != Verdict::no_convergence;
}

/// A lattice extremum of the DoG and the story of its refinement; rejected ones are kept for "explain".
struct Candidate {
    int octave = 0;  ///< -1 = doubled image, 0 = input resolution, ...
    int layer = 0;   ///< DoG layer 1..layers, after the steps of the refinement
    int column = 0;  ///< sample in the octave, after the steps of the refinement
    int row = 0;
    double offset_x = 0;  ///< sub-sample offset from (column, row, layer), samples of the octave
    double offset_y = 0;
    double offset_layer = 0;  ///< in layers
    double contrast = 0;      ///< D at the solution, grey levels 0..1; 0 until its stage is reached
    double edge_ratio = 0;    ///< ratio of principal curvatures, infinite at a saddle; 0 until its stage
    int steps = 0;            ///< steps that the refinement took
    Verdict verdict = Verdict::keypoint;

    friend bool operator==(const Candidate&, const Candidate&) = default;
};

}  // namespace sift
