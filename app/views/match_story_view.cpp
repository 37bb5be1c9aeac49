#include "app/views/match_story_view.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "app/model/format_number.h"
#include "app/model/match_story.h"
#include "app/views/controls.h"
#include "app/views/descriptor_plot.h"
#include "app/views/explain_textures.h"
#include "app/views/wrapped_text.h"
#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

std::optional<std::size_t> match_of(const MatchResult& result, const Pick& pick) {
    if (pick.kind == Pick::Kind::match) return static_cast<std::size_t>(pick.index);
    if (pick.kind != Pick::Kind::keypoint || !pick.visible || pick.picture != 0) return std::nullopt;
    for (std::size_t m = 0; m < result.matches.size(); ++m)
        if (result.matches[m].first == pick.index) return m;
    return std::nullopt;
}

void patch(Frame& frame, const char* name, const char* label, const Texture& texture, float side) {
    ImGui::BeginGroup();
    caption(frame, label);
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const ImVec2 end{corner.x + side, corner.y + side};
    ImDrawList* draw = ImGui::GetWindowDrawList();
    draw->AddImage(texture.id(), corner, end);
    for (int i = 0; i <= 4; ++i) {
        const float at = side * static_cast<float>(i) / 4;
        const ImU32 line = IM_COL32(236, 238, 242, 90);
        draw->AddLine({corner.x + at, corner.y}, {corner.x + at, end.y}, line);
        draw->AddLine({corner.x, corner.y + at}, {end.x, corner.y + at}, line);
    }
    ImGui::Dummy({side, side});
    frame.ui.widgets.note(name, {corner.x, corner.y, side, side});
    explain(
        "The square of the descriptor, turned upright by the keypoint's orientation and scaled by its size: "
        "two patches of the same thing look alike.");
    ImGui::EndGroup();
}

/// The first descriptor upwards, the second downwards, their difference over both.
void bins(Frame& frame, const MatchStory& story, ImVec2 size) {
    int tallest = 1;
    for (std::size_t i = 0; i < 128; ++i)
        tallest = std::max(
            {tallest, static_cast<int>(story.first_bins[i]), static_cast<int>(story.second_bins[i])});
    const plot::Axis x = descriptor_axis();
    const auto high = static_cast<double>(tallest);
    const plot::Axis y{"",
                       plot::Scale::linear,
                       -high,
                       high,
                       {{-high, std::to_string(tallest)}, {0, "0"}, {high, std::to_string(tallest)}}};
    const PlotPlace place = plot_view(frame, "plot_match_bins", x, y, size);
    const bool hovered = ImGui::IsItemHovered();
    for (std::size_t i = 0; i < 128; ++i) {
        const auto from = static_cast<double>(i);
        plot_bar(place, from, from + 1, 0, story.first_bins[i], frame.ui.palette.series_1);
        plot_bar(place, from, from + 1, -static_cast<double>(story.second_bins[i]), 0,
                 frame.ui.palette.series_2);
        const auto difference = static_cast<double>(story.difference[i]);
        plot_bar(place, from + 0.2, from + 0.8, std::min(-difference, 0.0), std::max(-difference, 0.0),
                 frame.ui.palette.warning);
    }
    if (!hovered) return;
    const std::size_t bin = pointed_bin(place);
    imgui::item_tooltip((bin_place(bin) + ": " + std::to_string(story.first_bins[bin]) + " and " +
                         std::to_string(story.second_bins[bin]) + ", difference " +
                         std::to_string(story.difference[bin]))
                            .c_str());
}

std::string place_text(sift::Point p) {
    return fixed_text(p.x, 2) + ", " + fixed_text(p.y, 2);
}

void numbers(Frame& frame, const MatchStory& story) {
    ImFont* small = frame.ui.fonts->small;
    const Palette& palette = frame.ui.palette;
    std::string title = "Match " + std::to_string(story.index) + (story.kept ? ", kept" : ", not kept");
    if (story.right) title += *story.right ? " and right" : " and wrong";
    const ImU32 ink = !story.right ? palette.text : *story.right ? palette.good : palette.bad;
    wrapped_text(frame.ui.fonts->body, ink, title);
    wrapped_text(small, palette.text,
                 "Best: distance " + fixed_text(story.distance, 1) + ", at " +
                     place_text({story.second.x, story.second.y}));
    if (story.runner_up)
        wrapped_text(small, palette.text,
                     "Second best: distance " + fixed_text(*story.second_distance, 1) + ", at " +
                         place_text({story.runner_up->x, story.runner_up->y}));
    wrapped_text(small, palette.text, "Ratio: " + story.division);
    if (story.predicted)
        wrapped_text(small, palette.text,
                     "The truth predicts " + place_text(*story.predicted) + ", " +
                         fixed_text(story.error_px.value_or(0), 2) + " px from the best one");
    wrapped_text(small, palette.text_dim,
                 "In the rotated picture: square = second best, plus = predicted. "
                 "Bars: original up, rotated down, difference over both.");
}

}  // namespace

std::optional<std::size_t> told_match(const AppState& state) {
    if (!state.result) return std::nullopt;
    if (const auto pointed = match_of(*state.result, state.hovered)) return pointed;
    return match_of(*state.result, state.isolated);
}

void match_story_view(Frame& frame) {
    const auto match = told_match(frame.state);
    if (!match) {
        caption(frame, "Point at a match or a keypoint of the original, or click it: why is it kept or not?");
        return;
    }
    const MatchStory story = match_story(*frame.state.result, *match);
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const float gap = frame.px(8);
    const float side = std::min(room.y - frame.px(28), room.x * 0.17F);
    const auto patches = frame.state.explain_textures->patches(frame.state.result, story);
    patch(frame, "match_patch_source", "original", *patches[0], side);
    ImGui::SameLine(0, gap);
    patch(frame, "match_patch_rotated", "rotated", *patches[1], side);
    ImGui::SameLine(0, gap);
    const float words = std::min(frame.px(260), room.x * 0.32F);
    bins(frame, story, {room.x - 2 * side - words - 3 * gap, room.y - frame.px(10)});
    ImGui::SameLine(0, gap);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {gap, frame.px(3)});
    ImGui::BeginChild("match story", {words, room.y - frame.px(4)}, false);
    numbers(frame, story);
    ImGui::EndChild();
    ImGui::PopStyleVar();
}

}  // namespace siftscope
