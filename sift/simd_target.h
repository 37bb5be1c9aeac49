#pragma once

#include <string>
#include <vector>

namespace sift {

/// Name of the instruction set that the kernels use, for example "AVX2"; with "+VNNI" where matching uses
/// that.
[[nodiscard]] std::string simd_target_name();

/// The instruction sets that the kernels are compiled for and this CPU has, best first.
[[nodiscard]] std::vector<std::string> simd_target_names();

/// Holds the kernels, in the whole process, to `name` and lesser instruction sets: for measuring. False when
/// it is none of simd_target_names(). Results do not change. Not while kernels run.
bool limit_simd_target(const std::string& name);

}  // namespace sift
