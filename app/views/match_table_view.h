#pragma once

#include <memory>
#include <vector>

#include "app/model/match_table.h"
#include "app/model/view_state.h"
#include "app/views/pick.h"

namespace siftscope {

struct Frame;

/// The rows of the table under `view`: it shows the sets whose lines are shown.
[[nodiscard]] MatchRows rows_of(const ViewState& view);

/// What the table remembers from frame to frame.
class MatchTable {
  public:
    /// The rows of a result, found anew only when something has changed.
    [[nodiscard]] const std::vector<std::size_t>& rows(const std::shared_ptr<const MatchResult>& result,
                                                       const MatchRows& wanted);

    Pick hovered;   ///< the row under the pointer in the last frame
    Pick followed;  ///< what was selected when the table was last drawn: something else is scrolled to

  private:
    std::shared_ptr<const MatchResult> result_;
    MatchRows wanted_;
    std::vector<std::size_t> rows_;
};

/// The table of matches: sorted by a click on a heading, filtered by a field; a click on a row selects the
/// match in the pictures, and what is selected there is scrolled to.
void match_table_view(Frame& frame);

}  // namespace siftscope
