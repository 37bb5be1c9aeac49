#include "app/views/compare_marks.h"

#include <array>

#include "app/window/theme.h"

namespace siftscope {
namespace {

constexpr std::array<ScreenPoint, 5> diamond{{{0, -1}, {1, 0}, {0, 1}, {-1, 0}, {0, -1}}};
constexpr float cosine_30 = 0.8660254F, cosine_45 = 0.7071068F;
constexpr std::array<ScreenPoint, 4> triangle{{{0, -1}, {cosine_30, 0.5F}, {-cosine_30, 0.5F}, {0, -1}}};
constexpr std::array<ScreenPoint, 5> square{{{-cosine_45, -cosine_45},
                                             {cosine_45, -cosine_45},
                                             {cosine_45, cosine_45},
                                             {-cosine_45, cosine_45},
                                             {-cosine_45, -cosine_45}}};

}  // namespace

CompareMark mark_of(CompareClass kind) {
    switch (kind) {
        case CompareClass::same:
            break;
        case CompareClass::other:
            return {palette::kept, diamond};
        case CompareClass::only_ours:
            return {palette::keypoint, triangle};
        case CompareClass::only_opencv:
            return {palette::wrong, square};
    }
    return {palette::right, {}};
}

void draw_mark(ImDrawList* draw, CompareClass kind, ImVec2 centre, float radius, double opacity,
               float width) {
    const CompareMark mark = mark_of(kind);
    const ImU32 ink = to_imgui(mark.colour, opacity);
    if (mark.outline.empty()) return draw->AddCircle(centre, radius, ink, 0, width);
    for (std::size_t i = 0; i + 1 < mark.outline.size(); ++i) {
        const ScreenPoint a = mark.outline[i], b = mark.outline[i + 1];
        draw->AddLine({centre.x + radius * a.x, centre.y + radius * a.y},
                      {centre.x + radius * b.x, centre.y + radius * b.y}, ink, width);
    }
}

}  // namespace siftscope
