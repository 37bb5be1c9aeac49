#include "app/model/detect_features.h"

#include "app/model/picture.h"
#include "app/reference/opencv_sift.h"
#include "sift/detect.h"

namespace siftscope {

sift::Features detect_features(const sift::Image& grey, const Settings& settings, std::stop_token stop) {
    if (settings.engine == Engine::opencv)
        return opencv_detect_and_describe(grey, settings.detect, settings.threads);
    if (settings.detect.blur == sift::BlurArithmetic::integers)
        return sift::detect_and_describe(grey.view(), settings.detect, {settings.threads, std::move(stop)});
    sift::Image rounded = grey;
    round_to_depth(rounded, Depth::eight_bit);
    return sift::detect_and_describe(rounded.view(), settings.detect, {settings.threads, std::move(stop)});
}

}  // namespace siftscope
