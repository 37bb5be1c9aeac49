#pragma once

#include <cstddef>
#include <cstdint>

namespace sift::kernels {

/// Three rows of an integer DoG layer; the middle one is searched.
struct PlaneNeighbourhood {
    const std::int16_t* rows[3];
};

/// The columns in [begin, end) at which the middle row holds an extremum of its layer: |value| at least
/// `threshold` (>= 1), and none of the 8 neighbours greater than a positive value (less than a negative one);
/// equals are allowed, so that no order of comparison matters.
///   columns   room for end - begin values, ascending
///   returns   how many there are
/// Needs 1 <= begin and rows of at least end + 1 values.
std::size_t find_plane_extrema(const PlaneNeighbourhood& dog, int begin, int end, int threshold,
                               int* columns);

namespace scalar {
std::size_t find_plane_extrema(const PlaneNeighbourhood& dog, int begin, int end, int threshold,
                               int* columns);
}  // namespace scalar

}  // namespace sift::kernels
