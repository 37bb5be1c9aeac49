#pragma once

#include <cstdint>

#include <hwy/highway.h>
#include <hwy/targets.h>

/// Calls body(name) once for each SIMD target that was compiled and that this CPU can run, with the kernels
/// switched to it; afterwards the best one is chosen again.
template <class Body>
void for_each_simd_target(const Body& body) {
    for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
        hwy::SetSupportedTargetsForTest(target);
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
        body(hwy::TargetName(target));
    }
    hwy::SetSupportedTargetsForTest(0);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}
