#pragma once

#include <string>

namespace siftscope {

/// While it lives, nothing reaches standard error: OpenCV, libpng and libjpeg print what they dislike about a
/// file there, and the user is to see our one sentence instead. Works on the process's file descriptor; the
/// lives of several, also of several threads, may overlap.
class QuietStderr {
  public:
    QuietStderr();
    ~QuietStderr();
    QuietStderr(const QuietStderr&) = delete;
    QuietStderr& operator=(const QuietStderr&) = delete;
};

/// Writes `text` to standard error, also while another thread keeps it quiet.
void write_to_stderr(const std::string& text);

}  // namespace siftscope
