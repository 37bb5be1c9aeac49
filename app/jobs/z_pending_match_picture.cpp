#include "app/drawing/match_picture.h"
#include "app/model/error.h"

namespace siftscope {

// Holds the place of the match picture until app/drawing has it: weak, and last in the library.
__attribute__((weak)) std::string encode_match_picture(const MatchResult&, const std::string&) {
    throw UserError("the match picture cannot be drawn yet");
}

}  // namespace siftscope
