#pragma once

#include <array>

#include "app/model/view_state.h"
#include "app/window/geometry.h"
#include "sift/geometry/homography.h"
#include "sift/geometry/point.h"

namespace siftscope {

/// How one picture lies on its canvas: `centre`, in pixels of the picture, is in the middle of `area`.
struct CanvasView {
    Rect area;
    sift::Point centre;
    double zoom = 1;  ///< window pixels for one picture pixel

    [[nodiscard]] ScreenPoint to_screen(sift::Point picture) const;
    [[nodiscard]] sift::Point to_picture(ScreenPoint screen) const;

    friend bool operator==(const CanvasView&, const CanvasView&) = default;
};

struct PictureSize {
    int width = 0;
    int height = 0;

    friend bool operator==(const PictureSize&, const PictureSize&) = default;
};

/// What both canvases show: index 0 is the original, 1 the rotated picture.
struct LinkedCanvases {
    std::array<Rect, 2> areas;
    std::array<PictureSize, 2> sizes;
    sift::Homography second_from_first;

    friend bool operator==(const LinkedCanvases&, const LinkedCanvases&) = default;
};

/// The zoom at which a picture just fits its canvas.
[[nodiscard]] double fitting_zoom(const LinkedCanvases& canvases, int which);

/// Both pictures as `view` asks: fitted each on its own, or at one zoom with corresponding places in the
/// middle of both.
[[nodiscard]] std::array<CanvasView, 2> linked_views(const LinkedCanvases& canvases, const ViewState& view);

/// `view` enlarged by `factor`; what is under `cursor` on canvas `which` stays there. Going below the size
/// that fits gives the fitted view; at most 64 window pixels for one picture pixel.
[[nodiscard]] ViewState zoomed(const LinkedCanvases& canvases, const ViewState& view, int which,
                               ScreenPoint cursor, double factor);

/// `view` after the picture on canvas `which` was dragged by (dx, dy) window pixels; the other one follows
/// through the true map. The middle stays on the original. A fitted view stays as it is.
[[nodiscard]] ViewState panned(const LinkedCanvases& canvases, const ViewState& view, int which, double dx,
                               double dy);

}  // namespace siftscope
