#include "app/views/gradient_grids.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/drawing/number_colours.h"
#include "app/views/cell_editing.h"
#include "app/views/controls.h"
#include "app/views/gradient_layout.h"
#include "app/views/gradient_stories.h"
#include "app/window/imgui_compat.h"
#include "nn/receptive_field.h"

namespace siftscope {
namespace {

constexpr double least_cell_with_number = 34;  // units of design
constexpr double least_cell_with_mark = 4;
constexpr float small_share = 0.88F;  // of the small font: the central differences

/// What is lit up around the cell pointed at.
struct Lit {
    std::optional<CellPick> focus;
    std::vector<CellSet> behind;
    std::vector<nn::Cell> in_formula;
};

class Grids {
  public:
    Grids(Frame& frame, GradientScreen& screen, GradientTextures& textures)
        : frame_(frame),
          screen_(screen),
          textures_(textures),
          solved_(*screen.result->solved),
          draw_(ImGui::GetWindowDrawList()),
          on_dark_(frame.ui.theme == ThemeKind::dark) {
        if (screen.stepping && screen.step < screen.result->steps.size())
            step_ = screen.result->steps.at(solved_, screen.step);
        lit_.focus = screen.hovered ? screen.hovered : step_ ? step_pick() : screen.pinned;
        if (!lit_.focus) return;
        lit_.behind = cells_behind(solved_, *lit_.focus);
        lit_.in_formula = cells_in_formula(solved_, *lit_.focus);
    }

    std::optional<CellPick> draw() {
        const ImVec2 room = ImGui::GetContentRegionAvail();
        layout_ = gradient_layout(solved_, room.x, room.y, frame_.ui.scale);
        corner_ = ImGui::GetCursorScreenPos();
        for (const LayerTitle& title : layout_.titles) draw_title(title);
        for (const TensorCard& card : layout_.cards) draw_card(card);
        follow_drag(frame_, screen_, solved_);
        ImGui::SetCursorScreenPos({corner_.x, corner_.y + layout_.height});
        ImGui::Dummy({layout_.width, 1});
        return hovered_;
    }

  private:
    Frame& frame_;
    GradientScreen& screen_;
    GradientTextures& textures_;
    const SolvedLab& solved_;
    ImDrawList* draw_;
    bool on_dark_;
    Lit lit_;
    GradientLayout layout_;
    ImVec2 corner_{};
    std::optional<CellPick> hovered_;
    std::optional<StepSequence::Step> step_;

    [[nodiscard]] std::optional<CellPick> step_pick() const {
        const nn::Cell cell = step_->cell;
        for (const ShownTensor& shown : shown_tensors(solved_))
            if (shown.kind == ShownTensor::Kind::cells && shown.of == cell.of && shown.place == cell.place)
                return CellPick{shown.name, cell.flat};
        return std::nullopt;
    }

    void draw_title(const LayerTitle& title) {
        const ImVec2 at{corner_.x, corner_.y + title.y};
        ImFont* font = frame_.ui.fonts->body;
        draw_->AddText(font, font->FontSize, at, frame_.ui.palette.accent, title.text.c_str());
        const float width = font->CalcTextSizeA(font->FontSize, 1e6F, 0, title.text.c_str()).x;
        const float y = at.y + font->FontSize * 0.6F;
        draw_->AddLine({at.x + width + frame_.px(10), y}, {corner_.x + ImGui::GetContentRegionAvail().x, y},
                       frame_.ui.palette.border);
    }

    [[nodiscard]] Rect on_screen(Rect rect) const {
        rect.x += corner_.x;
        rect.y += corner_.y;
        return rect;
    }

