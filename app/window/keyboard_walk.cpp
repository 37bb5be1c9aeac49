#include "app/window/keyboard_walk.h"

#include <algorithm>

#include <GLFW/glfw3.h>

#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

bool can_be_used(const std::string& name, const Widget& widget) {
    if (widget.rect.width <= 0 || widget.rect.height <= 0) return false;
    return name != "root" && name != "canvas" && name.rfind("figure_", 0) != 0;
}

void click(const Widget& widget, InputQueue& input) {
    const bool types = widget.kind == WidgetKind::slider;  // Ctrl+click
    input.push(input::PointerAt{widget.rect.centre()});
    if (types) input.push(input::Key{GLFW_KEY_LEFT_CONTROL, true, GLFW_MOD_CONTROL});
    input.push(input::Button{0, true});
    input.push(input::Button{0, false});
    if (types) input.push(input::Key{GLFW_KEY_LEFT_CONTROL, false, 0});
}

}  // namespace

std::vector<std::string> controls_in_order(const WidgetRegistry& widgets) {
    std::vector<std::string> names;
    for (const auto& [name, widget] : widgets.all())
        if (can_be_used(name, widget)) names.push_back(name);
    std::sort(names.begin(), names.end(), [&](const std::string& a, const std::string& b) {
        return widgets.find(a)->order < widgets.find(b)->order;
    });
    return names;
}

void KeyboardWalk::take_keys(ShortcutQueue& keys, WidgetRegistry& widgets, InputQueue& input) {
    int steps = 0;
    while (keys.pressed({GLFW_KEY_TAB})) ++steps;
    while (keys.pressed({GLFW_KEY_TAB, false, true})) --steps;
    if (steps != 0) {
        const std::vector<std::string> names = controls_in_order(widgets);
        if (names.empty()) return;
        const auto count = static_cast<int>(names.size());
        const auto found = std::find(names.begin(), names.end(), at_);
        const int before = found != names.end() ? static_cast<int>(found - names.begin())
                           : steps > 0          ? -1
                                                : 0;
        at_ = names[static_cast<std::size_t>(((before + steps) % count + count) % count)];
        if (!widgets.find(at_)->in_view) widgets.scroll_to(at_);
    }
    if (at_.empty()) return;
    if (keys.pressed({GLFW_KEY_ESCAPE})) {
        at_.clear();
        return;
    }
    const Widget* widget = widgets.find(at_);
    const bool enter = keys.pressed({GLFW_KEY_ENTER}) || keys.pressed({GLFW_KEY_KP_ENTER});
    if (enter && widget != nullptr && widget->in_view) click(*widget, input);
}

void KeyboardWalk::draw(const WidgetRegistry& widgets, const Palette& palette, float scale) const {
    const Widget* widget = at_.empty() ? nullptr : widgets.find(at_);
    if (widget == nullptr || !widget->in_view) return;
    const Rect& r = widget->rect;
    const float gap = 2 * scale;
    ImGui::GetForegroundDrawList()->AddRect({r.x - gap, r.y - gap},
                                            {r.x + r.width + gap, r.y + r.height + gap}, palette.accent,
                                            4 * scale, 0, 2 * scale);
}

}  // namespace siftscope
