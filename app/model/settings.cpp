#include "app/model/settings.h"

#include <cmath>

#include "app/model/setting_ranges.h"
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
    const auto require_in = [](const Range& range, const char* name, auto value) {
        sift::require(range.contains(value), name, value, range.words);
    };
    require_in(range::scale, "scale", distortion.scale);
    require_in(range::blur, "blur", distortion.blur);
    require_in(range::gain, "gain", distortion.gain);
    require_in(range::brightness, "brightness", distortion.brightness);
    require_in(range::noise, "noise", distortion.noise);
    require_in(range::seed, "seed", distortion.seed);
    require_in(range::jpeg, "jpeg", distortion.jpeg);
    if (filter.region) {
        require_in(range::coordinate, "region's x", filter.region->x);
        require_in(range::coordinate, "region's y", filter.region->y);
        require_in(range::side, "region's width", filter.region->width);
        require_in(range::side, "region's height", filter.region->height);
    }
    require_in(range::size, "min_size", filter.min_size);
    if (filter.max_size) {
        require_in(range::size, "max_size", *filter.max_size);
        sift::require(*filter.max_size >= filter.min_size, "max_size", *filter.max_size, "at least min_size");
    }
    detect.validate();
    match.validate();
}

}  // namespace siftscope