    void draw_card(const TensorCard& card) {
        const Rect rect = on_screen(card.rect);
        if (!ImGui::IsRectVisible({rect.x, rect.y}, {rect.x + rect.width, rect.y + rect.height}) &&
            card.form != TensorForm::cells)
            return note_pages(card);
        const nn::Tensor& numbers = numbers_of(solved_, card.shown);
        draw_card_title(card, rect, numbers);
        if (card.form == TensorForm::hidden) {
            const std::string words = "class k averages map k:\n1 / its size there, 0 elsewhere";
            ImFont* small = frame_.ui.fonts->small;
            draw_->AddText(small, small->FontSize, {rect.x, rect.y + layout_.title},
                           frame_.ui.palette.text_dim,
                           card.shown.gradient ? "too long to be drawn; export it" : words.c_str());
            return;
        }
        const NumberRange range = card.form == TensorForm::picture
                                      ? screen_.result->pictures.at(card.shown.name).range
                                      : range_of(numbers, card.shown.gradient);
        for (std::size_t page = 0; page < card.pages.count; ++page) {
            const Rect place = on_screen(card.page_rect(page, layout_.gap, layout_.title));
            if (card.form == TensorForm::picture)
                draw_picture(card, numbers, page, place, range);
            else
                draw_cells(card, numbers, page, place, range);
        }
        if (card.shown.gradient || card.form == TensorForm::picture) draw_footer(card, rect, range);
    }

    /// A script may ask for a picture that is scrolled away.
    void note_pages(const TensorCard& card) {
        for (std::size_t page = 0; page < card.pages.count && card.form == TensorForm::picture; ++page) {
            const Rect place = on_screen(card.page_rect(page, layout_.gap, layout_.title));
            ImGui::SetCursorScreenPos({place.x, place.y});
            ImGui::Dummy({place.width, place.height});
            frame_.ui.widgets.note(page_widget(card, page), place);
        }
    }

    [[nodiscard]] static std::string page_widget(const TensorCard& card, std::size_t page) {
        if (card.overlay) return "map_gradient_over_input";
        return "map_" + card.shown.name + "_" + std::to_string(page);
    }

    void draw_card_title(const TensorCard& card, const Rect& rect, const nn::Tensor& numbers) {
        ImFont* body = frame_.ui.fonts->body;
        ImFont* small = frame_.ui.fonts->small;
        const Palette& palette = frame_.ui.palette;
        std::string symbol = card.shown.symbol;
        if (card.overlay) symbol += " over x";
        draw_->AddText(body, body->FontSize, {rect.x, rect.y}, palette.text, symbol.c_str());
        const float width = body->CalcTextSizeA(body->FontSize, 1e6F, 0, symbol.c_str()).x;
        std::string note = nn::to_string(numbers.shape());
        if (card.shown.given) note += card.shown.gradient ? "  given" : "";
        if (card.shown.kind == ShownTensor::Kind::live) note.clear();
        draw_->AddText(small, small->FontSize, {rect.x + width + frame_.px(8), rect.y + frame_.px(3)},
                       palette.text_dim, note.c_str());
    }

    void draw_footer(const TensorCard& card, const Rect& rect, const NumberRange& range) {
        ImFont* small = frame_.ui.fonts->small;
        const Palette& palette = frame_.ui.palette;
        const float height = frame_.px(card.shown.gradient ? 62 : 34);
        const float top = rect.y + rect.height - height + frame_.px(6);
        const float width = std::min(rect.width, frame_.px(150));
        constexpr int pieces = 24;
        const bool on_dark = on_dark_ || card.overlay;
        for (int i = 0; i < pieces; ++i) {
            const double share = (i + 0.5) / pieces;
            const palette::Colour colour = card.form == TensorForm::picture
                                               ? picture_colour(share, range.about_zero, on_dark)
                                               : number_colour(share, range.about_zero, on_dark);
            draw_->AddRectFilled({rect.x + width * static_cast<float>(i) / pieces, top},
                                 {rect.x + width * static_cast<float>(i + 1) / pieces, top + frame_.px(6)},
                                 to_imgui(colour));
        }
        const auto label = [&](const std::string& words, float share) {
            const float size = small->CalcTextSizeA(small->FontSize, 1e6F, 0, words.c_str()).x;
            draw_->AddText(small, small->FontSize, {rect.x + (width - size) * share, top + frame_.px(7)},
                           palette.text_dim, words.c_str());
        };
        label((range.clipped ? "\u2264 " : "") + nn::short_number(range.low, 3), 0);
        if (range.about_zero) label("0", 0.5F);
        label((range.clipped ? "\u2265 " : "") + nn::short_number(range.high, 3), 1);
        if (!card.shown.gradient || card.shown.kind != ShownTensor::Kind::cells || card.overlay) return;
        draw_badge(card, {rect.x, top + frame_.px(24)}, rect.width);
    }

