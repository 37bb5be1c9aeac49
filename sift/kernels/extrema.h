#pragma once

#include <cstddef>

namespace sift::kernels {

/// Three rows of three neighbouring DoG layers: rows[layer][row], the middle one is searched.
struct DogNeighbourhood {
    const float* rows[3][3];
};

/// The columns in [begin, end) at which the middle row holds an extremum: |value| above `threshold`, and no
/// neighbour of the 26 greater than a positive value (less than a negative one); equals are allowed.
///   columns   room for end - begin values, ascending
///   returns   how many there are
/// Needs 1 <= begin and rows of at least end + 1 floats. Lowe 2004, section 3.1.
std::size_t find_extrema(const DogNeighbourhood& dog, int begin, int end, float threshold, int* columns);

namespace scalar {
std::size_t find_extrema(const DogNeighbourhood& dog, int begin, int end, float threshold, int* columns);
}  // namespace scalar

}  // namespace sift::kernels
