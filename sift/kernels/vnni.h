#pragma once

// Highway 1.0 has none of AVX-512 VNNI's operations: what uses them is written apart, behind a check of the
// CPU by itself.
#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define SIFT_HAS_VNNI 1
// Functions of a target of their own, as no option of the compiler may raise the whole program's; inlined
// into one another, since vectors live in registers only.
#define SIFT_VNNI __attribute__((target("avx512f,avx512bw,avx512vnni")))
#define SIFT_VNNI_INLINE SIFT_VNNI __attribute__((always_inline)) inline
#else
#define SIFT_HAS_VNNI 0
#endif

namespace sift::kernels {

/// Whether this CPU multiplies and adds pairs of 16 bits and fours of 8 in one instruction in 512-bit vectors
/// (AVX-512 VNNI).
[[nodiscard]] bool has_vnni();

/// The same, and the kernels are not held to lesser instructions. Asks the CPU anew, which takes long where
/// it is a virtual one: not for inner loops.
[[nodiscard]] bool can_use_vnni();

}  // namespace sift::kernels
