#include "app/views/notices.h"

#include <algorithm>
#include <string>

#include <opencv2/core/version.hpp>

#include "app/model/version.h"
#include "app/views/background_jobs.h"
#include "app/views/controls.h"
#include "app/views/keyboard.h"
#include "app/window/imgui_compat.h"
#include "sift/simd_target.h"

namespace siftscope {
namespace {

constexpr ImGuiWindowFlags card_flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_AlwaysAutoResize |
                                        ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                        ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav;

struct Notice {
    const char* id;
    std::string text;
    ImU32 colour = 0;
    const char* button = nullptr;  // its name in the registry
};

// What a crash left behind, with the two answers.
void offer_buttons(Frame& frame) {
    const auto answer = [&](const char* name, const char* label, const char* tooltip, bool restore) {
        if (ImGui::Button(label)) frame.ask(session::AnswerOffer{restore});
        frame.ui.widgets.note_item(name);
        explain(tooltip);
    };
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + frame.px(6));
    answer("restore", "Restore", "Opens the picture again with its settings, selection and view.", true);
    ImGui::SameLine(0, frame.px(8));
    answer("discard", "Discard", "Forgets them.", false);
}

constexpr const char* hints =
    "Drag Rotation, or press Left and Right: the picture turns and is matched again.\n"
    "The true rotation is known: orange lines are wrong matches, light ones are right.\n"
    "Point at a keypoint or line for its numbers, click to keep it; Explain tells why it is there.";

void hints_button(Frame& frame) {
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + frame.px(6));
    if (ImGui::Button("Got it")) frame.ask(ShowHints{false});
    frame.ui.widgets.note_item("hints_close");
    explain("Closes these hints. The menu Help shows them again.");
}

// A picture that is no longer what its file holds, with the two answers.
void reload_buttons(Frame& frame) {
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + frame.px(6));
    if (ImGui::Button("Reload")) frame.ask(session::Reload{});
    frame.ui.widgets.note_item("reload");
    explain("Reads it again; settings, selection and view stay.");
    ImGui::SameLine(0, frame.px(8));
    if (ImGui::Button("Keep")) frame.ask(NoteChangedFile{false});
    frame.ui.widgets.note_item("keep_picture");
    explain("Goes on with the picture as it was read.");
}

// A card in the middle, its upper edge at `y`; returns where the next one may begin.
float card(Frame& frame, const Rect& canvases, float y, const Notice& notice, bool& clicked,
           void (*below)(Frame&) = nullptr) {
    const float widest = std::min(canvases.width - frame.px(40), frame.px(640));
    ImGui::SetNextWindowPos({canvases.x + canvases.width / 2, y}, ImGuiCond_Always, {0.5F, 0});
    ImGui::SetNextWindowBgAlpha(0.97F);
    ImGui::PushStyleColor(ImGuiCol_WindowBg, ImGui::GetStyleColorVec4(ImGuiCol_PopupBg));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, ImGui::GetStyle().PopupBorderSize);
    float bottom = y;
    if (ImGui::Begin(notice.id, nullptr, card_flags)) {
        const float button = notice.button != nullptr ? frame.px(34) : 0;
        const ImVec2 size = ImGui::CalcTextSize(notice.text.c_str(), nullptr, false, widest - button);
        const ImVec2 corner = ImGui::GetCursorScreenPos();
        ImGui::GetWindowDrawList()->AddRectFilled({corner.x - frame.px(6), corner.y},
                                                  {corner.x - frame.px(2), corner.y + size.y}, notice.colour,
                                                  frame.px(2));
        ImGui::SetCursorPosX(ImGui::GetCursorPosX() + frame.px(6));
        ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + widest - button);
        ImGui::TextUnformatted(notice.text.c_str());
        ImGui::PopTextWrapPos();
        if (notice.button != nullptr) {
            ImGui::SameLine(0, frame.px(14));
            ImGui::SetCursorPosY(ImGui::GetCursorPosY() - ImGui::GetStyle().FramePadding.y);
            clicked = text_button(frame, notice.button, "\u00d7", "Dismiss (Esc)");
        }
        if (below != nullptr) below(frame);
        bottom = ImGui::GetWindowPos().y + ImGui::GetWindowSize().y;
    }
    ImGui::End();
    ImGui::PopStyleVar();
    ImGui::PopStyleColor();
    return bottom + frame.px(8);
}

}  // namespace

