#include "app/window/glfw_window.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <utility>

#include <GLFW/glfw3.h>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include "app/files/atomic_file.h"
#include "app/model/error.h"
#include "app/window/imgui_compat.h"

#if __has_include(<backends/imgui_impl_glfw.h>)
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#else
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>
#endif

namespace siftscope {

namespace {

constexpr const char* without_display = "; the subcommands detect, match and validate need no display";

std::string glfw_reason() {
    const char* description = nullptr;
    glfwGetError(&description);
    std::string reason = description == nullptr ? "no reason given" : description;
    while (!reason.empty() && (reason.back() == ' ' || reason.back() == '.')) reason.pop_back();
    return reason;
}

/// The letter that the key carries in the person's keyboard layout, where it carries one: Ctrl+Z is the key
/// marked Z also on a German keyboard.
int by_layout(int key, int scancode) {
    const char* name = glfwGetKeyName(key, scancode);
    if (name == nullptr || name[0] == '\0' || name[1] != '\0') return key;
    const auto letter = static_cast<unsigned char>(name[0]);
    return std::isalpha(letter) != 0 ? GLFW_KEY_A + (std::tolower(letter) - 'a') : key;
}

/// GLFW on X11 reports a modifier's own press without it, and its release with it.
int mods_after(int key, int action, int mods) {
    int own = 0;
    if (key == GLFW_KEY_LEFT_CONTROL || key == GLFW_KEY_RIGHT_CONTROL) own = GLFW_MOD_CONTROL;
    if (key == GLFW_KEY_LEFT_SHIFT || key == GLFW_KEY_RIGHT_SHIFT) own = GLFW_MOD_SHIFT;
    if (key == GLFW_KEY_LEFT_ALT || key == GLFW_KEY_RIGHT_ALT) own = GLFW_MOD_ALT;
    return action == GLFW_RELEASE ? mods & ~own : mods | own;
}

}  // namespace

GlfwWindow::GlfwWindow(int width, int height, const std::string& title) {
    glfwSetErrorCallback(nullptr);
    if (glfwInit() != GLFW_TRUE)
        throw NoDisplay("there is no display to open a window on (" + glfw_reason() + ")" + without_display);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "siftscope");
    glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "siftscope");
    handle_ = glfwCreateWindow(width, height, title.c_str(), nullptr, nullptr);
    if (handle_ == nullptr) {
        const std::string reason = glfw_reason();
        glfwTerminate();
        throw NoDisplay("the display offers no OpenGL 3.3, which the window needs (" + reason + ")" +
                        without_display);
    }
    glfwMakeContextCurrent(handle_);
    glfwSwapInterval(1);
    glfwSetWindowSizeLimits(handle_, 640, 400, GLFW_DONT_CARE, GLFW_DONT_CARE);
    fit_display();
    float scale_y = 1;
    glfwGetWindowContentScale(handle_, &content_scale_, &scale_y);

    glfwGetCursorPos(handle_, &real_x_, &real_y_);

    IMGUI_CHECKVERSION();
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    glfwSetWindowUserPointer(handle_, this);
    install_callbacks();
    ImGui_ImplGlfw_InitForOpenGL(handle_, false);
    ImGui_ImplOpenGL3_Init("#version 330");
#if IMGUI_VERSION_NUM >= 18700
    // Without a window under the pointer, the back end would report the real pointer in every frame.
    ImGui_ImplGlfw_CursorEnterCallback(handle_, GLFW_TRUE);
#endif
}

GlfwWindow::~GlfwWindow() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
    glfwDestroyWindow(handle_);
    glfwTerminate();
}

void GlfwWindow::fit_display() {
    GLFWmonitor* monitor = glfwGetPrimaryMonitor();
    if (monitor == nullptr) return;
    int x = 0;
    int y = 0;
    int room_width = 0;
    int room_height = 0;
    glfwGetMonitorWorkarea(monitor, &x, &y, &room_width, &room_height);
    if (room_width <= 0 || room_height <= 0 || (width() <= room_width && height() <= room_height)) return;
    glfwSetWindowSize(handle_, std::min(width(), room_width), std::min(height(), room_height));
}

