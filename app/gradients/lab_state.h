#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/nn_problem/nn_problem.h"

namespace siftscope {

/// Which part of the open picture the photograph preset works on.
struct PatchChoice {
    int left = 0, top = 0;        ///< pixels of the picture
    int width = 48, height = 48;  ///< pixels; cut to what the picture has
    bool whole = false;           ///< all of it, shrunk where its longer side has more than `most_photo_side`
    friend bool operator==(const PatchChoice&, const PatchChoice&) = default;
};

inline constexpr int least_patch_side = 8, most_patch_side = 128, most_photo_side = 1024;

/// What the gradient screen is about: one plain value, from which all that it shows follows.
struct LabState {
    std::string preset;
    NnProblem problem;  ///< without its head where that averages; see complete()

    /// A fully connected layer stands on top whose class k is the mean of map k of the last value: "kernel k
    /// responds most". It follows the maps in size, so it is made when it is needed.
    bool averaging_head = false;
    std::optional<PatchChoice> patch;  ///< of the photograph preset
};

/// The problem with its head: what is solved, exported, and handed to `siftscope nn`.
[[nodiscard]] NnProblem complete(const LabState& state);

/// W [maps, maps x rows x columns] and b = 0 such that output k is the mean of map k of a value of this
/// shape.
[[nodiscard]] nn::FullyConnected averaging_head(const nn::Shape& maps);

/// How many numbers the problem holds: what a copy of it costs.
[[nodiscard]] std::size_t numbers_in(const LabState& state);

}  // namespace siftscope
