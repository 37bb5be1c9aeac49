#pragma once

#include <optional>
#include <string>
#include <variant>

#include "app/views/gradient_screen.h"

namespace siftscope {

struct AppState;

/// What is asked for on the gradient screen.
namespace gradient {

struct OpenPreset {
    std::string name;
};
/// `continued`: part of the edit before it, as a drag is; undone together with it.
struct SetNumber {
    CellPick cell;
    double number = 0;
    bool continued = false;
};
/// A number as it was typed; refused with a sentence when it is none.
struct TypeNumber {
    CellPick cell;
    std::string text;
};
struct SetLayer {
    std::size_t layer = 0;
    LayerSetting setting = LayerSetting::kernel;
    std::string text;  ///< "3", "3x2"
};
struct SetTarget {
    std::size_t target = 0;
};
struct SetKernel {
    std::size_t kernel = 0;
    std::string name;
};
struct SetPatch {
    PatchChoice patch;
    bool continued = false;
    bool another_picture = false;
};
struct Undo {
    bool redo = false;
};
struct Pin {
    std::optional<CellPick> cell;
};
struct SetSteps {
    bool stepping = false;
    std::size_t step = 0;
    bool playing = false;
    double speed = 4;
};
struct Export {
    enum class What { map, screen, command };
    What what = What::map;
};

}  // namespace gradient

using GradientCommand =
    std::variant<gradient::OpenPreset, gradient::SetNumber, gradient::TypeNumber, gradient::SetLayer,
                 gradient::SetTarget, gradient::SetKernel, gradient::SetPatch, gradient::Undo, gradient::Pin,
                 gradient::SetSteps, gradient::Export>;

void apply(AppState& state, const GradientCommand& command);

/// Opens the first preset when there is none yet; takes in what the background has solved.
void poll_gradients(AppState& state);

/// Something of the gradient screen is being computed, played or written.
[[nodiscard]] bool gradients_busy(const AppState& state);

}  // namespace siftscope
