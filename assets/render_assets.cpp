// Renders the bundled pictures into a folder: render_assets FOLDER [NAME...]

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include "assets/pictures.h"

namespace {

struct Picture {
    const char* name;
    assets::Canvas (*render)();
    double grain;  // of the dither, grey levels
};

constexpr std::array<Picture, 4> pictures{{{"poster", assets::poster, 0},
                                           {"landscape", assets::landscape, 0},
                                           {"tiling", assets::tiling, 0},
                                           {"mist", assets::mist, 0.5}}};

int render(const std::filesystem::path& folder, const std::vector<std::string>& names) {
    for (const std::string& name : names)
        if (std::none_of(pictures.begin(), pictures.end(),
                         [&](const Picture& p) { return name == p.name; })) {
            std::fprintf(stderr, "render_assets: there is no picture '%s'; see assets/README.md\n",
                         name.c_str());
            return 2;
        }
    for (const Picture& picture : pictures) {
        if (!names.empty() && std::find(names.begin(), names.end(), picture.name) == names.end()) continue;
        const std::filesystem::path file = folder / (std::string(picture.name) + ".png");
        picture.render().write(file, picture.grain);
        std::printf("render_assets: wrote %s\n", file.c_str());
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: render_assets FOLDER [NAME...]\n");
        return 2;
    }
    try {
        return render(argv[1], {argv + 2, argv + argc});
    } catch (const std::exception& error) {
        std::fprintf(stderr, "render_assets: %s\n", error.what());
        return 2;
    }
}
