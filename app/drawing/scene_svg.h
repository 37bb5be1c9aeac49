#pragma once

#include <string>

#include "app/drawing/scene.h"

namespace siftscope {

/// The scene as an SVG 1.1 document: pictures embedded as PNG, strokes as vectors, text as text.
/// `description` becomes its <desc>. The same scene gives the same bytes everywhere.
[[nodiscard]] std::string to_svg(const scene::Scene& scene, const std::string& title,
                                 const std::string& description);

}  // namespace siftscope
