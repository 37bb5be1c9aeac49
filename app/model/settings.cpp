#include "app/model/settings.h"

#include <cmath>

#include "sift/require.h"

namespace siftscope {

void Settings::validate() const {
    sift::require(std::isfinite(angle), "angle", angle, "a finite number of degrees");
    sift::require(tolerance > 0 && std::isfinite(tolerance), "tolerance", tolerance,
                  "a number of pixels > 0");
    sift::require(threads >= 0 && threads <= 1024, "threads", threads, "between 0 (all) and 1024");
    detect.validate();
    match.validate();
}

}  // namespace siftscope
