#include "app/drawing/encode_pixels.h"

#include <algorithm>
#include <vector>

#include <opencv2/imgcodecs.hpp>

#include "app/model/error.h"

namespace siftscope {

std::string encode_pixels(const cv::Mat& pixels, const std::string& extension) {
    const auto refuse_above = [&](int limit) {
        if (std::max(pixels.cols, pixels.rows) > limit)
            throw UserError("a " + extension + " file holds at most " + std::to_string(limit) +
                            " pixels a side, and this picture has " + std::to_string(pixels.cols) + " x " +
                            std::to_string(pixels.rows) + "; choose .png or .tif");
    };
    std::vector<int> choices;
    if (extension == ".jpg" || extension == ".jpeg") {
        refuse_above(65500);
        choices = {cv::IMWRITE_JPEG_QUALITY, 92};
    } else if (extension == ".webp") {
        refuse_above(16383);
        choices = {cv::IMWRITE_WEBP_QUALITY, 92};
    }
    std::vector<uchar> bytes;
    if (!cv::imencode(extension, pixels, bytes, choices))
        throw UserError("the picture could not be encoded as " + extension + "; choose .png");
    return {bytes.begin(), bytes.end()};
}

}  // namespace siftscope
