#pragma once

#include <string>
#include <vector>

#include "app/drawing/plot.h"
#include "app/model/settings.h"
#include "app/model/sweep.h"

namespace siftscope {

/// Repeatability, precision, recall, position error and angle error of a sweep against the angle, a line for
/// each engine: the mean over the images, of the angle error the median; a band from the least to the
/// greatest where there are several images. `settings` are those of the match, for the notes.
[[nodiscard]] plot::Figure sweep_figure(const std::vector<SweepRow>& rows, const Settings& settings);

/// The bytes of this figure in the format that `extension` (".png", ".svg") names. The same rows give the
/// same bytes. Throws UserError for an extension that is not offered.
[[nodiscard]] std::string encode_sweep_plot(const std::vector<SweepRow>& rows, const Settings& settings,
                                            const std::string& extension);

}  // namespace siftscope
