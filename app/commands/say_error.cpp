#include "app/commands/say_error.h"

#include "app/files/quiet_stderr.h"

namespace siftscope {

void say_error(std::string sentence) {
    while (!sentence.empty() && sentence.back() == '\n') sentence.pop_back();
    for (char& letter : sentence)
        if (static_cast<unsigned char>(letter) < 0x20) letter = ' ';
    write_to_stderr("siftscope: " + sentence + "\n");
}

}  // namespace siftscope
