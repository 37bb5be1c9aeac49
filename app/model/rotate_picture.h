#pragma once

#include <memory>
#include <stop_token>

#include "app/model/match_result.h"
#include "app/model/picture.h"
#include "app/model/settings.h"

namespace siftscope {

/// `picture` turned by settings.angle on settings.canvas and distorted by settings.distortion: the grey
/// picture by settings.interpolation, rounded to the depth of the input; the colours, which are only looked
/// at, by linear interpolation. Outside the picture both are the mean grey. Null when a stop was requested.
[[nodiscard]] std::shared_ptr<const SecondPicture> rotate_picture(const Picture& picture,
                                                                  const Settings& settings,
                                                                  std::stop_token stop = {});

/// The same without the colours, which are left empty: for work that nobody looks at.
[[nodiscard]] std::shared_ptr<const SecondPicture> rotate_grey_picture(const Picture& picture,
                                                                       const Settings& settings,
                                                                       std::stop_token stop = {});

}  // namespace siftscope