float GlfwWindow::pixel_ratio() const {
    int pixels = 0;
    int pixels_high = 0;
    glfwGetFramebufferSize(handle_, &pixels, &pixels_high);
    const int units = width();
    if (pixels <= 0 || units <= 0) return 1;
    // Two questions to the system: while the window is resized, the answers may be a few pixels apart.
    return std::round(20 * static_cast<float>(pixels) / static_cast<float>(units)) / 20;
}

float GlfwWindow::content_scale() const {
    return content_scale_ / pixel_ratio();
}

std::string GlfwWindow::graphics() {
    const auto text = [](GLenum name) {
        const GLubyte* bytes = glGetString(name);
        return bytes != nullptr ? std::string(reinterpret_cast<const char*>(bytes)) : std::string("unknown");
    };
    return text(GL_RENDERER) + ", OpenGL " + text(GL_VERSION);
}

GlfwWindow& GlfwWindow::self(GLFWwindow* handle) {
    auto& window = *static_cast<GlfwWindow*>(glfwGetWindowUserPointer(handle));
    window.happened_ = true;
    return window;
}

void GlfwWindow::install_callbacks() {
    // All callbacks are ours and ImGui's back end gets none: it looks at the keyboard and the mouse once a
    // frame before 1.87, and real events must not disturb a script.
    glfwSetKeyCallback(handle_, [](GLFWwindow* handle, int key, int scancode, int action, int mods) {
        GlfwWindow& window = self(handle);
        if (!window.listening || key == GLFW_KEY_UNKNOWN) return;
        window.key_event(by_layout(key, scancode), action, mods_after(key, action, mods));
    });
    glfwSetCharCallback(handle_, [](GLFWwindow* handle, unsigned int code_point) {
        GlfwWindow& window = self(handle);
        if (window.listening) window.character_event(code_point);
    });
    glfwSetMouseButtonCallback(handle_, [](GLFWwindow* handle, int button, int action, int) {
        GlfwWindow& window = self(handle);
        if (!window.listening || button < 0 || button > 2) return;
        double x = 0;
        double y = 0;
        glfwGetCursorPos(handle, &x, &y);
        window.real_pointer(x, y);
        window.input.push(input::Button{button, action == GLFW_PRESS});
    });
    glfwSetCursorPosCallback(handle_,
                             [](GLFWwindow* handle, double x, double y) { self(handle).real_pointer(x, y); });
    glfwSetCursorEnterCallback(handle_, [](GLFWwindow* handle, int entered) {
        GlfwWindow& window = self(handle);
        if (window.listening && entered == GLFW_FALSE) window.input.push(input::PointerGone{});
    });
    glfwSetScrollCallback(handle_, [](GLFWwindow* handle, double x, double y) {
        GlfwWindow& window = self(handle);
        if (window.listening) window.input.push(input::Wheel{static_cast<float>(x), static_cast<float>(y)});
    });
    glfwSetWindowFocusCallback(handle_, [](GLFWwindow* handle, int focused) {
        GlfwWindow& window = self(handle);
        if (!window.listening) return;
        if (focused == GLFW_FALSE) window.shortcuts.on_focus_lost();
        window.input.push(input::Focus{focused == GLFW_TRUE});
    });
    glfwSetDropCallback(handle_, [](GLFWwindow* handle, int count, const char** paths) {
        const GlfwWindow& window = self(handle);
        if (window.on_drop) window.on_drop(std::vector<std::filesystem::path>(paths, paths + count));
    });
    glfwSetWindowContentScaleCallback(
        handle_, [](GLFWwindow* handle, float x, float) { self(handle).content_scale_ = x; });
    glfwSetFramebufferSizeCallback(handle_, [](GLFWwindow* handle, int, int) { self(handle); });
    glfwSetWindowRefreshCallback(handle_, [](GLFWwindow* handle) { self(handle); });
    glfwSetWindowCloseCallback(handle_, [](GLFWwindow* handle) { self(handle); });
}

void GlfwWindow::real_pointer(double x, double y) {
    // A window that appears or grows under a resting pointer reports it too: nobody has moved it.
    const bool moved = x != real_x_ || y != real_y_;
    real_x_ = x;
    real_y_ = y;
    if (moved && listening) input.push(input::PointerAt{{static_cast<float>(x), static_cast<float>(y)}});
}

