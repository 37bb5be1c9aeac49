#include "app/model/detect_features.h"

#include "app/model/picture.h"
#include "app/reference/opencv_sift.h"
#include "sift/detect.h"

namespace siftscope {

sift::Image seen_by_detector(const sift::Image& grey, const sift::DetectParams& params) {
    sift::Image seen = grey;
    if (params.blur == sift::BlurArithmetic::floats) round_to_depth(seen, Depth::eight_bit);
    return seen;
}

sift::Features detect_features(const sift::Image& grey, const Settings& settings, std::stop_token stop) {
    if (settings.engine == Engine::opencv)
        return opencv_detect_and_describe(grey, settings.detect, settings.threads);
    if (settings.detect.blur == sift::BlurArithmetic::integers)
        return sift::detect_and_describe(grey.view(), settings.detect, {settings.threads, std::move(stop)});
    return sift::detect_and_describe(seen_by_detector(grey, settings.detect).view(), settings.detect,
                                     {settings.threads, std::move(stop)});
}

}  // namespace siftscope
