#include "app/views/linked_view.h"

#include <algorithm>

#include "app/views/canvas_basics.h"

namespace siftscope {
namespace {

sift::Point middle_of(PictureSize size) {
    return {(size.width - 1) / 2.0, (size.height - 1) / 2.0};
}

// The view whose canvas `which` has `place` in its middle.
ViewState centred_on(const LinkedCanvases& canvases, ViewState view, int which, sift::Point place) {
    const sift::Point wanted = which == 0 ? place : canvases.second_from_first.inverse()(place);
    view.centre = {std::clamp(wanted.x, 0.0, std::max(0.0, canvases.sizes[0].width - 1.0)),
                   std::clamp(wanted.y, 0.0, std::max(0.0, canvases.sizes[0].height - 1.0))};
    return view;
}

}  // namespace

ScreenPoint CanvasView::to_screen(sift::Point picture) const {
    const ScreenPoint middle = area.centre();
    return {static_cast<float>(middle.x + (picture.x - centre.x) * zoom),
            static_cast<float>(middle.y + (picture.y - centre.y) * zoom)};
}

sift::Point CanvasView::to_picture(ScreenPoint screen) const {
    const ScreenPoint middle = area.centre();
    return {centre.x + (static_cast<double>(screen.x) - static_cast<double>(middle.x)) / zoom,
            centre.y + (static_cast<double>(screen.y) - static_cast<double>(middle.y)) / zoom};
}

double fitting_zoom(const LinkedCanvases& canvases, int which) {
    const auto i = static_cast<std::size_t>(which);
    const Rect& area = canvases.areas[i];
    const PictureSize size = canvases.sizes[i];
    if (size.width <= 0 || size.height <= 0) return 1;
    const double zoom = std::min(static_cast<double>(area.width) / size.width,
                                 static_cast<double>(area.height) / size.height);
    return std::clamp(zoom, 1e-4, largest_zoom);
}

std::array<CanvasView, 2> linked_views(const LinkedCanvases& canvases, const ViewState& view) {
    if (view.fit)
        return {CanvasView{canvases.areas[0], middle_of(canvases.sizes[0]), fitting_zoom(canvases, 0)},
                CanvasView{canvases.areas[1], middle_of(canvases.sizes[1]), fitting_zoom(canvases, 1)}};
    return {CanvasView{canvases.areas[0], view.centre, view.zoom},
            CanvasView{canvases.areas[1], canvases.second_from_first(view.centre), view.zoom}};
}

ViewState zoomed(const LinkedCanvases& canvases, const ViewState& view, int which, ScreenPoint cursor,
                 double factor) {
    CanvasView canvas = linked_views(canvases, view)[static_cast<std::size_t>(which)];
    const sift::Point under_cursor = canvas.to_picture(cursor);
    const double smallest = std::min(fitting_zoom(canvases, 0), fitting_zoom(canvases, 1));
    canvas.zoom = std::min(canvas.zoom * factor, largest_zoom);
    ViewState next = view;
    next.fit = factor < 1 && canvas.zoom < smallest;
    if (next.fit) return next;
    next.zoom = canvas.zoom;
    const sift::Point moved = canvas.to_picture(cursor);
    return centred_on(
        canvases, next, which,
        {canvas.centre.x + under_cursor.x - moved.x, canvas.centre.y + under_cursor.y - moved.y});
}

ViewState panned(const LinkedCanvases& canvases, const ViewState& view, int which, double dx, double dy) {
    if (view.fit) return view;
    const CanvasView canvas = linked_views(canvases, view)[static_cast<std::size_t>(which)];
    return centred_on(canvases, view, which,
                      {canvas.centre.x - dx / canvas.zoom, canvas.centre.y - dy / canvas.zoom});
}

}  // namespace siftscope
