#include "app/commands/progress_bar.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "app/model/progress_words.h"

namespace siftscope {

ProgressBar::ProgressBar(std::size_t steps)
    : steps_(std::max<std::size_t>(steps, 1)), terminal_(isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() {
    clear();
}

void ProgressBar::show(std::size_t done, const std::string& what) {
    if (!terminal_) return;
    constexpr std::size_t width = 24;
    const std::size_t filled = std::min(done, steps_) * width / steps_;
    const std::string bar = std::string(filled, '#') + std::string(width - filled, '.');
    // Long names are cut so that the line stays one line on a terminal of 80 columns.
    std::string left;
    if (done > 0 && done < steps_) {
        const double passed =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
        left = duration_text(passed * static_cast<double>(steps_ - done) / static_cast<double>(done)) +
               " left  ";
    }
    std::fprintf(stderr, "\r\033[K[%s] %zu/%zu  %s%.24s", bar.c_str(), done, steps_, left.c_str(),
                 what.c_str());
    std::fflush(stderr);
}

void ProgressBar::clear() {
    if (!terminal_) return;
    std::fputs("\r\033[K", stderr);
    std::fflush(stderr);
}

}  // namespace siftscope
