#include "app/views/compare_overlay.h"

#include <algorithm>
#include <cmath>

#include "app/views/compare_marks.h"
#include "app/views/stroke_painter.h"

namespace siftscope {
namespace {

constexpr float least_same_radius = 2, least_differing_radius = 3.5F;

bool on_canvas(const PlacedMark& mark, const Rect& area) {
    return mark.centre.x + mark.radius >= area.x && mark.centre.x - mark.radius < area.x + area.width &&
           mark.centre.y + mark.radius >= area.y && mark.centre.y - mark.radius < area.y + area.height;
}

void paint_mark(StrokePainter& painter, const PlacedMark& placed, CompareClass kind, float scale) {
    const CompareMark mark = mark_of(kind);
    if (mark.outline.empty()) return painter.circle(placed.centre, placed.radius, mark.colour, 0.6, scale);
    const auto stroke = [&](palette::Colour colour, double opacity, float width) {
        for (std::size_t i = 0; i + 1 < mark.outline.size(); ++i) {
            const auto at = [&](const ScreenPoint& p) {
                return ScreenPoint{placed.centre.x + placed.radius * p.x,
                                   placed.centre.y + placed.radius * p.y};
            };
            painter.line(at(mark.outline[i]), at(mark.outline[i + 1]), colour, opacity, width);
        }
    };
    stroke(palette::halo, 0.6, 3.2F * scale);
    stroke(mark.colour, 1, 1.6F * scale);
}

}  // namespace

PlacedMark placed_mark(const CompareScene& scene, std::size_t row) {
    const ComparedKeypoint& compared = scene.table->comparison.rows[row];
    const sift::Keypoint& keypoint = compared.keypoint(*scene.table->compared);
    const float least = compared.kind == CompareClass::same ? least_same_radius : least_differing_radius;
    return {scene.view.to_screen({keypoint.x, keypoint.y}),
            std::max(static_cast<float>(keypoint.size / 2 * scene.view.zoom), least * scene.scale)};
}

cv::Mat draw_compare_overlay(const CompareScene& scene) {
    const Rect& area = scene.view.area;
    cv::Mat pixels(std::max(1, static_cast<int>(std::ceil(area.height))),
                   std::max(1, static_cast<int>(std::ceil(area.width))), CV_8UC4, cv::Scalar::all(0));
    StrokePainter painter(pixels, {area.x, area.y});
    for (const auto& named : compare_class_names) {
        if (!scene.classes[static_cast<std::size_t>(named.value)]) continue;
        for (std::size_t row = 0; row < scene.table->comparison.rows.size(); ++row) {
            if (scene.table->comparison.rows[row].kind != named.value) continue;
            const PlacedMark mark = placed_mark(scene, row);
            if (on_canvas(mark, area)) paint_mark(painter, mark, named.value, scene.scale);
        }
    }
    return pixels;
}

const Texture& CompareGraphics::overlay(const CompareScene& scene) {
    if (!scene_ || *scene_ != scene) {
        texture_.update(draw_compare_overlay(scene));
        scene_ = scene;
    }
    return texture_;
}

}  // namespace siftscope
