#include "app/views/pick_card.h"

#include <array>

#include "app/model/format_number.h"
#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

std::vector<std::vector<std::string>> keypoint_rows(const std::vector<const sift::Keypoint*>& keypoints) {
    std::vector<std::vector<std::string>> rows{{"x"},        {"y"},      {"size"}, {"angle"},
                                               {"response"}, {"octave"}, {"layer"}};
    for (const sift::Keypoint* k : keypoints) {
        const std::array<std::string, 7> values{
            fixed_text(k->x, 2) + " px",    fixed_text(k->y, 2) + " px",
            fixed_text(k->size, 2) + " px", fixed_text(k->angle, 1) + "\u00b0",
            fixed_text(k->response, 4),     std::to_string(k->octave),
            std::to_string(k->layer)};
        for (std::size_t i = 0; i < values.size(); ++i) rows[i].push_back(values[i]);
    }
    return rows;
}

std::string verdict_of(const MatchResult& result, std::size_t index) {
    if (!result.matches[index].kept) return "not kept";
    if (!result.verdicts)
        return !result.homography                 ? "kept"
               : result.homography->agrees[index] ? "kept, inlier of the fit"
                                                  : "kept, no inlier of the fit";
    return result.verdicts->judgements[index].right ? "right" : "wrong";
}

void match_lines(const MatchResult& result, std::size_t index, std::vector<CardLine>& lines) {
    const sift::Match& match = result.matches[index];
    lines.push_back({"distance", fixed_text(match.distance, 1)});
    lines.push_back({"ratio", match.ratio ? fixed_text(*match.ratio, 3) : "none: a single candidate"});
    lines.push_back({"mutual", match.mutual ? "yes" : "no"});
    if (result.verdicts)
        lines.push_back({"error", fixed_text(result.verdicts->judgements[index].error_px, 2) + " px"});
}

void dim_text(const Frame& frame, const std::string& text) {
    ImGui::PushStyleColor(ImGuiCol_Text, frame.ui.palette.text_dim);
    ImGui::TextUnformatted(text.c_str());
    ImGui::PopStyleColor();
}

// Both in a group, from whose left side ImGui::SameLine counts.

void draw_rows(const Frame& frame, const Card& card) {
    const auto value_at = [&](std::size_t i) { return frame.px(70) + frame.px(86) * static_cast<float>(i); };
    dim_text(frame, "");
    for (std::size_t i = 0; i < card.columns.size(); ++i) {
        ImGui::SameLine(value_at(i));
        dim_text(frame, card.columns[i]);
    }
    for (const auto& row : card.rows) {
        dim_text(frame, row[0]);
        for (std::size_t i = 1; i < row.size(); ++i) {
            ImGui::SameLine(value_at(i - 1));
            ImGui::TextUnformatted(row[i].c_str());
        }
    }
}

void draw_lines(const Frame& frame, const Card& card) {
    for (const CardLine& line : card.lines) {
        dim_text(frame, line.what);
        ImGui::SameLine(frame.px(70));
        ImGui::TextUnformatted(line.value.c_str());
    }
}

void draw_card(const Frame& frame, const Card& card) {
    ImGui::TextUnformatted(card.title.c_str());
    ImGui::PushFont(frame.ui.fonts->small);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, frame.px(3)});
    ImGui::BeginGroup();
    draw_rows(frame, card);
    ImGui::EndGroup();
    if (!card.lines.empty()) ImGui::Dummy({1, frame.px(3)});
    ImGui::BeginGroup();
    draw_lines(frame, card);
    ImGui::EndGroup();
    ImGui::PopStyleVar();
    ImGui::PopFont();
}

/// In two lines, where the pictures are low: the numbers of the keypoints are told when they are pointed at.
void draw_brief_card(const Frame& frame, const Card& card) {
    ImGui::TextUnformatted(card.title.c_str());
    ImGui::PushFont(frame.ui.fonts->small);
    std::string text;
    for (const CardLine& line : card.lines)
        text += (text.empty() ? "" : "   ") + line.what + " " + line.value;
    ImGui::AlignTextToFramePadding();
    dim_text(frame, text);
    ImGui::PopFont();
    if (!text.empty()) ImGui::SameLine(0, frame.px(10));
}

}  // namespace

Card card_of(const MatchResult& result, const Pick& pick) {
    Card card;
    if (pick.kind == Pick::Kind::match) {
        const auto index = static_cast<std::size_t>(pick.index);
        card.title = "Match " + std::to_string(pick.index) + ", " + verdict_of(result, index);
        card.columns = {"original", "rotated"};
        card.rows = keypoint_rows({keypoint_of(result, pick, 0), keypoint_of(result, pick, 1)});
        match_lines(result, index, card.lines);
        return card;
    }
    if (pick.kind != Pick::Kind::keypoint) return card;
    card.title =
        "Keypoint " + std::to_string(pick.index) + (pick.visible ? "" : ", not visible in both pictures");
    card.columns = {pick.picture == 0 ? "original" : "rotated"};
    card.rows = keypoint_rows({keypoint_of(result, pick, pick.picture)});
    if (pick.picture == 0 && pick.visible)
        for (std::size_t m = 0; m < result.matches.size(); ++m)
            if (result.matches[m].first == pick.index) {
                card.lines.push_back({"nearest", verdict_of(result, m)});
                match_lines(result, m, card.lines);
                break;
            }
    return card;
}

void pick_tooltip(Frame& frame, const MatchResult& result, const Pick& pick) {
    ImGui::BeginTooltip();
    draw_card(frame, card_of(result, pick));
    ImGui::EndTooltip();
}

void isolated_card(Frame& frame, ImVec2 corner, float height) {
    const AppState& state = frame.state;
    if (!state.result || !state.isolated) return;
    ImGui::SetNextWindowPos({corner.x + frame.px(10), corner.y + height - frame.px(10)}, ImGuiCond_Always,
                            {0, 1});
    ImGui::SetNextWindowBgAlpha(0.95F);
    ImGui::PushStyleColor(ImGuiCol_WindowBg, ImGui::GetStyleColorVec4(ImGuiCol_PopupBg));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, ImGui::GetStyle().PopupBorderSize);
    constexpr ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_AlwaysAutoResize |
                                       ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                       ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav;
    if (ImGui::Begin("##isolated", nullptr, flags)) {
        // The tools above the pictures stay within reach, and the pictures in sight.
        const Card card = card_of(*state.result, state.isolated);
        if (height < frame.px(320)) {
            draw_brief_card(frame, card);
        } else {
            draw_card(frame, card);
            ImGui::Dummy({1, frame.px(2)});
        }
        if (ImGui::Button("Show all (Esc)")) frame.ask(Isolate{});
        frame.ui.widgets.note_item("release");
    }
    ImGui::End();
    ImGui::PopStyleVar();
    ImGui::PopStyleColor();
}

}  // namespace siftscope
