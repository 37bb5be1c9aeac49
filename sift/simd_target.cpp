#include "sift/simd_target.h"

#include <cstdint>

#include <hwy/highway.h>
#include <hwy/targets.h>

#include "sift/kernels/vnni.h"

namespace sift {

std::vector<std::string> simd_target_names() {
    std::vector<std::string> names;
    for (const std::int64_t target : hwy::SupportedAndGeneratedTargets())
        names.emplace_back(hwy::TargetName(target));
    return names;
}

std::string simd_target_name() {
    return simd_target_names().front() + (kernels::can_use_vnni() ? "+VNNI" : "");
}

bool limit_simd_target(const std::string& name) {
    for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
        if (hwy::TargetName(target) != name) continue;
        // In Highway's table a better target has a lower bit.
        hwy::SetSupportedTargetsForTest(hwy::SupportedTargets() & ~(target - 1));
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
        return true;
    }
    return false;
}

}  // namespace sift
