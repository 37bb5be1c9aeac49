#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/gradients/lab_state.h"
#include "app/model/picture.h"

namespace siftscope {

/// A ready problem on the gradient screen.
struct Preset {
    std::string name;  ///< in scripts: preset_NAME; also of `siftscope nn --example`, the photograph excepted
    std::string title;  ///< on its button
    std::string shows;  ///< one sentence
};

/// The nine presets in the order of the screen.
[[nodiscard]] const std::vector<Preset>& presets();

/// Throws UserError when there is no such preset. "photograph" needs photograph_lab().
[[nodiscard]] LabState lab_of_preset(std::string_view name);

/// The chain conv -> relu -> pool -> averaging head -> nll on grey values 0..1 of the picture: four kernels,
/// class k says that kernel k responds most. `patch` is moved and cut so that it lies in the picture.
/// Throws UserError when the picture is smaller than a patch can be.
[[nodiscard]] LabState photograph_lab(const Picture& picture, PatchChoice patch);

/// The same network on another patch: kernels, settings and target stay.
[[nodiscard]] LabState with_patch(LabState state, const Picture& picture, PatchChoice patch);

/// The part of the picture that a choice means, as x [1, rows, columns] of grey 0..1.
[[nodiscard]] nn::Tensor patch_values(const Picture& picture, const PatchChoice& patch);

/// `patch` so that it lies in the picture.
[[nodiscard]] PatchChoice fitted(PatchChoice patch, const Picture& picture);

}  // namespace siftscope