    void draw_badge(const TensorCard& card, ImVec2 at, float width) {
        ImFont* small = frame_.ui.fonts->small;
        const Palette& palette = frame_.ui.palette;
        std::string words;
        ImU32 colour = palette.text_dim;
        if (card.shown.of == nn::Cell::Of::loss_weight) return;
        if (screen_.check == nullptr) {
            words = "being checked \u2026";
        } else {
            const TensorCheck check = check_of_tensor(*screen_.check, card.shown.of, card.shown.place);
            words = badge_of(check);
            if (words.empty()) words = "between: not checked";
            if (check.checked > 0) colour = check.largest_error < 1e-6 ? palette.good : palette.bad;
            if (check.kinks > 0) colour = palette.warning;
        }
        draw_->AddText(small, small->FontSize, at, colour, words.c_str(), nullptr, width);
    }

    // ---- numbers ----

    void draw_cells(const TensorCard& card, const nn::Tensor& numbers, std::size_t page, const Rect& place,
                    const NumberRange& range) {
        ImGui::SetCursorScreenPos({place.x, place.y});
        ImGui::PushID(card.shown.name.c_str());
        ImGui::PushID(static_cast<int>(page));
        imgui::allow_overlap_before();
        ImGui::InvisibleButton("page", {place.width, place.height});
        imgui::allow_overlap_after();
        const bool hot = ImGui::IsItemHovered() || ImGui::IsItemActive();
        frame_.ui.widgets.note_item("grid_" + card.shown.name + "_" + std::to_string(page));
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        for (std::size_t row = 0; row < card.pages.rows; ++row)
            for (std::size_t column = 0; column < card.pages.columns; ++column) {
                const Rect cell{place.x + static_cast<float>(column) * layout_.cell_width,
                                place.y + static_cast<float>(row) * layout_.cell_height, layout_.cell_width,
                                layout_.cell_height};
                const std::size_t flat = card.pages.flat(page, row, column);
                const bool under = hot && cell.contains({mouse.x, mouse.y});
                if (under && !screen_.drag) hovered_ = CellPick{card.shown.name, flat};
                draw_cell(card, numbers, flat, cell, range);
                note_cell(card, numbers, flat, cell);
            }
        follow_pointer(frame_, screen_, solved_, card.shown, hovered_, true);
        ImGui::PopID();
        ImGui::PopID();
    }

    void note_cell(const TensorCard& card, const nn::Tensor& numbers, std::size_t flat, const Rect& cell) {
        const nn::Index at = nn::index_of(numbers.shape(), flat);
        note_cell(cell_widget(card.shown, at), card, numbers, flat, cell);
        // Vectors and matrices answer to three indices, too.
        if (at.size() < 3) {
            nn::Index padded(3 - at.size(), 0);
            padded.insert(padded.end(), at.begin(), at.end());
            note_cell(cell_widget(card.shown, padded), card, numbers, flat, cell);
        }
    }

    void note_cell(const std::string& name, const TensorCard& card, const nn::Tensor& numbers,
                   std::size_t flat, const Rect& cell) {
        if (card.shown.given)
            note_draggable_cell(frame_, screen_, {card.shown.name, flat}, name,
                                number_now(screen_, card.shown, flat, numbers[flat]), cell);
        else
            frame_.ui.widgets.note(name, cell);
    }

    void draw_cell(const TensorCard& card, const nn::Tensor& numbers, std::size_t flat, const Rect& cell,
                   const NumberRange& range) {
        const nn::Cell of = cell_of(card.shown, flat);
        const float inset = frame_.px(1);
        const ImVec2 low{cell.x + inset, cell.y + inset};
        const ImVec2 high{cell.x + cell.width - inset, cell.y + cell.height - inset};
        const float rounding = frame_.px(4);
        double number =
            card.shown.given ? number_now(screen_, card.shown, flat, numbers[flat]) : numbers[flat];
        bool shown = true;
        if (step_ && card.shown.kind == ShownTensor::Kind::cells) {
            shown = screen_.result->steps.reached(of, screen_.step);
            if (step_->cell == of) number = step_->running;
        }
        const palette::Colour paper = number_colour(range.share(number), card.shown.gradient, on_dark_);
        draw_->AddRectFilled(low, high, shown ? to_imgui(paper) : frame_.ui.palette.panel, rounding);
        if (!shown) draw_->AddRect(low, high, frame_.ui.palette.border, rounding);
        if (shown) draw_number(card, of, flat, number, cell, paper);
        draw_marks(card, of, flat, low, high);
    }

