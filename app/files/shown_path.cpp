#include "app/files/shown_path.h"

namespace siftscope {

std::string shown(const std::filesystem::path& path) {
    std::string text = "\"";
    text += path.string();
    text += '"';
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = '?';
    return text;
}

}  // namespace siftscope
