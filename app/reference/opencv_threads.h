#pragma once

namespace siftscope {

/// Lets OpenCV use `threads` threads, 0 = all, and never more than the machine has: it would say so on
/// standard error. Does nothing when that is what it uses already, since the setting is global to the process
/// and not safe to change while another thread is inside OpenCV.
void set_opencv_threads(int threads);

/// While one lives OpenCV may be called, in `threads` threads as above; when others live already, in as many
/// as the first of them asked for. For work that may run beside other work, as in the window.
class OpencvUse {
  public:
    explicit OpencvUse(int threads);
    ~OpencvUse();
    OpencvUse(const OpencvUse&) = delete;
    OpencvUse& operator=(const OpencvUse&) = delete;
};

}  // namespace siftscope
