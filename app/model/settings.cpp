#include "app/model/settings.h"

#include <cmath>
#include <sstream>
#include <stdexcept>

namespace siftscope {

void Settings::validate() const {
    const auto refuse = [](const char* name, double value, const char* range) {
        std::ostringstream text;
        text << name << " is " << value << ", but must be " << range;
        throw std::invalid_argument(text.str());
    };
    if (!std::isfinite(angle)) refuse("angle", angle, "a finite number of degrees");
    if (!(tolerance > 0) || !std::isfinite(tolerance))
        refuse("tolerance", tolerance, "a number of pixels > 0");
    if (threads < 0 || threads > 1024) refuse("threads", threads, "between 0 (all) and 1024");
    detect.validate();
    match.validate();
}

}  // namespace siftscope
