#pragma once

#include <functional>

#include "app/window/imgui_compat.h"
#include "app/window/input_queue.h"
#include "app/window/widget_registry.h"

/// Dear ImGui without a window: frames are laid out and take input, nothing is painted.
class HeadlessImgui {
  public:
    HeadlessImgui() {
        ImGui::CreateContext();
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.DisplaySize = {1000, 700};
        unsigned char* pixels = nullptr;
        int width = 0;
        int height = 0;
        io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
    }
    ~HeadlessImgui() { ImGui::DestroyContext(); }
    HeadlessImgui(const HeadlessImgui&) = delete;
    HeadlessImgui& operator=(const HeadlessImgui&) = delete;

    siftscope::InputQueue input;
    siftscope::WidgetRegistry widgets;

    void frame(const std::function<void()>& draw) {
        ImGuiIO& io = ImGui::GetIO();
        io.DeltaTime = 1.0F / 60;
        widgets.begin_frame();
        input.feed_imgui();
        ImGui::NewFrame();
        input.restore_fraction();
        ImGui::SetNextWindowPos({0, 0});
        ImGui::SetNextWindowSize({600, 300});
        ImGui::Begin("test");
        draw();
        ImGui::End();
        ImGui::Render();
    }
};
