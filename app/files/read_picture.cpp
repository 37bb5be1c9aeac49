#include "app/files/read_picture.h"

#include "app/files/decode_picture.h"
#include "app/files/file_bytes.h"

namespace siftscope {

std::shared_ptr<const Picture> read_picture(const std::filesystem::path& path) {
    return decode_picture(read_file_bytes(path), path);
}

}  // namespace siftscope
