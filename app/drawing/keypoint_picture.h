#pragma once

#include <string>

#include "app/model/picture.h"
#include "app/model/settings.h"
#include "sift/keypoint.h"

namespace siftscope {

/// The bytes of the picture with its keypoints drawn on it, in the format that `extension` (".png", ".svg")
/// names: a circle as wide as `size`, a tick from its centre along `angle`. A caption below says how many
/// and by which settings. Throws UserError for an extension that is not offered.
[[nodiscard]] std::string encode_keypoint_picture(const Picture& picture, const sift::Features& features,
                                                  const Settings& settings, const std::string& extension);

}  // namespace siftscope
