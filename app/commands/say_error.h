#pragma once

#include <string>

namespace siftscope {

/// Prints "siftscope: SENTENCE" as one line on standard error, whatever a library put into its message.
void say_error(std::string sentence);

}  // namespace siftscope
