#pragma once

namespace siftscope {

/// What the C library does with memory that is freed. It decides much of the time: a fresh page costs about
/// as much as blurring it.
enum class AllocatorCondition {
    as_is,  ///< its usual mixture
    held,   ///< nothing is given back to the system: later calls find their pages in place
    cold,   ///< everything is given back: each call touches all its pages for the first time
};

/// Switches the whole process; `as_is` cannot be reached again once another has been chosen. Does nothing
/// where the C library is not glibc.
void use_allocator_condition(AllocatorCondition condition);

/// Gives free memory back to the system, as the cold condition needs before each call.
void give_back_free_memory();

}  // namespace siftscope
