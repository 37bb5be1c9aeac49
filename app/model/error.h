#pragma once

#include <stdexcept>

namespace siftscope {

/// Bad usage or bad input: one sentence for the user that names the file or the value and what to do.
/// Ends a command with exit status 2; the window shows it and keeps the state before.
class UserError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

}  // namespace siftscope
