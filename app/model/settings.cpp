#include "app/model/settings.h"

#include <cmath>

#include "sift/require.h"

namespace siftscope {

sift::DetectParams usual_detection(Engine engine, Profile profile) {
    return sift::DetectParams::of(engine == Engine::opencv ? Profile::classic : profile);
}

Settings Settings::with(Engine new_engine, Profile new_profile) const {
    const sift::DetectParams before = usual_detection(engine, profile);
    Settings changed = *this;
    changed.engine = new_engine;
    changed.profile = new_profile;
    changed.detect = usual_detection(new_engine, new_profile);
    const auto keep = [&](auto sift::DetectParams::*field) {
        if (detect.*field != before.*field) changed.detect.*field = detect.*field;
    };
    keep(&sift::DetectParams::layers);
    keep(&sift::DetectParams::contrast_threshold);
    keep(&sift::DetectParams::edge_threshold);
    keep(&sift::DetectParams::sigma);
    keep(&sift::DetectParams::assumed_blur);
    keep(&sift::DetectParams::max_features);
    keep(&sift::DetectParams::upsample);
    keep(&sift::DetectParams::root);
    return changed;
}

void Settings::validate() const {
    sift::require(std::isfinite(angle), "angle", angle, "a finite number of degrees");
    sift::require(tolerance > 0 && std::isfinite(tolerance), "tolerance", tolerance,
                  "a number of pixels > 0");
    sift::require(threads >= 0 && threads <= 1024, "threads", threads, "between 0 (all) and 1024");
    detect.validate();
    match.validate();
}

}  // namespace siftscope
