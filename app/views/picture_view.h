#pragma once

#include <optional>

#include "app/views/linked_view.h"
#include "app/window/geometry.h"
#include "sift/geometry/point.h"

namespace siftscope {

struct Frame;

/// How one picture alone is looked at: one plain value.
struct SinglePictureView {
    bool fit = true;       ///< the whole picture; `zoom` and `centre` do not count
    double zoom = 1;       ///< window pixels for one pixel of the picture
    sift::Point centre{};  ///< of the picture, in the middle of its canvas

    friend bool operator==(const SinglePictureView&, const SinglePictureView&) = default;
};

/// How the picture lies in `area`.
[[nodiscard]] CanvasView canvas_view(const SinglePictureView& view, const Rect& area, PictureSize size);

/// `view` enlarged by `factor`; what is under `cursor` stays there. Going below the size that fits gives the
/// fitted view; at most `largest_zoom`.
[[nodiscard]] SinglePictureView zoomed_about(const SinglePictureView& view, const Rect& area,
                                             PictureSize size, ScreenPoint cursor, double factor);

/// So that `length` pixels about `centre` fill the smaller side of `area`, but never smaller than fitted.
[[nodiscard]] SinglePictureView looking_at(sift::Point centre, double length, const Rect& area,
                                           PictureSize size);

/// Lets wheel, drag and the zoom buttons change `view` over the item just drawn, which covers the canvas; the
/// buttons zoom about `middle`. Returns where it was clicked, in the window.
std::optional<ScreenPoint> follow_picture(Frame& frame, const Rect& area, PictureSize size,
                                          ScreenPoint middle, SinglePictureView& view);

}  // namespace siftscope
