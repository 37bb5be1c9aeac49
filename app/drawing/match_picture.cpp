#include "app/drawing/match_picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include "app/drawing/caption.h"
#include "app/drawing/encode_pixels.h"
#include "app/drawing/match_caption.h"
#include "app/drawing/palette.h"
#include "app/drawing/picture_notes.h"
#include "app/drawing/scene.h"
#include "app/drawing/scene_raster.h"
#include "app/drawing/scene_svg.h"
#include "app/files/picture_text.h"
#include "app/model/error.h"
#include "app/model/match_sets.h"

namespace siftscope {
namespace {

using sift::Point;

/// Where things are. Everything that is drawn scales with the pictures, so that lines are as visible on 20
/// megapixels as on a thumbnail.
struct Layout {
    int width = 0;
    int pictures_height = 0;
    cv::Point first;  // top-left pixels of the pictures
    cv::Point second;
    double pen = 1;  // width of a light line
    double cap = 9;  // height of capitals in the caption
};

Layout layout_of(const Picture& first, const Picture& second, cv::Size stage) {
    constexpr int least_width = 480;  // room for a caption below tiny pictures
    Layout layout;
    const int room = std::max(second.width, stage.width);
    const int gap = std::max(6, (first.width + room) / 120);
    const int content = first.width + gap + room;
    layout.width = std::max(content, least_width);
    layout.pictures_height = std::max({first.height, second.height, stage.height});
    const int margin = (layout.width - content) / 2;
    layout.first = {margin, (layout.pictures_height - first.height) / 2};
    layout.second = {margin + first.width + gap + (room - second.width) / 2,
                     (layout.pictures_height - second.height) / 2};
    layout.pen = std::max(1.0, std::sqrt(static_cast<double>(content) * layout.pictures_height) / 850);
    layout.cap = std::max(8.5, layout.width / 125.0);
    return layout;
}

Point in_first(const Layout& layout, const sift::Keypoint& k) {
    return {k.x + layout.first.x, k.y + layout.first.y};
}
Point in_second(const Layout& layout, const sift::Keypoint& k) {
    return {k.x + layout.second.x, k.y + layout.second.y};
}

/// The more light lines there are the lighter each is: a thousand of them must not hide the pictures.
double light_opacity(std::size_t lines, double strongest) {
    return std::clamp(8 / std::sqrt(static_cast<double>(std::max<std::size_t>(lines, 1))), 0.22, strongest);
}

/// Keypoints without a kept match, and those that are not visible in both pictures.
void add_lone_keypoints(scene::Scene& scene, const Layout& layout, const MatchResult& result) {
    std::vector<bool> matched_1(result.side_1->keypoints.size());
    std::vector<bool> matched_2(result.side_2->keypoints.size());
    for (const sift::Match& match : result.matches) {
        if (!match.kept) continue;
        matched_1[static_cast<std::size_t>(match.first)] = true;
        matched_2[static_cast<std::size_t>(match.second)] = true;
    }
    scene::Strokes lone{.colour = palette::keypoint, .opacity = 0.6, .width = layout.pen};
    scene::Strokes hidden{
        .colour = palette::not_visible, .opacity = palette::not_visible_opacity, .width = layout.pen};
    const double radius = 1.8 * layout.pen;
    for (std::size_t i = 0; i < matched_1.size(); ++i)
        if (!matched_1[i]) lone.circles.push_back({in_first(layout, result.side_1->keypoints[i]), radius});
    for (std::size_t i = 0; i < matched_2.size(); ++i)
        if (!matched_2[i]) lone.circles.push_back({in_second(layout, result.side_2->keypoints[i]), radius});
    for (const sift::Keypoint& k : result.side_1->not_visible)
        hidden.circles.push_back({in_first(layout, k), radius});
    for (const sift::Keypoint& k : result.side_2->not_visible)
        hidden.circles.push_back({in_second(layout, k), radius});
    scene.items.push_back(std::move(hidden));
    scene.items.push_back(std::move(lone));
}

/// Light lines with rings at their ends: right matches, or kept ones whose truth is unknown.
void add_light_matches(scene::Scene& scene, const Layout& layout, const std::vector<Polyline>& lines,
                       palette::Colour colour, double opacity) {
    const double crowding = std::sqrt(800.0 / static_cast<double>(std::max<std::size_t>(lines.size(), 1)));
    scene::Strokes ends{
        .colour = colour, .opacity = std::clamp(0.9 * crowding, 0.55, 0.9), .width = layout.pen};
    for (const Polyline& line : lines)
        for (const Point& end : line) ends.circles.push_back({end, 2.2 * layout.pen});
    scene.items.push_back(scene::Strokes{.colour = colour,
                                         .opacity = light_opacity(lines.size(), opacity),
                                         .width = layout.pen,
                                         .lines = lines});
    scene.items.push_back(std::move(ends));
}

/// Strong lines with crosses at their ends, on a dark rim: wrong matches.
void add_wrong_matches(scene::Scene& scene, const Layout& layout, std::vector<Polyline> lines) {
    const std::size_t count = lines.size();
    for (std::size_t i = 0; i < count; ++i)
        for (const Point end : {lines[i].front(), lines[i].back()})
            append_cross(lines, end, 4.5 * layout.pen);
    scene.items.push_back(
        scene::Strokes{.colour = palette::halo, .opacity = 0.45, .width = 3.2 * layout.pen, .lines = lines});
    scene.items.push_back(scene::Strokes{.colour = palette::wrong,
                                         .opacity = palette::wrong_opacity,
                                         .width = 1.7 * layout.pen,
                                         .lines = std::move(lines)});
}

void add_matches(scene::Scene& scene, const Layout& layout, const MatchResult& result) {
    std::vector<Polyline> right, wrong, kept, outlying;
    for (std::size_t i = 0; i < result.matches.size(); ++i) {
        const sift::Match& match = result.matches[i];
        if (!match.kept) continue;
        Polyline line{in_first(layout, result.side_1->keypoints[static_cast<std::size_t>(match.first)]),
                      in_second(layout, result.side_2->keypoints[static_cast<std::size_t>(match.second)])};
        const bool agrees = set_of(result, i) == MatchSet::kept_right;
        auto& kind = result.verdicts ? agrees ? right : wrong : agrees ? kept : outlying;
        kind.push_back(std::move(line));
    }
    if (!outlying.empty())
        scene.items.push_back(scene::Strokes{.colour = palette::rejected,
                                             .opacity = light_opacity(outlying.size(), palette::kept_opacity),
                                             .width = layout.pen,
                                             .lines = std::move(outlying)});
    if (!kept.empty()) add_light_matches(scene, layout, kept, palette::kept, palette::kept_opacity);
    if (!right.empty()) add_light_matches(scene, layout, right, palette::right, palette::right_opacity);
    if (!wrong.empty()) add_wrong_matches(scene, layout, std::move(wrong));
}

scene::Scene match_scene(const MatchResult& result, cv::Size stage = {}) {
    const Picture& first = *result.first;
    const Picture& second = *result.second->picture;
    const Layout layout = layout_of(first, second, stage);
    scene::Scene scene;
    scene.width = layout.width;
    scene.items.push_back(scene::Picture{first.colour, layout.first.x, layout.first.y});
    scene.items.push_back(scene::Picture{second.colour, layout.second.x, layout.second.y});
    add_lone_keypoints(scene, layout, result);
    add_matches(scene, layout, result);

    const double margin = 1.6 * layout.cap;
    const double bottom = add_caption(scene, match_caption(result), margin, layout.pictures_height + margin,
                                      layout.width - 2 * margin, layout.cap);
    scene.height = static_cast<int>(std::ceil(bottom + margin));
    return scene;
}

}  // namespace

cv::Mat draw_match_picture(const MatchResult& result, cv::Size stage) {
    return rasterize(match_scene(result, stage));
}

std::string match_picture_svg(const MatchResult& result) {
    return to_svg(match_scene(result), match_title(result), note_lines(match_notes(result)));
}

std::string encode_match_picture(const MatchResult& result, const std::string& extension) {
    constexpr std::array<const char*, 7> offered{".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".svg"};
    if (std::find(offered.begin(), offered.end(), extension) == offered.end())
        throw UserError("a match picture cannot be written as \"" + extension +
                        "\"; choose .png, .jpg, .webp, .tif or .svg");
    if (extension == ".svg") return match_picture_svg(result);
    return with_picture_text(encode_pixels(draw_match_picture(result), extension), extension,
                             match_notes(result));
}

}  // namespace siftscope
