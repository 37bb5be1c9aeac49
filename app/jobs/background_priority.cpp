#include "app/jobs/background_priority.h"

#ifdef __linux__
#include <sys/resource.h>
#endif

namespace siftscope {

void work_in_background() {
#ifdef __linux__
    // On Linux the nice value belongs to the thread and is inherited by those it starts; 5 leaves a third of
    // the share of a thread at 0 when they compete, and everything when they do not.
    constexpr int background_nice = 5;
    (void)setpriority(PRIO_PROCESS, 0, background_nice);
#endif
}

}  // namespace siftscope
