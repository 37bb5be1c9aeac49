#pragma once

#include <algorithm>

namespace siftscope {

/// A point of the window: pixels from its top-left corner, x to the right, y down (Dear ImGui's coordinates).
struct ScreenPoint {
    float x = 0;
    float y = 0;

    friend bool operator==(const ScreenPoint&, const ScreenPoint&) = default;
};

/// A rectangle of the window, in the same pixels.
struct Rect {
    float x = 0;
    float y = 0;
    float width = 0;
    float height = 0;

    [[nodiscard]] ScreenPoint centre() const { return {x + width / 2, y + height / 2}; }
    [[nodiscard]] bool contains(ScreenPoint p) const {
        return p.x >= x && p.x < x + width && p.y >= y && p.y < y + height;
    }
    [[nodiscard]] ScreenPoint clamp(ScreenPoint p) const {
        return {std::clamp(p.x, x, x + std::max(width - 1, 0.0F)),
                std::clamp(p.y, y, y + std::max(height - 1, 0.0F))};
    }

    friend bool operator==(const Rect&, const Rect&) = default;
};

}  // namespace siftscope
