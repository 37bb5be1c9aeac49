#include "app/jobs/background_priority.h"

#ifdef __linux__
#include <sys/resource.h>
#endif

namespace siftscope {

namespace {

// On Linux the nice value belongs to the thread and is inherited by those it starts.
void set_nice([[maybe_unused]] int nice) {
#ifdef __linux__
    (void)setpriority(PRIO_PROCESS, 0, nice);
#endif
}

}  // namespace

void work_in_background() {
    set_nice(5);  // a third of the share of a thread at 0 when they compete, everything when they do not
}

void give_way_to_all() {
    set_nice(19);
}

}  // namespace siftscope
