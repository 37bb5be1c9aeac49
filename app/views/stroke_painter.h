#pragma once

#include <opencv2/core/mat.hpp>

#include "app/drawing/palette.h"
#include "app/window/geometry.h"

namespace siftscope {

/// Draws smooth lines and circles into 8-bit BGRA pixels with premultiplied alpha: the coverage of a pixel is
/// the stroke's half width plus half a pixel, less the distance of the pixel's centre from the stroke's
/// middle, within 0..1. What is drawn replaces what is below by its coverage, so crossing lines of one colour
/// do not add up. Several times faster than OpenCV's anti-aliased circles, of which an overlay has thousands.
class StrokePainter {
  public:
    /// `origin`: window coordinates of the upper left corner of `pixels`.
    StrokePainter(cv::Mat& pixels, ScreenPoint origin) : pixels_(pixels), origin_(origin) {}

    /// Clipped to the pixels. Straight ends.
    void line(ScreenPoint a, ScreenPoint b, palette::Colour colour, double opacity, float width);
    void circle(ScreenPoint centre, float radius, palette::Colour colour, double opacity, float width);

  private:
    cv::Mat& pixels_;
    ScreenPoint origin_;
};

}  // namespace siftscope
