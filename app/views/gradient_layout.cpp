#include "app/views/gradient_layout.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace siftscope {
namespace {

constexpr double page_gap = 8, card_gap = 22, title_height = 24, layer_title = 28;
constexpr double badge_width = 136;  // "largest error 3e-10" in the small font
constexpr double plain_width = 60;
constexpr std::array cell_sizes{78.0, 68.0, 60.0, 53.0, 47.0};
constexpr double height_of_width = 0.78;
constexpr double gradient_footer = 62, picture_footer = 34;

/// A card without its place.
TensorCard measured(const ShownTensor& shown, const nn::Shape& shape, float width, float height, float cell,
                    float scale) {
    const auto px = [scale](double units) { return static_cast<float>(units) * scale; };
    TensorCard card{shown, form_of(shape), false, {}, pages_of(shape), 1, 0, 0};
    card.across = card.pages.count;
    const auto rows = static_cast<float>(card.pages.rows), columns = static_cast<float>(card.pages.columns);
    if (card.form == TensorForm::cells) {
        card.page_width = cell * columns;
        card.page_height = std::round(cell * static_cast<float>(height_of_width)) * rows;
        if (shape.size() == 4 && shape[1] > 1) card.across = shape[1];  // a row of pages for each kernel
    } else if (card.form == TensorForm::picture) {
        const float beside = card.pages.count == 1 ? 3 : 4;
        const float room = (width - (beside - 1) * px(card.pages.count == 1 ? card_gap : page_gap)) / beside;
        const float enlarge = std::min(room / columns, 0.62F * height / rows);
        card.page_width = std::floor(enlarge * columns);
        card.page_height = std::floor(enlarge * rows);
    } else {
        card.page_width = px(260);
        card.page_height = px(40);
        card.pages.count = card.across = 1;
    }
    const float gap = px(page_gap);
    card.across = std::clamp<std::size_t>(static_cast<std::size_t>((width + gap) / (card.page_width + gap)),
                                          1, card.across);
    const auto across = static_cast<float>(card.across);
    const auto down = std::ceil(static_cast<float>(card.pages.count) / across);
    const bool bar = shown.gradient || card.form == TensorForm::picture;
    card.rect.width =
        std::max(across * (card.page_width + gap) - gap, px(shown.gradient ? badge_width : plain_width));
    card.rect.height = px(title_height) + down * (card.page_height + gap) - gap +
                       (bar ? px(shown.gradient ? gradient_footer : picture_footer) : px(6));
    return card;
}

GradientLayout laid_out(const SolvedLab& solved, float width, float height, float cell, float scale) {
    const auto px = [scale](double units) { return static_cast<float>(units) * scale; };
    GradientLayout layout;
    layout.cell_width = cell;
    layout.cell_height = std::round(cell * static_cast<float>(height_of_width));
    layout.gap = px(page_gap);
    layout.title = px(title_height);
    float x = 0, y = 0, row = 0;
    const auto new_row = [&] {
        if (x > 0) y += row + px(10);
        x = row = 0;
    };
    std::size_t layer = 0;
    bool first = true;
    for (const ShownGroup& group : shown_groups(solved)) {
        if (first || group.layer != layer) {
            new_row();
            layout.titles.push_back({group.title, y});
            y += px(layer_title);
            layer = group.layer;
            first = false;
        }
        std::vector<TensorCard> cards;
        float together = 0;
        for (const ShownTensor& shown : group.tensors) {
            cards.push_back(measured(shown, numbers_of(solved, shown).shape(), width, height, cell, scale));
            together += cards.back().rect.width + px(card_gap);
        }
        if (group.layer == 0 && cards.size() == 2 && cards[0].form == TensorForm::picture &&
            cards[0].pages.count == 1) {
            cards.push_back(cards[1]);
            cards.back().overlay = true;
        }
        if (x + together - px(card_gap) > width) new_row();
        for (TensorCard& card : cards) {
            if (x > 0 && x + card.rect.width > width) {
                new_row();
                layout.broken = true;
            }
            card.rect.x = x;
            card.rect.y = y;
            x += card.rect.width + px(card_gap);
            row = std::max(row, card.rect.height);
            layout.width = std::max(layout.width, card.rect.x + card.rect.width);
            layout.cards.push_back(std::move(card));
        }
    }
    new_row();
    layout.height = y;
    return layout;
}

}  // namespace

Rect TensorCard::page_rect(std::size_t page, float gap, float title) const {
    const auto column = static_cast<float>(page % across), line = static_cast<float>(page / across);
    return {rect.x + column * (page_width + gap), rect.y + title + line * (page_height + gap), page_width,
            page_height};
}

GradientLayout gradient_layout(const SolvedLab& solved, float width, float height, float scale) {
    GradientLayout layout;
    for (const double cell : cell_sizes) {
        layout = laid_out(solved, width, height, std::round(static_cast<float>(cell) * scale), scale);
        const bool wide = std::any_of(layout.cards.begin(), layout.cards.end(),
                                      [&](const TensorCard& card) { return card.rect.width > width; });
        if (!wide && !layout.broken && layout.height <= height) break;
    }
    return layout;
}

}  // namespace siftscope
