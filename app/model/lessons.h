#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "app/model/match_result.h"
#include "app/model/reading.h"

namespace siftscope {

/// A step of the way from a picture to the angle by which it was turned: what is computed, and which controls
/// and figures of the window have a part in it. docs/maths.md tells the same at more length.
struct Lesson {
    const char* title;
    std::vector<const char*> formulas;
    const char* words;                  ///< what it is for, and what moving its controls does
    const char* source;                 ///< where it is written
    std::vector<const char*> controls;  ///< names of widgets: controls and figures
};

/// The steps, in the order of the computation. A step's number is its index + 1.
[[nodiscard]] const std::vector<Lesson>& lessons();

/// The number of the step that a control or figure belongs to; empty when it has none.
[[nodiscard]] std::optional<int> lesson_of(std::string_view control);

/// The numbers of step `number` as they are now: what the formula's letters stand for, and what it came to.
/// `result` may be null or of older settings; what it would tell is a dash then.
/// Throws std::out_of_range for a number that is none of a step.
[[nodiscard]] std::vector<Reading> lesson_readings(int number, const Settings& settings,
                                                   const MatchResult* result);

}  // namespace siftscope
