#pragma once

namespace siftscope {

/// Lets OpenCV use `threads` threads, 0 = all, and never more than the machine has: it would say so on
/// standard error. Does nothing when that is what it uses already, since the setting is global to the process
/// and not safe to change while another thread is inside OpenCV.
void set_opencv_threads(int threads);

}  // namespace siftscope
