#pragma once

#include <cstdint>

namespace siftscope::palette {

/// 8-bit sRGB, red first.
struct Colour {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;

    friend constexpr bool operator==(const Colour&, const Colour&) = default;
};

// The meanings, in colours that people with any colour vision can tell apart (Okabe and Ito 2008, "Color
// Universal Design"), and that hold on dark and bright photographs alike. The window and the exported
// pictures use the same ones. Never the colour alone: what is wrong also has crosses at its ends.

inline constexpr Colour right{0x56, 0xB4, 0xE9};        ///< kept and right: sky blue
inline constexpr Colour wrong{0xD5, 0x5E, 0x00};        ///< kept and wrong: vermillion
inline constexpr Colour kept{0xF0, 0xE4, 0x42};         ///< kept, truth unknown: yellow
inline constexpr Colour rejected{0xCC, 0x79, 0xA7};     ///< putative, not kept: reddish purple
inline constexpr Colour keypoint{0x00, 0x9E, 0x73};     ///< a keypoint without a match: bluish green
inline constexpr Colour selected{0xE6, 0x9F, 0x00};     ///< what the user points at: orange
inline constexpr Colour not_visible{0x9A, 0x9A, 0xA0};  ///< not visible in both pictures: grey, faded

/// Opacity of lines and circles: right ones light, wrong ones strong.
inline constexpr double right_opacity = 0.55;
inline constexpr double wrong_opacity = 1.0;
inline constexpr double kept_opacity = 0.75;
inline constexpr double not_visible_opacity = 0.45;

// Paper and ink of captions and legends in exported pictures.
inline constexpr Colour paper{0x16, 0x18, 0x1D};      ///< the strip that carries the caption
inline constexpr Colour ink{0xEC, 0xEE, 0xF2};        ///< main text
inline constexpr Colour faint_ink{0xA6, 0xAC, 0xB8};  ///< secondary text
inline constexpr Colour halo{0x10, 0x10, 0x12};       ///< thin dark rim that lifts lines off bright pictures

}  // namespace siftscope::palette
