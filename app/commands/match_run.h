#pragma once

#include <optional>
#include <stop_token>
#include <string>

#include <CLI/App.hpp>

#include "app/model/session.h"
#include "app/model/settings.h"

namespace siftscope {

/// A match from pictures to files: what `match` and `run` do once they know what is asked for. An output
/// whose name is empty is not wanted; "-" is standard output.
struct MatchRun {
    std::string image;
    std::string other;  ///< matched with `image`; empty: the image itself turned by settings.angle
    std::string truth;  ///< file of the true map between the two
    Settings settings;
    std::string session_file;        ///< that all of the above was read from
    std::optional<Session> session;  ///< its content

    std::string output;
    std::string report;
    std::string matches;
    std::string colmap;
    std::string all;        ///< folder for everything
    std::string rotated;    ///< the turned picture alone
    std::string error_map;  ///< what turning has done to the picture
    std::string animate;    ///< folder for the frames of a full turn
    double step = 2;        ///< of that, degrees
    bool notes = false;     ///< the table of matches begins with lines of comments
    bool quiet = false;
};

/// Adds --output, --report, --matches, --notes, --colmap, --all, --rotated, --animate, --step and --quiet,
/// which fill `run`.
void add_match_outputs(CLI::App& command, MatchRun& run);

/// Matches, writes the files, all or none, and prints the summary. Returns the exit status. Throws UserError.
int run_match(const MatchRun& run, const std::stop_token& stop);

}  // namespace siftscope