    void draw_number(const TensorCard& card, const nn::Cell& of, std::size_t flat, double number,
                     const Rect& cell, palette::Colour paper) {
        const CellPick pick{card.shown.name, flat};
        if (screen_.entry && screen_.entry->cell == pick) return edit_cell(frame_, screen_, cell);
        const float room = cell.width - frame_.px(8);
        const bool letter = card.shown.kind == ShownTensor::Kind::live;
        ImFont* font = frame_.ui.fonts->body;
        std::string words = letter ? (number != 0 ? "x" : "c") : nn::short_number(number, 6);
        const auto width = [&] { return font->CalcTextSizeA(font->FontSize, 1e6F, 0, words.c_str()).x; };
        for (int digits = 5; digits > 1 && width() > room; --digits) {
            if (digits == 3) font = frame_.ui.fonts->small;
            words = nn::short_number(number, digits);
        }
        const palette::Colour ink = ink_on(paper);
        const std::string difference = difference_words(card, of, cell.width - frame_.px(6));
        const float lift = difference.empty() ? 0 : frame_.px(7);
        draw_->AddText(
            font, font->FontSize,
            {cell.x + (cell.width - width()) / 2, cell.y + (cell.height - font->FontSize) / 2 - lift},
            to_imgui(ink, letter && number == 0 ? 0.55 : 1), words.c_str());
        if (difference.empty()) return;
        ImFont* small = frame_.ui.fonts->small;
        const float size = small->FontSize * small_share;
        const float length = small->CalcTextSizeA(size, 1e6F, 0, difference.c_str()).x;
        if (length > cell.width) return;
        draw_->AddText(small, size,
                       {cell.x + (cell.width - length) / 2, cell.y + cell.height / 2 + frame_.px(2)},
                       to_imgui(ink, 0.62), difference.c_str());
    }

    /// The central difference under a gradient; at a kink the two slopes.
    [[nodiscard]] std::string difference_words(const TensorCard& card, const nn::Cell& of,
                                               float width) const {
        if (!screen_.differences || screen_.check == nullptr || !card.shown.gradient || screen_.stepping)
            return "";
        const CellCheck* check = screen_.check->of(of);
        if (check == nullptr) return "";
        ImFont* small = frame_.ui.fonts->small;
        std::string words;
        for (int digits = 4; digits > 0; --digits) {
            // What central differences leave of a zero is noise.
            const double numeric = std::abs(check->numeric) < 1e-12 ? 0 : check->numeric;
            words = nn::short_number(numeric, digits);
            if (check->kink)
                words = nn::short_number(check->slope_below, digits) + " | " +
                        nn::short_number(check->slope_above, digits);
            if (small->CalcTextSizeA(small->FontSize * small_share, 1e6F, 0, words.c_str()).x <= width) break;
        }
        return words;
    }

