#pragma once

namespace siftscope {

/// The textures of the canvases.
class CanvasGraphics {};

}  // namespace siftscope
