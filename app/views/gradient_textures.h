#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "app/jobs/gradient_worker.h"
#include "app/window/texture.h"

namespace siftscope {

/// The large tensors on the graphics card, a texture for each page; made again only when what it shows has
/// changed and is looked at. Lives and dies with the window's GL context.
class GradientTextures {
  public:
    [[nodiscard]] Texture& page(const std::shared_ptr<const LabResult>& result, const ShownTensor& shown,
                                std::size_t page, bool on_dark);

    /// The gradient of the input in its colours over the input in grey: strong where the gradient is large.
    [[nodiscard]] Texture& gradient_over_input(const std::shared_ptr<const LabResult>& result, bool on_dark);

  private:
    struct Entry {
        std::weak_ptr<const LabResult> of;
        bool on_dark = false;
        Texture texture;
    };
    std::map<std::pair<std::string, std::size_t>, Entry> entries_;

    /// The entry, and whether it has to be drawn again.
    std::pair<Entry&, bool> entry(const std::shared_ptr<const LabResult>& result, const std::string& name,
                                  std::size_t page, bool on_dark);
};

}  // namespace siftscope
