#pragma once

namespace siftscope {

/// Lets the calling thread, and threads that it starts, give way to the one that draws the window while both
/// want the processor. Does nothing where threads have no priorities of their own.
void work_in_background();

/// Lets the calling thread, and threads that it starts, give way to all others, also to those that work in
/// the background: for work that takes minutes. Cannot be taken back.
void give_way_to_all();

}  // namespace siftscope
