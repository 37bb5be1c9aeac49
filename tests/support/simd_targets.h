#pragma once

#include <hwy/targets.h>

#include <cstdint>

/// Calls test(name) once for each instruction set that the kernels are compiled for and this machine has;
/// while it runs, the kernels use that one.
template <class Test>
void for_each_simd_target(Test test) {
    struct Choice {
        ~Choice() { use(0); }  // 0: the best again
        static void use(std::int64_t target) {
            hwy::SetSupportedTargetsForTest(target);
            hwy::GetChosenTarget().Update(hwy::SupportedTargets());
        }
    } choice;
    for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
        choice.use(target);
        test(hwy::TargetName(target));
    }
}
