#pragma once

#include <array>

#include "app/model/setting_names.h"

namespace siftscope {

/// A keypoint or match that is looked at alone, by its place rather than by its number in one result: it is
/// found again when something else has changed, in another run and from a file.
struct Selection {
    enum class Kind { none, match, keypoint };
    enum class Side { original, rotated };

    Kind kind = Kind::none;
    Side side = Side::original;  ///< of the keypoint; a match goes by that of the original
    double x = 0;                ///< of the keypoint: pixels of its picture
    double y = 0;
    double size = 0;   ///< pixels
    double angle = 0;  ///< degrees

    friend bool operator==(const Selection&, const Selection&) = default;
};

inline constexpr std::array<Named<Selection::Kind>, 2> selection_kind_names{
    {{"match", Selection::Kind::match}, {"keypoint", Selection::Kind::keypoint}}};
inline constexpr std::array<Named<Selection::Side>, 2> selection_side_names{
    {{"original", Selection::Side::original}, {"rotated", Selection::Side::rotated}}};

}  // namespace siftscope
