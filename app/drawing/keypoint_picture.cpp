#include "app/drawing/keypoint_picture.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "app/drawing/caption.h"
#include "app/drawing/encode_pixels.h"
#include "app/drawing/palette.h"
#include "app/drawing/picture_notes.h"
#include "app/drawing/scene.h"
#include "app/drawing/scene_raster.h"
#include "app/drawing/scene_svg.h"
#include "app/files/picture_text.h"
#include "app/model/error.h"
#include "app/model/summary.h"

namespace siftscope {
namespace {

std::string heading_of(const Picture& picture) {
    return "Keypoints of " + picture.path.filename().string();
}

/// A circle of the keypoint's size and a tick from its centre to the rim along its angle.
void add_keypoints(scene::Scene& scene, const std::vector<sift::Keypoint>& keypoints, int left, double pen) {
    scene::Strokes rim{.colour = palette::halo, .opacity = 0.5, .width = 2.4 * pen};
    for (const sift::Keypoint& k : keypoints) {
        const sift::Point centre{k.x + left, k.y};
        const double radius = std::max(k.size / 2, 1.5 * pen);
        const double angle = k.angle * std::numbers::pi / 180;
        rim.circles.push_back({centre, radius});
        rim.lines.push_back(
            {centre, {centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)}});
    }
    scene::Strokes ink = rim;
    ink.colour = palette::kept;
    ink.opacity = 0.95;
    ink.width = pen;
    scene.items.push_back(std::move(rim));
    scene.items.push_back(std::move(ink));
}

scene::Scene keypoint_scene(const Picture& picture, const sift::Features& features,
                            const Settings& settings) {
    constexpr int least_width = 360;  // room for a caption below tiny pictures
    scene::Scene scene;
    scene.width = std::max(picture.width, least_width);
    const int left = (scene.width - picture.width) / 2;
    const double pen = std::max(1.0, std::sqrt(static_cast<double>(picture.width) * picture.height) / 700);
    const double cap = std::max(8.5, scene.width / 100.0);
    scene.items.push_back(scene::Picture{picture.colour, left, 0});
    add_keypoints(scene, features.keypoints, left, pen);

    const std::vector<CaptionEntry> caption{
        {.text = heading_of(picture), .bold = true},
        {.text = std::to_string(features.keypoints.size()) + " keypoints: size and orientation",
         .swatch = Swatch::ring_with_tick,
         .swatch_colour = palette::kept},
        {.text = detection_line(settings), .colour = palette::faint_ink, .begins_line = true}};
    const double margin = 1.6 * cap;
    const double bottom =
        add_caption(scene, caption, margin, picture.height + margin, scene.width - 2 * margin, cap);
    scene.height = static_cast<int>(std::ceil(bottom + margin));
    return scene;
}

}  // namespace

std::string encode_keypoint_picture(const Picture& picture, const sift::Features& features,
                                    const Settings& settings, const std::string& extension) {
    const scene::Scene scene = keypoint_scene(picture, features, settings);
    const std::vector<Note> notes = keypoint_notes(picture, settings);
    if (extension == ".svg") return to_svg(scene, heading_of(picture), note_lines(notes));
    if (extension == ".png")
        return with_picture_text(encode_pixels(rasterize(scene), ".png"), extension, notes);
    throw UserError("a keypoint picture cannot be written as \"" + extension + "\"; choose .png or .svg");
}

}  // namespace siftscope
