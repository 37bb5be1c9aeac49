#include "app/window/utf8.h"

#include <cstddef>

namespace siftscope {

std::vector<unsigned int> code_points(std::string_view utf8) {
    constexpr unsigned int replacement = 0xFFFD;
    std::vector<unsigned int> points;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        // 0xxxxxxx, 110xxxxx, 1110xxxx, 11110xxx (RFC 3629)
        const std::size_t length = lead < 0x80 ? 1 : lead >> 5 == 6 ? 2 : lead >> 4 == 14 ? 3 : 4;
        unsigned int point = length == 1 ? lead : lead & (0x7FU >> length);
        bool valid = (length < 4 || lead >> 3 == 30) && i + length <= utf8.size();
        for (std::size_t k = 1; valid && k < length; ++k) {
            const auto next = static_cast<unsigned char>(utf8[i + k]);
            valid = next >> 6 == 2;
            point = point << 6 | (next & 0x3FU);
        }
        points.push_back(valid ? point : replacement);
        i += valid ? length : 1;
    }
    return points;
}

}  // namespace siftscope
