#pragma once

#include <filesystem>
#include <string>

#include "app/model/selection.h"
#include "app/model/settings.h"
#include "app/model/sweep_scope.h"
#include "app/model/view_state.h"

namespace siftscope {

/// All that a person has chosen on the match screen and for sweeps, as one plain value: what undo goes back
/// to and what a session file holds.
struct Session {
    std::filesystem::path image;
    std::string sha256;           ///< of the picture's file when it was read; empty when not known
    std::filesystem::path other;  ///< matched with `image`; empty: the image itself turned
    std::string other_sha256;     ///< likewise
    Settings settings;
    Selection selection;
    ViewState view;
    SweepScope sweep;

    friend bool operator==(const Session&, const Session&) = default;
};

}  // namespace siftscope
