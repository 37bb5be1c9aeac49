#include "app/commands/command_line.h"

#include <cstdio>
#include <cstring>

#include "app/model/version.h"

namespace siftscope {

int run_command_line(int argc, const char* const* argv) {
    if (argc == 2 && std::strcmp(argv[1], "--version") == 0) {
        std::printf("siftscope %s\n", version);
        return 0;
    }
    std::fprintf(stderr, "siftscope: no command is built in yet\n");
    return 2;
}

}  // namespace siftscope
