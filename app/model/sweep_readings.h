#pragma once

#include <vector>

#include "app/model/reading.h"
#include "app/model/sweep.h"

namespace siftscope {

/// What is to be read off a row, always the same labels in the same order, with the digits that the match
/// screen shows.
[[nodiscard]] std::vector<Reading> readings_of(const SweepRow& row);

}  // namespace siftscope
