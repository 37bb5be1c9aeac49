#include "app/window/run_window.h"

namespace siftscope {

int run_window(const WindowOptions&) {
    return 3;
}

}  // namespace siftscope
