#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/window/geometry.h"

namespace siftscope {

/// How a script sets a widget's value with the mouse and the keyboard.
enum class WidgetKind {
    plain,     ///< a button, a menu entry, a region: to be clicked
    slider,    ///< Ctrl+click and typing; dragging between two values
    text,      ///< a text or number field: click, select all, type, Enter
    checkbox,  ///< a click when its state differs
    combo,     ///< a click, then a click on the option
    plane,     ///< a canvas or a plot with coordinates of its own
};

/// A widget as drawn in the last frame.
struct Widget {
    Rect rect;
    WidgetKind kind = WidgetKind::plain;
    std::size_t order = 0;  ///< in which the frame's widgets were drawn
    bool in_view = true;    ///< the centre of `rect` is not clipped away by its scrolling region
    std::string value;      ///< what it holds, as text: a number, "true"/"false", an option, a text
    double v_min = 0;       ///< sliders: the values at the ends of `grab`
    double v_max = 0;
    Rect grab;                         ///< sliders: where the centre of the grab moves, left to right
    std::vector<std::string> options;  ///< combos: what can be picked
    std::function<ScreenPoint(double, double)> to_screen;  ///< planes: own coordinates to the window's

    /// Where the pointer must be for a slider to take `v` (clamped to its ends).
    [[nodiscard]] ScreenPoint point_of_value(double v) const;
};

/// The widgets of the frame by name, noted while they are drawn: the script, the tests and the state dump
/// find them here. A name may be noted once a frame; the last one counts. Used by the thread that draws.
class WidgetRegistry {
  public:
    /// Forgets the frame before; called by the window.
    void begin_frame();

    /// A region that is no single ImGui item. Call it inside the ImGui window that holds the region.
    void note(std::string name, Rect screen_rect);

    /// The item just drawn: a button, a menu entry, a tab, a table cell.
    void note_item(std::string name);

    /// The ImGui slider just drawn (linear, its label hidden by "##"), whose grab is placed as ImGui places
    /// it. `integer` for SliderInt and other integer sliders: their grab is as wide as a step.
    void note_slider(std::string name, double value, double v_min, double v_max, bool integer = false);

    /// A slider of any make: its ends and the line on which its grab's centre moves from `v_min` (left edge
    /// of `grab`) to `v_max` (right edge).
    void note_value(std::string name, double value, double v_min, double v_max, Rect screen_rect, Rect grab);

    /// The checkbox (or toggle) just drawn.
    void note_checkbox(std::string name, bool checked);

    /// The text or number field just drawn.
    void note_text(std::string name, std::string value);

    /// The combo's preview just drawn; `options` as in note_option.
    void note_combo(std::string name, std::string current, std::vector<std::string> options);
    /// An entry of the open combo `name`, just drawn.
    void note_option(std::string_view name, std::string_view option);

    /// A canvas or a plot: `to_screen` maps its own coordinates (X,Y in pixels of the picture, or the axes'
    /// units) to the window's.
    void note_plane(std::string name, Rect screen_rect,
                    std::function<ScreenPoint(double x, double y)> to_screen);

    /// A header that folds away the widgets named `inside`, just drawn: a script that needs one of them
    /// unfolds it by a click.
    void note_fold(std::string name, bool open, std::vector<std::string> inside);

    /// Asks for the named widget to be scrolled into view when it is noted next.
    void scroll_to(std::string name);

    [[nodiscard]] const Widget* find(std::string_view name) const;
    /// The folded header that hides `name`; empty when there is none.
    [[nodiscard]] std::optional<std::string> fold_over(std::string_view name) const;
    [[nodiscard]] const std::map<std::string, Widget, std::less<>>& all() const { return widgets_; }
    /// Up to `count` names noted in this frame that look most like `name`, the nearest first.
    [[nodiscard]] std::vector<std::string> nearest(std::string_view name, std::size_t count = 3) const;

    /// The name under which note_option files an entry.
    [[nodiscard]] static std::string option_name(std::string_view combo, std::string_view option);

  private:
    Widget& put(std::string name, Rect rect, WidgetKind kind);

    std::map<std::string, Widget, std::less<>> widgets_;
    struct Fold {
        std::string header;
        std::vector<std::string> inside;
    };
    std::vector<Fold> folds_;  ///< the closed ones
    std::string scroll_target_;
    std::size_t drawn_ = 0;
};

/// Number of insertions, deletions and substitutions that turn `a` into `b` (Levenshtein 1966).
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace siftscope