void GlfwWindow::key_event(int key, int action, int mods) {
    shortcuts.on_key(key, action, mods, ImGui::GetIO().WantTextInput);
    if (action == GLFW_REPEAT) return;  // ImGui repeats by itself
    // In a list or menu Enter chooses, as Space does: before ImGui 1.88 Space alone did.
    if (imgui::keys_navigate() && key == GLFW_KEY_ENTER) key = GLFW_KEY_SPACE;
    input.push(input::Key{key, action == GLFW_PRESS, mods});
}

void GlfwWindow::character_event(unsigned int code_point) {
    shortcuts.on_character(code_point, ImGui::GetIO().WantTextInput);
    input.push(input::Character{code_point});
}

bool GlfwWindow::should_close() const {
    return glfwWindowShouldClose(handle_) == GLFW_TRUE;
}

bool GlfwWindow::minimised() const {
    return glfwGetWindowAttrib(handle_, GLFW_ICONIFIED) == GLFW_TRUE;
}

bool GlfwWindow::focused() const {
    return glfwGetWindowAttrib(handle_, GLFW_FOCUSED) == GLFW_TRUE;
}

int GlfwWindow::width() const {
    int width = 0;
    int height = 0;
    glfwGetWindowSize(handle_, &width, &height);
    return width;
}

int GlfwWindow::height() const {
    int width = 0;
    int height = 0;
    glfwGetWindowSize(handle_, &width, &height);
    return height;
}

void GlfwWindow::resize(int width, int height) {
    glfwSetWindowSize(handle_, width, height);
}

void GlfwWindow::set_title(const std::string& title) {
    glfwSetWindowTitle(handle_, title.c_str());
}

void GlfwWindow::set_clipboard(const std::string& text) {
    glfwSetClipboardString(nullptr, text.c_str());
}

void GlfwWindow::poll() {
    glfwPollEvents();
}

bool GlfwWindow::wait(double timeout_s) {
    happened_ = false;
    if (timeout_s <= 0) {
        glfwWaitEvents();
        return true;
    }
    const double start = glfwGetTime();
    glfwWaitEventsTimeout(timeout_s);
    // A wake-up from a worker calls no callback, but comes before the time is over.
    return happened_ || glfwGetTime() - start < timeout_s;
}

void GlfwWindow::wake() {
    glfwPostEmptyEvent();
}

void GlfwWindow::forget_fonts() {
#if IMGUI_VERSION_NUM < 19200  // later back ends follow the atlas by themselves
    ImGui_ImplOpenGL3_DestroyFontsTexture();
#endif
}

void GlfwWindow::begin_frame() {
#if IMGUI_VERSION_NUM < 19200
    if (ImGui::GetIO().Fonts->TexID == ImTextureID{}) ImGui_ImplOpenGL3_CreateFontsTexture();
#endif
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    input.feed_imgui();
    ImGui::NewFrame();
    input.restore_fraction();
}

void GlfwWindow::render() {
    ImGui::Render();
    int width = 0;
    int height = 0;
    glfwGetFramebufferSize(handle_, &width, &height);
    glViewport(0, 0, width, height);
    glClearColor(0, 0, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

void GlfwWindow::show() {
    glfwSwapBuffers(handle_);
}

void GlfwWindow::skip_render() {
    ImGui::EndFrame();
}

double GlfwWindow::seconds() {
    return glfwGetTime();
}

void GlfwWindow::write_screenshot(const std::filesystem::path& path) {
    int width = 0;
    int height = 0;
    glfwGetFramebufferSize(handle_, &width, &height);
    cv::Mat pixels(height, width, CV_8UC3);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    constexpr unsigned int bgr = 0x80E0;  // OpenGL 1.2
    glReadPixels(0, 0, width, height, bgr, GL_UNSIGNED_BYTE, pixels.data);
    cv::flip(pixels, pixels, 0);
    std::vector<unsigned char> bytes;
    if (!cv::imencode(".png", pixels, bytes)) throw UserError("the screenshot could not be encoded as PNG");
    write_file(path, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

}  // namespace siftscope