    void draw_marks(const TensorCard& card, const nn::Cell& of, std::size_t flat, ImVec2 low, ImVec2 high) {
        const float rounding = frame_.px(4);
        const ImU32 accent = frame_.ui.palette.accent;
        const CellCheck* check = screen_.check == nullptr ? nullptr : screen_.check->of(of);
        if (card.shown.gradient && check != nullptr && check->kink)
            draw_->AddTriangleFilled({high.x - frame_.px(9), low.y}, {high.x, low.y},
                                     {high.x, low.y + frame_.px(9)}, frame_.ui.palette.warning);
        if (is_argmax(card.shown, flat))
            draw_->AddCircleFilled({low.x + frame_.px(7), low.y + frame_.px(7)}, frame_.px(3),
                                   to_imgui(palette::selected));
        if (lit_.focus && card.shown.kind == ShownTensor::Kind::cells) {
            const bool in_formula =
                std::find(lit_.in_formula.begin(), lit_.in_formula.end(), of) != lit_.in_formula.end();
            const bool behind = std::any_of(lit_.behind.begin(), lit_.behind.end(), [&](const CellSet& set) {
                return set.of == of.of && set.place == of.place && set.contains(flat);
            });
            if (in_formula) {
                draw_->AddRect(low, high, to_imgui(palette::halo, 0.85), rounding, 0, frame_.px(5));
                draw_->AddRect(low, high, to_imgui(palette::selected), rounding, 0, frame_.px(2.6));
            } else if (behind) {
                draw_->AddRect(low, high, to_imgui(palette::selected, 0.6), rounding, 0, frame_.px(1.4));
            }
        }
        const CellPick pick{card.shown.name, flat};
        if (screen_.pinned == pick) draw_->AddRect(low, high, accent, rounding, 0, frame_.px(2.6));
        if (lit_.focus != pick) return;
        draw_->AddRect(low, high, to_imgui(palette::halo, 0.85), rounding, 0, frame_.px(5));
        draw_->AddRect(low, high, to_imgui(palette::ink), rounding, 0, frame_.px(2.6));
    }

    /// Whether a pooling takes this cell of its input.
    [[nodiscard]] bool is_argmax(const ShownTensor& shown, std::size_t flat) const {
        if (shown.kind != ShownTensor::Kind::cells || shown.of != nn::Cell::Of::value ||
            shown.place >= solved_.forward.argmax.size() || solved_.problem.kind == "maxpool2d")
            return false;
        const std::size_t l = shown.place;
        const auto& argmax = solved_.forward.argmax[l];
        if (argmax.empty()) return false;
        const nn::Cells windows =
            nn::cells_fed(solved_.problem.network.layers[l], solved_.shapes[l], solved_.shapes[l + 1], flat);
        return std::any_of(windows.begin(), windows.end(),
                           [&](std::size_t window) { return argmax[window] == flat; });
    }

    // ---- pictures ----

    void draw_picture(const TensorCard& card, const nn::Tensor& numbers, std::size_t page, const Rect& place,
                      const NumberRange& range) {
        const auto columns = static_cast<float>(card.pages.columns),
                   rows = static_cast<float>(card.pages.rows);
        const auto zoom = static_cast<float>(screen_.view.zoom);
        const float part = 1 / zoom;
        const float left = std::clamp(static_cast<float>(screen_.view.x) - part / 2, 0.0F, 1 - part);
        const float top = std::clamp(static_cast<float>(screen_.view.y) - part / 2, 0.0F, 1 - part);
        const float cell_x = place.width * zoom / columns, cell_y = place.height * zoom / rows;
        const ImVec2 origin{place.x - left * zoom * place.width, place.y - top * zoom * place.height};

        ImGui::SetCursorScreenPos({place.x, place.y});
        ImGui::PushID(card.shown.name.c_str());
        ImGui::PushID(static_cast<int>(page) + (card.overlay ? 1000 : 0));
        ImGui::InvisibleButton("picture", {place.width, place.height});
        const bool hot = ImGui::IsItemHovered();
        frame_.ui.widgets.note_plane(page_widget(card, page), place, [=](double x, double y) {
            return ScreenPoint{origin.x + (static_cast<float>(x) + 0.5F) * cell_x,
                               origin.y + (static_cast<float>(y) + 0.5F) * cell_y};
        });
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        if (hot) {
            const auto column =
                static_cast<std::size_t>(std::clamp((mouse.x - origin.x) / cell_x, 0.0F, columns - 1));
            const auto row =
                static_cast<std::size_t>(std::clamp((mouse.y - origin.y) / cell_y, 0.0F, rows - 1));
            if (!ImGui::IsMouseDragging(0))
                hovered_ = CellPick{card.shown.name, card.pages.flat(page, row, column)};
            zoom_pictures(place, mouse);
        }
        if (ImGui::IsItemActive() && ImGui::IsMouseDragging(0)) {
            const ImVec2 moved = ImGui::GetIO().MouseDelta;
            screen_.view.x =
                std::clamp(screen_.view.x - static_cast<double>(moved.x / (place.width * zoom)), 0.0, 1.0);
            screen_.view.y =
                std::clamp(screen_.view.y - static_cast<double>(moved.y / (place.height * zoom)), 0.0, 1.0);
        } else if (hot && ImGui::IsMouseReleased(0) && hovered_ &&
                   ImGui::GetIO().MouseDragMaxDistanceSqr[0] < frame_.px(4) * frame_.px(4)) {
            frame_.ask(gradient::Pin{hovered_});
        }
        draw_->PushClipRect({place.x, place.y}, {place.x + place.width, place.y + place.height}, true);
        const bool with_numbers =
            std::min(cell_x, cell_y) >= frame_.px(least_cell_with_number) && !card.overlay;
        if (with_numbers) {
            draw_visible_cells(card, numbers, page, place, {origin.x, origin.y, cell_x, cell_y}, range);
        } else {
            Texture& texture = card.overlay ? textures_.gradient_over_input(screen_.result, on_dark_)
                                            : textures_.page(screen_.result, card.shown, page, on_dark_);
            texture.set_sharp(cell_x > 1.5F);
            draw_->AddImage(texture.id(), {place.x, place.y}, {place.x + place.width, place.y + place.height},
                            {left, top}, {left + part, top + part});
            if (std::min(cell_x, cell_y) >= frame_.px(least_cell_with_mark))
                draw_argmax(card, page, place, {origin.x, origin.y, cell_x, cell_y});
        }
        draw_lit_areas(card, page, {origin.x, origin.y, cell_x, cell_y});
        draw_->PopClipRect();
        draw_->AddRect({place.x, place.y}, {place.x + place.width, place.y + place.height},
                       frame_.ui.palette.border);
        ImGui::PopID();
        ImGui::PopID();
    }

