#include "sift/kernels/vnni.h"

#include <hwy/highway.h>
#include <hwy/targets.h>

namespace sift::kernels {

bool has_vnni() {
#if SIFT_HAS_VNNI
    return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vnni");
#else
    return false;
#endif
}

bool can_use_vnni() {
    // The 512-bit targets are those below HWY_AVX2 in Highway's table: each better one has a lower bit.
    return has_vnni() && (hwy::SupportedTargets() & (HWY_AVX2 - 1)) != 0;
}

}  // namespace sift::kernels
