#pragma once

namespace siftscope {

/// What is done to the turned picture besides turning it, in this order: it is scaled while it is turned,
/// then blurred, gain and brightness are applied, noise is added, it is rounded to its depth, and compressed.
/// The defaults change nothing.
struct Distortion {
    double scale = 1;       ///< by which lengths grow; part of the true map
    double blur = 0;        ///< standard deviation of a Gaussian, pixels of the turned picture
    double gain = 1;        ///< contrast: what each grey level is multiplied by
    double brightness = 0;  ///< grey levels, added after the gain
    double noise = 0;       ///< standard deviation, grey levels (noise_field.h)
    int seed = 1;           ///< of the noise
    int jpeg = 0;           ///< quality of a JPEG file that the picture goes through, 1 to 100; 0: none

    friend bool operator==(const Distortion&, const Distortion&) = default;

    /// Grey levels change, not only places.
    [[nodiscard]] bool changes_levels() const {
        return blur > 0 || gain != 1 || brightness != 0 || noise > 0 || jpeg > 0;
    }
};

}  // namespace siftscope