    void zoom_pictures(const Rect& place, ImVec2 mouse) {
        const float wheel = ImGui::GetIO().MouseWheel;
        if (wheel == 0) return;
        PictureView& view = screen_.view;
        const double zoom = std::clamp(view.zoom * std::pow(1.25, static_cast<double>(wheel)), 1.0, 512.0);
        // What is under the pointer stays there.
        const double half = 0.5 / view.zoom;
        const double left = std::clamp(view.x, half, 1 - half) - half,
                     top = std::clamp(view.y, half, 1 - half) - half;
        const double share_x = static_cast<double>((mouse.x - place.x) / place.width);
        const double share_y = static_cast<double>((mouse.y - place.y) / place.height);
        view.x = left + share_x / view.zoom + (0.5 - share_x) / zoom;
        view.y = top + share_y / view.zoom + (0.5 - share_y) / zoom;
        view.zoom = zoom;
    }

    /// `grid`: where cell (0, 0) begins, and the size of a cell.
    struct Visible {
        std::size_t row_begin, row_end, column_begin, column_end;
    };
    [[nodiscard]] static Visible visible(const TensorCard& card, const Rect& place, const Rect& grid) {
        const auto clamped = [](float value, std::size_t most) {
            return static_cast<std::size_t>(std::clamp(value, 0.0F, static_cast<float>(most)));
        };
        return {clamped((place.y - grid.y) / grid.height, card.pages.rows),
                clamped((place.y + place.height - grid.y) / grid.height + 1, card.pages.rows),
                clamped((place.x - grid.x) / grid.width, card.pages.columns),
                clamped((place.x + place.width - grid.x) / grid.width + 1, card.pages.columns)};
    }

    void draw_visible_cells(const TensorCard& card, const nn::Tensor& numbers, std::size_t page,
                            const Rect& place, const Rect& grid, const NumberRange& range) {
        const Visible part = visible(card, place, grid);
        for (std::size_t row = part.row_begin; row < part.row_end; ++row)
            for (std::size_t column = part.column_begin; column < part.column_end; ++column) {
                const Rect cell{grid.x + static_cast<float>(column) * grid.width,
                                grid.y + static_cast<float>(row) * grid.height, grid.width, grid.height};
                const std::size_t flat = card.pages.flat(page, row, column);
                draw_cell(card, numbers, flat, cell, range);
                note_cell(card, numbers, flat, cell);
            }
        follow_pointer(frame_, screen_, solved_, card.shown, hovered_, false);
    }

