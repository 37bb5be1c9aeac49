#include "app/views/pick.h"

#include <cmath>
#include <limits>
#include <span>

namespace siftscope {
namespace {

const MatchSide& side_of(const MatchResult& result, int picture) {
    return picture == 0 ? *result.side_1 : *result.side_2;
}

double distance(ScreenPoint a, ScreenPoint b) {
    return std::hypot(static_cast<double>(a.x - b.x), static_cast<double>(a.y - b.y));
}

double distance_to_segment(ScreenPoint p, ScreenPoint a, ScreenPoint b) {
    const double dx = static_cast<double>(b.x - a.x);
    const double dy = static_cast<double>(b.y - a.y);
    const double length_squared = dx * dx + dy * dy;
    double along = 0;
    if (length_squared > 0)
        along = (static_cast<double>(p.x - a.x) * dx + static_cast<double>(p.y - a.y) * dy) / length_squared;
    along = std::fmin(1, std::fmax(0, along));
    return std::hypot(static_cast<double>(p.x - a.x) - along * dx,
                      static_cast<double>(p.y - a.y) - along * dy);
}

// The nearest of `keypoints` that beats `best`, which it lowers; -1 when none does.
int nearest(std::span<const sift::Keypoint> keypoints, const CanvasView& canvas, ScreenPoint cursor,
            double& best) {
    int found = -1;
    for (std::size_t i = 0; i < keypoints.size(); ++i) {
        const double d = distance(canvas.to_screen({keypoints[i].x, keypoints[i].y}), cursor);
        if (d >= best) continue;
        best = d;
        found = static_cast<int>(i);
    }
    return found;
}

Pick match_at_keypoint(const MatchResult& result, const ViewState& view, const Pick& keypoint) {
    if (!keypoint || !keypoint.visible) return keypoint;
    for (std::size_t m = 0; m < result.matches.size(); ++m) {
        const sift::Match& match = result.matches[m];
        const int end = keypoint.picture == 0 ? match.first : match.second;
        if (end == keypoint.index && shows_line(result, match, view))
            return {Pick::Kind::match, static_cast<int>(m)};
    }
    return keypoint;
}

// The same to the eye: another build or version of OpenCV may differ in the last bits.
bool is_at(const Selection& selection, const sift::Keypoint& keypoint) {
    return std::abs(selection.x - keypoint.x) < 1e-3 && std::abs(selection.y - keypoint.y) < 1e-3 &&
           std::abs(selection.size - keypoint.size) < 1e-3 &&
           std::abs(selection.angle - keypoint.angle) < 1e-2;
}

}  // namespace

bool shows_line(const MatchResult& result, const sift::Match& match, const ViewState& view) {
    const MatchSet set = set_of(result, static_cast<std::size_t>(&match - result.matches.data()));
    return sets_shown(view)[static_cast<std::size_t>(set)];
}

Pick pick_at(const MatchResult& result, const std::array<CanvasView, 2>& canvases, const ViewState& view,
             ScreenPoint cursor, double reach) {
    const int picture = canvases[1].area.contains(cursor) ? 1 : 0;
    const CanvasView& canvas = canvases[static_cast<std::size_t>(picture)];
    const MatchSide& side = side_of(result, picture);

    Pick found;
    double best = reach;
    if (canvas.area.contains(cursor)) {
        if (const int i = nearest(side.keypoints, canvas, cursor, best); i >= 0)
            found = match_at_keypoint(result, view, {Pick::Kind::keypoint, i, picture, true});
        // A keypoint whose circle is switched off can be met only as the end of a line.
        if (found.kind == Pick::Kind::keypoint && !view.keypoints) found = {};
        if (view.not_visible && view.keypoints)
            if (const int i = nearest(side.not_visible, canvas, cursor, best); i >= 0)
                found = {Pick::Kind::keypoint, i, picture, false};
    }
    if (found) return found;

    best = reach * 0.6;
    for (std::size_t m = 0; m < result.matches.size(); ++m) {
        const sift::Match& match = result.matches[m];
        if (!shows_line(result, match, view)) continue;
        const auto& first = result.side_1->keypoints[static_cast<std::size_t>(match.first)];
        const auto& second = result.side_2->keypoints[static_cast<std::size_t>(match.second)];
        const ScreenPoint a = canvases[0].to_screen({first.x, first.y});
        const ScreenPoint b = canvases[1].to_screen({second.x, second.y});
        if (!canvases[0].area.contains(a) || !canvases[1].area.contains(b)) continue;
        const double d = distance_to_segment(cursor, a, b);
        if (d >= best) continue;
        best = d;
        found = {Pick::Kind::match, static_cast<int>(m)};
    }
    return found;
}

const sift::Keypoint* keypoint_of(const MatchResult& result, const Pick& pick, int picture) {
    const MatchSide& side = side_of(result, picture);
    if (pick.kind == Pick::Kind::match) {
        const sift::Match& match = result.matches[static_cast<std::size_t>(pick.index)];
        return &side.keypoints[static_cast<std::size_t>(picture == 0 ? match.first : match.second)];
    }
    if (pick.kind != Pick::Kind::keypoint || pick.picture != picture) return nullptr;
    return &(pick.visible ? side.keypoints : side.not_visible)[static_cast<std::size_t>(pick.index)];
}

Selection selection_of(const Pick& pick, const MatchResult& result) {
    if (!pick) return {};
    const bool match = pick.kind == Pick::Kind::match;
    const int picture = match ? 0 : pick.picture;
    const sift::Keypoint& keypoint = *keypoint_of(result, pick, picture);
    return {match ? Selection::Kind::match : Selection::Kind::keypoint,
            picture == 0 ? Selection::Side::original : Selection::Side::rotated,
            keypoint.x,
            keypoint.y,
            keypoint.size,
            keypoint.angle};
}

Pick found_in(const MatchResult& result, const Selection& selection) {
    if (selection.kind == Selection::Kind::none) return {};
    const int picture = selection.side == Selection::Side::original ? 0 : 1;
    const MatchSide& side = side_of(result, picture);
    if (selection.kind == Selection::Kind::match) {
        for (std::size_t m = 0; m < result.matches.size(); ++m)
            if (is_at(selection, side.keypoints[static_cast<std::size_t>(result.matches[m].first)]))
                return {Pick::Kind::match, static_cast<int>(m)};
        return {};
    }
    for (const bool visible : {true, false}) {
        const auto& keypoints = visible ? side.keypoints : side.not_visible;
        for (std::size_t i = 0; i < keypoints.size(); ++i)
            if (is_at(selection, keypoints[i]))
                return {Pick::Kind::keypoint, static_cast<int>(i), picture, visible};
    }
    return {};
}

}  // namespace siftscope
