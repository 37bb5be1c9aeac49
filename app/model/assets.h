#pragma once

#include <filesystem>
#include <vector>

namespace siftscope {

/// The folder of the bundled pictures: $SIFTSCOPE_ASSETS, else beside the program
/// (../share/siftscope/assets), else the source tree that the program was built from. Empty when there is
/// none.
[[nodiscard]] std::filesystem::path assets_folder();

/// The bundled pictures (*.png of the folder), sorted by name.
[[nodiscard]] std::vector<std::filesystem::path> bundled_pictures();

}  // namespace siftscope
