#pragma once

#include <array>

#include "app/model/setting_names.h"
#include "sift/candidate.h"

namespace siftscope {

inline constexpr std::array<Named<sift::Verdict>, 7> verdict_names{
    {{"keypoint", sift::Verdict::keypoint},
     {"low_contrast", sift::Verdict::low_contrast},
     {"edge", sift::Verdict::edge},
     {"not_extremum", sift::Verdict::not_extremum},
     {"no_convergence", sift::Verdict::no_convergence},
     {"outside", sift::Verdict::outside},
     {"duplicate", sift::Verdict::duplicate}}};

[[nodiscard]] constexpr const char* name_of(sift::Verdict value) {
    return name_of(value, verdict_names);
}

}  // namespace siftscope
