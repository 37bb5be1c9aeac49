#pragma once

#include <string>
#include <vector>

#include "app/model/sweep.h"

namespace siftscope {

/// A figure of a row in words, with its unit.
struct SweepReading {
    std::string label;
    std::string value;  ///< a dash when the row has none

    friend bool operator==(const SweepReading&, const SweepReading&) = default;
};

/// What is to be read off a row, always the same labels in the same order, with the digits that the match
/// screen shows.
[[nodiscard]] std::vector<SweepReading> readings_of(const SweepRow& row);

}  // namespace siftscope
