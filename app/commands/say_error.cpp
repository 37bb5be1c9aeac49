#include "app/commands/say_error.h"

#include <cstdio>

namespace siftscope {

void say_error(std::string sentence) {
    while (!sentence.empty() && sentence.back() == '\n') sentence.pop_back();
    for (char& letter : sentence)
        if (static_cast<unsigned char>(letter) < 0x20) letter = ' ';
    std::fprintf(stderr, "siftscope: %s\n", sentence.c_str());
}

}  // namespace siftscope
