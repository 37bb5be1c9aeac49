#include "app/bench/allocator_condition.h"

#include <cstdlib>
#include <limits>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace siftscope {

void use_allocator_condition(AllocatorCondition condition) {
#if defined(__GLIBC__)
    switch (condition) {
        case AllocatorCondition::as_is:
            break;
        case AllocatorCondition::held:
            mallopt(M_MMAP_MAX, 0);
            mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
            break;
        case AllocatorCondition::cold:
            mallopt(M_MMAP_MAX, 65536);
            mallopt(M_MMAP_THRESHOLD, 64 * 1024);
            mallopt(M_TRIM_THRESHOLD, 0);
            break;
    }
#else
    (void)condition;
#endif
}

void give_back_free_memory() {
#if defined(__GLIBC__)
    malloc_trim(0);
#endif
}

}  // namespace siftscope
