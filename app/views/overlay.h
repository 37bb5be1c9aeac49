#pragma once

#include <array>
#include <memory>

#include <opencv2/core/mat.hpp>

#include "app/model/match_result.h"
#include "app/model/view_state.h"
#include "app/views/linked_view.h"
#include "app/window/geometry.h"
#include "sift/geometry/rotation.h"

namespace siftscope {

/// Where the keypoints of the second picture lie while it is shown turned otherwise than when they were
/// found: each follows its place, so that the picture can be turned before it is matched again.
struct Turn {
    sift::Homography shown_from_found;  ///< pixels of the picture as matched to pixels of the one shown
    double angle = 0;                   ///< degrees clockwise on screen, added to the keypoints' angles
    double scale = 1;                   ///< by which their sizes grow

    friend bool operator==(const Turn&, const Turn&) = default;
};

/// From the picture as it was matched to the picture as it is shown.
[[nodiscard]] Turn turn_between(const sift::Rotation& found, const sift::Rotation& shown);

/// All that decides the pixels of an overlay: equal scenes look alike.
struct OverlayScene {
    std::shared_ptr<const MatchResult> result;
    std::array<CanvasView, 2> canvases;
    Turn turn;
    bool keypoints = true;
    bool not_visible = true;
    std::array<bool, 4> sets{true, true};    ///< whose lines are drawn, in the order of MatchSet
    double residual_arrows = 0;              ///< magnification; 0 draws none
    std::array<RejectedList, 2> rejected{};  ///< null: none are shown
    std::array<bool, rejections.size()> rejected_kinds{};
    float scale = 1;      ///< of the window: widths grow with it
    bool moving = false;  ///< being dragged: of very many lines and keypoints only some are drawn, to keep up

    friend bool operator==(const OverlayScene&, const OverlayScene&) = default;
};

[[nodiscard]] OverlayScene overlay_scene(std::shared_ptr<const MatchResult> result,
                                         const std::array<CanvasView, 2>& canvases, const Turn& turn,
                                         const ViewState& view, float scale, bool moving = false);

/// A keypoint as seen on screen.
struct ScreenKeypoint {
    ScreenPoint centre;
    float radius = 0;  ///< of its circle: size / 2, but never too small to see
    float cosine = 1;  ///< of its orientation, clockwise on screen
    float sine = 0;
};

[[nodiscard]] ScreenKeypoint screen_keypoint(const OverlayScene& scene, const sift::Keypoint& keypoint,
                                             int picture);

/// The keypoints and match lines of `scene` over `area`: 8-bit BGRA with premultiplied alpha, transparent
/// elsewhere. Drawn by OpenCV, once, since thousands of lines are slow as triangles on a software renderer.
[[nodiscard]] cv::Mat draw_overlay(const OverlayScene& scene, const Rect& area);

/// The smallest rectangle that holds both canvases.
[[nodiscard]] Rect overlay_area(const std::array<CanvasView, 2>& canvases);

}  // namespace siftscope
