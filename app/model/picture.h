#pragma once

#include <filesystem>
#include <string>

#include <opencv2/core/mat.hpp>

#include "sift/image.h"

namespace siftscope {

/// The precision of a picture's samples as stored in its file.
enum class Depth { eight_bit, sixteen_bit, floating };

/// A decoded picture: upright (EXIF applied), alpha composed over black.
struct Picture {
    std::filesystem::path path;
    std::string sha256;  ///< of the file's bytes, lower-case hexadecimal
    int width = 0;
    int height = 0;
    Depth depth = Depth::eight_bit;
    cv::Mat colour;    ///< 8-bit BGR, for display and drawing only
    sift::Image grey;  ///< 0..255 as cv::cvtColor BGR2GRAY gives it; 16-bit divided by 257, float times 255
};

/// `grey` rounded to the steps of `depth`: whole levels for 8 bit, 1/257 for 16 bit, nothing for float.
/// Values outside 0..255 are clamped for the integer depths.
void round_to_depth(sift::Image& grey, Depth depth);

}  // namespace siftscope
