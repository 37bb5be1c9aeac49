#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/drawing/sweep_plot.h"
#include "app/model/picture.h"
#include "app/model/sweep.h"
#include "app/model/sweep_scope.h"
#include "app/model/sweep_summary.h"

namespace siftscope {

/// What the user wants of the sweep screen: one plain value.
struct SweepChoice : SweepScope {
    std::optional<SweepQuantity> quantity;  ///< shown large; empty: all of them

    friend bool operator==(const SweepChoice&, const SweepChoice&) = default;
};

/// What is measured, or was measured last.
struct SweepAsked {
    std::weak_ptr<const Picture> picture;
    SweepPlan plan;
    Settings settings;   ///< of the match screen
    std::string sha256;  ///< of the picture's file
};

/// All that the sweep screen knows.
struct SweepScreen {
    SweepChoice choice;
    std::optional<SweepAsked> asked;            ///< empty before the first sweep
    std::vector<std::optional<SweepRow>> rows;  ///< of `asked`, by number; those that are there
    std::size_t done = 0;                       ///< of these
    double elapsed_s = 0;                       ///< until the newest row came
    bool running = false;
    std::string error;                    ///< one sentence instead of the rows that are missing
    std::vector<plot::Panel> panels;      ///< of the rows, in the order of sweep_quantity_names
    std::vector<SweepSummary> summaries;  ///< likewise, of each engine
    std::optional<double> hovered;        ///< the angle that is pointed at
    std::string path;                     ///< where exports go; each adds its own ending
    bool path_chosen = false;             ///< by the user: opening another picture leaves it alone
    std::vector<std::string> exports;     ///< endings asked for and not yet begun
    bool writing = false;                 ///< one that was begun
};

}  // namespace siftscope