    void draw_argmax(const TensorCard& card, std::size_t page, const Rect& place, const Rect& grid) {
        if (card.shown.of != nn::Cell::Of::value || card.overlay ||
            card.shown.place >= solved_.forward.argmax.size())
            return;
        const std::size_t each = card.pages.rows * card.pages.columns;
        const Visible part = visible(card, place, grid);
        const float radius = std::max(frame_.px(1.2), std::min(grid.width, grid.height) * 0.18F);
        for (const std::size_t flat : solved_.forward.argmax[card.shown.place]) {
            if (flat / each != page) continue;
            const std::size_t row = flat % each / card.pages.columns, column = flat % card.pages.columns;
            if (row < part.row_begin || row >= part.row_end || column < part.column_begin ||
                column >= part.column_end)
                continue;
            const ImVec2 centre{grid.x + (static_cast<float>(column) + 0.5F) * grid.width,
                                grid.y + (static_cast<float>(row) + 0.5F) * grid.height};
            draw_->AddRectFilled({centre.x - radius, centre.y - radius},
                                 {centre.x + radius, centre.y + radius}, to_imgui(palette::selected));
        }
    }

    /// The bounds of what is lit up, and the cell pointed at.
    void draw_lit_areas(const TensorCard& card, std::size_t page, const Rect& grid) {
        const auto outline = [&](std::size_t r0, std::size_t r1, std::size_t c0, std::size_t c1, ImU32 colour,
                                 float width) {
            const float least = frame_.px(3);
            ImVec2 low{grid.x + static_cast<float>(c0) * grid.width,
                       grid.y + static_cast<float>(r0) * grid.height};
            ImVec2 high{grid.x + static_cast<float>(c1) * grid.width,
                        grid.y + static_cast<float>(r1) * grid.height};
            if (high.x - low.x < 2 * least) {
                low.x -= least;
                high.x += least;
            }
            if (high.y - low.y < 2 * least) {
                low.y -= least;
                high.y += least;
            }
            draw_->AddRect(low, high, colour, 0, 0, width);
        };
        const std::size_t each = card.pages.rows * card.pages.columns;
        for (const CellSet& set : lit_.behind) {
            if (set.of != card.shown.of || set.place != card.shown.place || set.axes.size() != 3) continue;
            if (set.axes[0][page] == 0) continue;
            const auto bounds = [](const std::vector<char>& axis) {
                const auto first = std::find(axis.begin(), axis.end(), char{1});
                const auto last = std::find(axis.rbegin(), axis.rend(), char{1});
                return std::pair{static_cast<std::size_t>(first - axis.begin()),
                                 static_cast<std::size_t>(axis.rend() - last)};
            };
            const auto [r0, r1] = bounds(set.axes[1]);
            const auto [c0, c1] = bounds(set.axes[2]);
            if (r1 > r0 && c1 > c0) outline(r0, r1, c0, c1, to_imgui(palette::selected), frame_.px(1.6));
        }
        for (const auto& [pick, colour] : {std::pair{screen_.pinned, frame_.ui.palette.text},
                                           std::pair{lit_.focus, frame_.ui.palette.accent}}) {
            if (!pick || pick->tensor != card.shown.name || pick->flat / each != page) continue;
            const std::size_t row = pick->flat % each / card.pages.columns,
                              column = pick->flat % card.pages.columns;
            outline(row, row + 1, column, column + 1, colour, frame_.px(2));
        }
    }
};

}  // namespace

std::string cell_widget(const ShownTensor& shown, const nn::Index& at) {
    std::string name = "cell_" + shown.name;
    for (const std::size_t index : at) name += "_" + std::to_string(index);
    return name;
}

std::optional<CellPick> gradient_grids(Frame& frame, GradientScreen& screen, GradientTextures& textures) {
    return Grids(frame, screen, textures).draw();
}

}  // namespace siftscope
