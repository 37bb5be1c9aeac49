#pragma once

#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "app/window/input_queue.h"
#include "app/window/shortcuts.h"

struct GLFWwindow;

namespace siftscope {

/// There is no display, or none with OpenGL 3.3: one sentence that says so and what works without.
class NoDisplay : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// The window of the system with an OpenGL 3.3 core context and Dear ImGui attached. One at a time.
class GlfwWindow {
  public:
    /// Width and height in design units: the display's own scale is applied on top. No larger than the
    /// display has room for. Throws NoDisplay.
    GlfwWindow(int width, int height, const std::string& title);
    ~GlfwWindow();
    GlfwWindow(const GlfwWindow&) = delete;
    GlfwWindow& operator=(const GlfwWindow&) = delete;

    // What a person does arrives here, and what a script does is pushed by it.
    InputQueue input;
    ShortcutQueue shortcuts;
    std::function<void(std::vector<std::filesystem::path>)> on_drop;
    /// False: mouse and keyboard of the person are ignored, because a script acts.
    bool listening = true;

    /// Presses or releases a key, both for shortcuts and for ImGui. `mods` are GLFW's bits after the event.
    void key_event(int key, int action, int mods);
    void character_event(unsigned int code_point);

    [[nodiscard]] bool should_close() const;
    [[nodiscard]] bool minimised() const;
    [[nodiscard]] bool focused() const;
    /// Units of the window for one unit of design, as the display says (Xft.dpi / 96 on X11).
    [[nodiscard]] float content_scale() const;
    /// Pixels for one unit of the window: 1 on X11, where the units are pixels; 2 on a scaled Wayland
    /// display.
    [[nodiscard]] float pixel_ratio() const;
    [[nodiscard]] int width() const;
    [[nodiscard]] int height() const;
    /// Who draws, and which version of OpenGL: "llvmpipe (LLVM 15.0.6, 256 bits), OpenGL 4.5 ...".
    [[nodiscard]] static std::string graphics();
    void resize(int width, int height);
    void set_title(const std::string& title);
    static void set_clipboard(const std::string& text);

    /// Takes in what happened since the last call.
    void poll();
    /// Sleeps until something happens, at most `timeout_s` seconds (infinite when 0 or less); false when the
    /// time ran out.
    bool wait(double timeout_s);
    /// Ends a wait; from any thread.
    static void wake();

    /// Frees the fonts on the graphics card: to be called before ImGui's fonts are changed.
    static void forget_fonts();
    void begin_frame();
    /// Renders what ImGui has drawn into the back buffer.
    void render();
    void show();
    /// Ends a frame that is laid out but not to be seen; in place of render() and show().
    static void skip_render();
    /// Time since the window was opened.
    [[nodiscard]] static double seconds();

    /// The rendered frame, before show(): writes it as PNG. Throws UserError when it cannot be written.
    void write_screenshot(const std::filesystem::path& path);

  private:
    void install_callbacks();
    void fit_display();
    void real_pointer(double x, double y);
    static GlfwWindow& self(GLFWwindow* handle);

    GLFWwindow* handle_ = nullptr;
    float content_scale_ = 1;  ///< pixels for one unit of design
    double real_x_ = 0;        ///< the person's pointer when last heard of
    double real_y_ = 0;
    bool happened_ = false;  ///< a callback was called since the flag was cleared
};

}  // namespace siftscope