void notices(Frame& frame, const Rect& canvases) {
    const AppState& state = frame.state;
    const Palette& palette = frame.ui.palette;
    float y = canvases.y + frame.px(12);
    bool clicked = false;
    if (state.message) {
        y = card(frame, canvases, y,
                 {"##message", state.message->text, state.message->is_error ? palette.bad : palette.good,
                  "dismiss"},
                 clicked);
        if (clicked) frame.ask(DismissMessage{});
    }
    bool never = false;
    if (state.hints_open && state.panel == Panel::match)
        y = card(frame, canvases, y, {"##hints", hints, palette.accent}, never, hints_button);
    if (state.offer)
        y = card(frame, canvases, y,
                 {"##offer",
                  "siftscope ended unexpectedly while " + state.offer->image.filename().string() +
                      " was open. Restore what was on screen?",
                  palette.accent},
                 never, offer_buttons);
    if (state.changed_on_disk)
        y = card(frame, canvases, y,
                 {"##changed", "The file of the picture has changed on disk.", palette.accent}, never,
                 reload_buttons);
    if (const auto [done, count] = state.jobs->animator.progress(); state.jobs->animator.busy())
        y = card(frame, canvases, y,
                 {"##animation",
                  "Writing the animation: frame " + std::to_string(done) +
                      (count > 0 ? " of " + std::to_string(count) : std::string()),
                  palette.text_dim},
                 never);
    const std::filesystem::path& reading = state.opening.empty() ? state.opening_other : state.opening;
    if (!reading.empty())
        y = card(frame, canvases, y,
                 {"##opening", "Reading " + reading.filename().string() + "\u2026", palette.warning}, never);
    else if (!state.picture)
        y = card(frame, canvases, y,
                 {"##empty", "Drop a picture here, or open one with Ctrl+O.", palette.accent}, never);
    if (state.result && !state.updating && !state.result->reason.empty())
        card(frame, canvases, y, {"##reason", state.result->reason, palette.warning}, never);
}

void help_windows(Frame& frame) {
    const ImVec2 middle{ImGui::GetIO().DisplaySize.x / 2, ImGui::GetIO().DisplaySize.y / 2};
    constexpr ImGuiWindowFlags flags = ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_AlwaysAutoResize |
                                       ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoMove;
    if (frame.state.help_open) {
        bool open = true;
        ImGui::SetNextWindowPos(middle, ImGuiCond_Always, {0.5F, 0.5F});
        if (ImGui::Begin("Keyboard and mouse", &open, flags)) {
            frame.ui.widgets.note("help", {ImGui::GetWindowPos().x, ImGui::GetWindowPos().y,
                                           ImGui::GetWindowSize().x, ImGui::GetWindowSize().y});
            for (const ShortcutHelp& shortcut : all_shortcuts()) {
                ImGui::PushStyleColor(ImGuiCol_Text, frame.ui.palette.accent);
                ImGui::TextUnformatted(shortcut.keys);
                ImGui::PopStyleColor();
                ImGui::SameLine(frame.px(150));
                ImGui::TextUnformatted(shortcut.what);
            }
        }
        ImGui::End();
        if (!open) frame.ask(ShowHelp{false});
    }
    if (frame.state.about_open) {
        bool open = true;
        ImGui::SetNextWindowPos(middle, ImGuiCond_Always, {0.5F, 0.5F});
        if (ImGui::Begin("About siftscope", &open, flags)) {
            ImGui::TextUnformatted("See whether SIFT holds up when an image turns, and why.");
            ImGui::Dummy({1, frame.px(4)});
            ImGui::Text("siftscope %s", version);
            ImGui::Text("OpenCV %s", CV_VERSION);
            ImGui::Text("Dear ImGui %s", ImGui::GetVersion());
            ImGui::Text("SIMD: %s", sift::simd_target_name().c_str());
            ImGui::Text("Graphics: %s", frame.ui.graphics.c_str());
            ImGui::Dummy({1, frame.px(4)});
            caption(frame,
                    "MIT licence. Method: D. Lowe, Distinctive image features from scale-invariant "
                    "keypoints, 2004.");
        }
        ImGui::End();
        if (!open) frame.ask(ShowAbout{false});
    }
}

}  // namespace siftscope
