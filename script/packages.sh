# Debian packages by purpose, the same names in Debian 12 and 13. Sourced by the scripts beside it.
# shellcheck shell=bash disable=SC2034

# To build: tools, then one line for each library of docs/dependencies.md.
build_packages=(
    cmake g++ ninja-build pkg-config
    libopencv-core-dev libopencv-imgproc-dev libopencv-imgcodecs-dev libopencv-features2d-dev
    libimgui-dev libglfw3-dev libgl-dev
    libhwy-dev libtbb-dev
    libcli11-dev nlohmann-json3-dev nettle-dev
    catch2
)

# To run the window: its font and, where there is no graphics card, software OpenGL.
window_packages=(fonts-dejavu-core libgl1-mesa-dri)

# To test the window: a display without a monitor, a mouse without a hand, a clipboard. And what shares a sweep
# among processes.
test_packages=(xvfb xauth xdotool xclip x11-utils x11-xserver-utils parallel)

# To check the sources; only script/format, script/check-format and script/tidy ask for these.
format_packages=(clang-format)
tidy_packages=(clang-tidy)
