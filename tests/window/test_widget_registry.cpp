#include "app/window/widget_registry.h"
#include "tests/support/catch.h"
#include "tests/window/headless_imgui.h"

using namespace siftscope;

TEST_CASE("registry: the pointer at a slider's noted position sets exactly that value", "[window]") {
    HeadlessImgui imgui;
    float angle = 30;
    const auto draw = [&] {
        ImGui::SetNextItemWidth(217);
        ImGui::SliderFloat("##angle", &angle, -180, 180, "%.1f");
        imgui.widgets.note_slider("angle", static_cast<double>(angle), -180, 180);
    };
    imgui.frame(draw);
    imgui.frame(draw);
    // 217 px for 360 degrees: most of these values lie between two pixels.
    for (const float target : {0.0F, 180.0F, -180.0F, 33.3F, 77.7F, -0.1F, 179.9F}) {
        CAPTURE(target);
        // From far away, so that the grab is not taken off-centre.
        imgui.input.push(
            input::PointerAt{imgui.widgets.find("angle")->point_of_value(target > 0 ? -120 : 120)});
        imgui.frame(draw);
        imgui.input.push(input::Button{0, true});
        imgui.frame(draw);
        imgui.input.push(input::PointerAt{imgui.widgets.find("angle")->point_of_value(target)});
        imgui.frame(draw);
        imgui.input.push(input::Button{0, false});
        imgui.frame(draw);
        imgui.frame(draw);
        CHECK(angle == Approx(target).margin(1e-4));
    }
}

TEST_CASE("registry: a drag that moves and ends within one long frame keeps its end", "[window]") {
    HeadlessImgui imgui;
    float ratio = 0.5F;
    const auto draw = [&] {
        ImGui::SliderFloat("##ratio", &ratio, 0, 1);
        imgui.widgets.note_slider("ratio", static_cast<double>(ratio), 0, 1);
    };
    for (int i = 0; i < 2; ++i)
        imgui.frame(draw);  // a new window is not under the pointer in its first frame
    const Widget* slider = imgui.widgets.find("ratio");
    imgui.input.push(input::PointerAt{slider->point_of_value(0.1)});
    imgui.input.push(input::Button{0, true});
    for (int i = 0; i < 3; ++i) imgui.frame(draw);
    for (const double value : {0.3, 0.6, 0.9})
        imgui.input.push(input::PointerAt{imgui.widgets.find("ratio")->point_of_value(value)});
    imgui.input.push(input::Button{0, false});
    for (int i = 0; i < 4; ++i) imgui.frame(draw);
    CHECK(ratio == Approx(0.9).margin(1e-3));
    // It was let go: the pointer moves without it.
    imgui.input.push(input::PointerAt{imgui.widgets.find("ratio")->point_of_value(0.2)});
    for (int i = 0; i < 2; ++i) imgui.frame(draw);
    CHECK(ratio == Approx(0.9).margin(1e-3));
}

TEST_CASE("registry: an integer slider's steps are found as well", "[window]") {
    HeadlessImgui imgui;
    int layers = 3;
    const auto draw = [&] {
        ImGui::SliderInt("##layers", &layers, 1, 16);
        imgui.widgets.note_slider("layers", layers, 1, 16, true);
    };
    for (int i = 0; i < 2; ++i) imgui.frame(draw);
    for (const int target : {1, 16, 7}) {
        imgui.input.push(input::PointerAt{imgui.widgets.find("layers")->point_of_value(target)});
        imgui.input.push(input::Button{0, true});
        imgui.frame(draw);
        imgui.frame(draw);
        imgui.input.push(input::Button{0, false});
        imgui.frame(draw);
        imgui.frame(draw);
        CHECK(layers == target);
    }
}

TEST_CASE("registry: a click that comes and goes between two frames is seen where it happened", "[window]") {
    HeadlessImgui imgui;
    int left = 0;
    int right = 0;
    const auto draw = [&] {
        if (ImGui::Button("left", {100, 40})) ++left;
        imgui.widgets.note_item("left");
        ImGui::SameLine();
        if (ImGui::Button("right", {100, 40})) ++right;
        imgui.widgets.note_item("right");
    };
    imgui.frame(draw);
    imgui.frame(draw);
    imgui.input.push(input::PointerAt{imgui.widgets.find("left")->rect.centre()});
    imgui.input.push(input::Button{0, true});
    imgui.input.push(input::Button{0, false});
    imgui.input.push(input::PointerAt{imgui.widgets.find("right")->rect.centre()});
    for (int i = 0; i < 6; ++i) imgui.frame(draw);
    CHECK(left == 1);
    CHECK(right == 0);
}

TEST_CASE("registry: what is scrolled away is not in view until it is scrolled to", "[window]") {
    HeadlessImgui imgui;
    const auto draw = [&] {
        for (int i = 0; i < 40; ++i) {
            ImGui::Button(("row " + std::to_string(i)).c_str());
            imgui.widgets.note_item("row_" + std::to_string(i));
        }
    };
    imgui.frame(draw);
    imgui.frame(draw);
    CHECK(imgui.widgets.find("row_0")->in_view);
    CHECK_FALSE(imgui.widgets.find("row_35")->in_view);
    imgui.widgets.scroll_to("row_35");
    for (int i = 0; i < 3; ++i) imgui.frame(draw);
    CHECK(imgui.widgets.find("row_35")->in_view);
    CHECK_FALSE(imgui.widgets.find("row_0")->in_view);
}

TEST_CASE("registry: the header that hides a widget is known", "[window]") {
    HeadlessImgui imgui;
    imgui.frame([&] {
        ImGui::CollapsingHeader("Detector");
        imgui.widgets.note_fold("fold_detector", false, {"contrast", "edge"});
    });
    CHECK(imgui.widgets.fold_over("edge") == std::string("fold_detector"));
    CHECK_FALSE(imgui.widgets.fold_over("angle"));
}

TEST_CASE("registry: for an unknown name the nearest ones are proposed", "[window]") {
    HeadlessImgui imgui;
    imgui.frame([&] {
        for (const char* name : {"angle", "ratio", "tolerance", "contrast"})
            imgui.widgets.note(name, {0, 0, 9, 9});
    });
    CHECK(imgui.widgets.nearest("angel", 1) == std::vector<std::string>{"angle"});
    CHECK(imgui.widgets.nearest("ratoi", 1) == std::vector<std::string>{"ratio"});
}

TEST_CASE("registry: the edit distance is Levenshtein's", "[window]") {
    CHECK(edit_distance("kitten", "sitting") == 3);
    CHECK(edit_distance("", "abc") == 3);
    CHECK(edit_distance("abc", "abc") == 0);
    CHECK(edit_distance("flaw", "lawn") == 2);
}
