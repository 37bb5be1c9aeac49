#include "app/views/error_map_screen.h"

#include <algorithm>
#include <string>

#include "app/drawing/error_map.h"
#include "app/model/format_number.h"
#include "app/views/background_jobs.h"
#include "app/window/imgui_compat.h"

namespace siftscope {
namespace {

bool shows_error(const AppState& state) {
    return state.view.error_map && state.view.layout == Layout::overlay && !state.other &&
           has_exact_picture(state);
}

}  // namespace

void poll_error_map(AppState& state) {
    ErrorMapScreen& screen = state.error_map;
    if (auto outcome = state.jobs->error_mapper.take())
        if (outcome->result) screen.result = *outcome->result;
    if (!state.jobs->error_mapper.busy()) screen.measuring = false;
    if (!shows_error(state)) return;
    ErrorMapRequest wanted{state.picture, state.second, state.settings.interpolation, state.settings.threads};
    if (screen.asked == wanted) return;
    screen.asked = wanted;
    screen.measuring = true;
    state.jobs->error_mapper.measure(std::move(wanted));
}

bool error_map_busy(const AppState& state) {
    return state.error_map.measuring || state.jobs->error_mapper.busy();
}

std::shared_ptr<const ResamplingError> shown_error(const AppState& state) {
    const auto& known = state.error_map.result;
    const bool current = known && known->original == state.picture && known->second == state.second;
    return shows_error(state) && current ? known : nullptr;
}

nlohmann::ordered_json error_map_state(const AppState& state) {
    const auto error = shown_error(state);
    if (!error) return nullptr;
    return {{"rms", error->rms}, {"p99", error->p99}, {"largest", error->largest}};
}

void error_map_legend(Frame& frame, const ResamplingError& error, const Rect& canvas) {
    constexpr int steps = 64;
    static const cv::Mat colours = error_map_scale(steps);
    ImDrawList* draw = ImGui::GetWindowDrawList();
    ImFont* font = frame.ui.fonts->small;
    const std::string top = fixed_text(error_map_top(error), 0) + " grey levels";
    const std::string words = error_map_words(error);
    const auto width_of = [&](const std::string& text) {
        return font->CalcTextSizeA(font->FontSize, 1e6F, 0, text.c_str()).x;
    };
    const float pad = frame.px(8);
    const float bar = std::min(frame.px(160), canvas.width / 3);
    const float width =
        std::max(bar + width_of("0") + width_of(top) + 2 * frame.px(6), width_of(words)) + 2 * pad;
    const float line = font->FontSize + frame.px(4);
    const int lines = canvas.height >= frame.px(240) ? 2 : 1;  // a low canvas is left to the picture
    const float height = static_cast<float>(lines) * line + 2 * pad;
    const ImVec2 corner{canvas.x + frame.px(8), canvas.y + canvas.height - height - frame.px(8)};
    draw->PushClipRect({canvas.x, canvas.y}, {canvas.x + canvas.width, canvas.y + canvas.height}, true);
    draw->AddRectFilled(corner, {corner.x + width, corner.y + height}, frame.ui.palette.canvas, frame.px(5));
    const ImVec2 text{corner.x + pad, corner.y + pad};
    draw->AddText(font, font->FontSize, text, frame.ui.palette.text, "0");
    const float left = text.x + width_of("0") + frame.px(6);
    for (int i = 0; i < steps; ++i) {
        const auto& colour = colours.at<cv::Vec3b>(0, i);
        const auto at = [&](int step) { return left + bar * static_cast<float>(step) / steps; };
        draw->AddRectFilled({at(i), text.y + frame.px(2)}, {at(i + 1), text.y + font->FontSize},
                            IM_COL32(colour[2], colour[1], colour[0], 255));
    }
    draw->AddText(font, font->FontSize, {left + bar + frame.px(6), text.y}, frame.ui.palette.text,
                  top.c_str());
    if (lines == 2)
        draw->AddText(font, font->FontSize, {text.x, text.y + line}, frame.ui.palette.text, words.c_str());
    draw->PopClipRect();
}

}  // namespace siftscope
