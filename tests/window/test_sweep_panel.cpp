#include <string>

#include "app/views/app_state.h"
#include "app/views/frame.h"
#include "app/views/sweep_commands.h"
#include "app/views/sweep_panel.h"
#include "tests/support/catch.h"
#include "tests/support/soon.h"
#include "tests/support/textured_picture.h"
#include "tests/window/headless_imgui.h"

using namespace siftscope;

namespace {

/// The sweep screen without a window.
struct SweepOnPaper {
    HeadlessImgui imgui;
    ShortcutQueue shortcuts;
    Fonts fonts;
    AppState state{[] {}};

    SweepOnPaper() {
        ImFont* font = ImGui::GetIO().Fonts->Fonts[0];
        fonts.body = fonts.strong = fonts.small = fonts.mono = font;
        state.picture = textured_picture(100, 80, 3, 40);
        state.sweep.choice.range = {0, 90, 45};
    }

    /// Draws it twice, as sizes settle; the commands that the last frame asked for are carried out.
    void draw() {
        for (int i = 0; i < 2; ++i) {
            std::vector<Command> commands;
            imgui.frame([&] {
                UiContext ui{.widgets = imgui.widgets, .shortcuts = shortcuts};
                ui.fonts = &fonts;
                ui.wake = [] {};
                Frame frame{state, ui, state.entry, commands};
                sweep_panel_view(frame);
            });
            for (const Command& command : commands) siftscope::apply(state, command);
        }
    }
    [[nodiscard]] bool shows(const std::string& widget) const {
        return imgui.widgets.find(widget) != nullptr;
    }
};

}  // namespace

TEST_CASE("sweep panel: what it shows is a function of the state", "[views][sweep]") {
    SweepOnPaper paper;
    paper.draw();
    for (const char* widget : {"sweep_start", "sweep_stop", "sweep_step", "sweep_run", "sweep_cancel",
                               "sweep_ours", "sweep_opencv", "sweep_quantity", "sweep_export_csv",
                               "sweep_export_png", "sweep_export_svg", "sweep_copy_command"})
        CHECK(paper.shows(widget));
    CHECK_FALSE(paper.shows("sweep_plot"));
    CHECK_FALSE(paper.shows("sweep_progress"));

    siftscope::apply(paper.state, SweepCommand{sweep::Run{}});
    CHECK(paper.state.sweep.running);
    paper.draw();
    CHECK(paper.shows("sweep_progress"));
    CHECK(paper.shows("sweep_plot"));
    REQUIRE(soon([&] {
        poll(paper.state);
        return !sweep_busy(paper.state);
    }));
    CHECK(paper.state.sweep.done == 6);
    paper.draw();
    CHECK_FALSE(paper.shows("sweep_progress"));
    for (const auto& [name, quantity] : sweep_quantity_names)
        CHECK(paper.shows(std::string("sweep_plot_") + name));

    paper.state.sweep.choice.quantity = SweepQuantity::recall;
    paper.draw();
    CHECK(paper.shows("sweep_plot"));
    CHECK_FALSE(paper.shows("sweep_plot_recall"));
}

TEST_CASE("sweep panel: rows stay when something changes, and what has changed is named", "[views][sweep]") {
    SweepOnPaper paper;
    AppState& state = paper.state;
    siftscope::apply(state, SweepCommand{sweep::Run{}});
    REQUIRE(soon([&] {
        poll(state);
        return !sweep_busy(state);
    }));
    const auto difference = [&] { return sweep_difference(state); };
    CHECK(difference().empty());
    const Settings settings = state.settings;
    state.settings.angle = 77;
    state.settings.threads = 1;
    CHECK(difference().empty());  // neither changes a row
    state.settings = settings.with(Engine::opencv, settings.profile);
    CHECK(difference().empty());  // the engines of a sweep are its own choice
    state.settings.match.ratio = 0.5;
    CHECK_THAT(difference(), contains_text("settings changed"));
    state.settings = settings;
    state.sweep.choice.range.step = 30;
    CHECK_THAT(difference(), contains_text("angles changed"));
    state.sweep.choice.range.step = 45;
    state.sweep.choice.opencv = false;
    CHECK_THAT(difference(), contains_text("engines changed"));
    state.sweep.choice.opencv = true;
    state.picture = textured_picture(90, 80, 4, 40);
    CHECK_THAT(difference(), contains_text("of textured.png"));
    CHECK(sweep_rows(state.sweep).size() == 6);
}

TEST_CASE("sweep panel: an angle is found on the axis of the sweep modulo 360", "[views][sweep]") {
    SweepScreen screen;
    CHECK_FALSE(angle_on_sweep(screen, 30));
    screen.asked = SweepAsked{};
    screen.asked->plan.angles = {0, 180, 360};
    CHECK(angle_on_sweep(screen, -45) == 315);
    CHECK(angle_on_sweep(screen, 360) == 360);
    CHECK(angle_on_sweep(screen, 0) == 0);
    CHECK(angle_on_sweep(screen, 400) == 40);
    screen.asked->plan.angles = {-90, 0, 90};
    CHECK(angle_on_sweep(screen, 300) == -60);
    CHECK_FALSE(angle_on_sweep(screen, 180));
}
