#pragma once

#include <array>
#include <string>
#include <vector>

#include "app/drawing/plot.h"
#include "app/files/text_notes.h"
#include "app/model/setting_names.h"
#include "app/model/settings.h"
#include "app/model/sweep.h"

namespace siftscope {

/// What a sweep can be drawn of.
enum class SweepQuantity { repeatability, precision, recall, kept, position_error, angle_error };

inline constexpr std::array<Named<SweepQuantity>, 6> sweep_quantity_names{
    {{"repeatability", SweepQuantity::repeatability},
     {"precision", SweepQuantity::precision},
     {"recall", SweepQuantity::recall},
     {"kept", SweepQuantity::kept},
     {"position_error", SweepQuantity::position_error},
     {"angle_error", SweepQuantity::angle_error}}};

/// One quantity against the angle, a line for each engine: over several images the mean, of the angle error
/// the median, with a band from the least to the greatest.
[[nodiscard]] plot::Panel sweep_panel(SweepQuantity quantity, const std::vector<SweepRow>& rows);

/// The panels of repeatability, precision, recall, position error and angle error. `settings` are those of
/// the match, for the notes.
[[nodiscard]] plot::Figure sweep_figure(const std::vector<SweepRow>& rows, const Settings& settings);

/// The bytes of this figure in the format that `extension` (".png", ".svg") names; `notes` are what the file
/// says about itself. The same rows give the same bytes. Throws UserError for an extension that is not
/// offered.
[[nodiscard]] std::string encode_sweep_plot(const std::vector<SweepRow>& rows, const Settings& settings,
                                            const std::vector<Note>& notes, const std::string& extension);

}  // namespace siftscope
