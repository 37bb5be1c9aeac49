#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/views/sweep_screen.h"

namespace siftscope {

struct AppState;

/// What is asked for on the sweep screen.
namespace sweep {

struct Choose {
    SweepChoice choice;
};
/// Measures what is chosen with the settings as they are; what runs is given up.
struct Run {};
/// Ends the sweep and keeps the rows that are finished.
struct Cancel {};
struct Point {
    std::optional<double> angle;
};
struct SetPath {
    std::string path;
};
/// Writes the rows that are there: `extension` is ".csv", ".png" or ".svg".
struct Export {
    std::string extension;
};
/// Copies the `siftscope sweep ...` line that measures what is chosen.
struct CopyCommand {};

}  // namespace sweep

using SweepCommand = std::variant<sweep::Choose, sweep::Run, sweep::Cancel, sweep::Point, sweep::SetPath,
                                  sweep::Export, sweep::CopyCommand>;

void apply(AppState& state, const SweepCommand& command);

/// One sentence that says why the choice cannot be run; empty when it can.
[[nodiscard]] std::string sweep_problem(const AppState& state);

/// How many rows the choice has; 0 when it cannot be run.
[[nodiscard]] std::size_t sweep_size(const SweepChoice& choice);

/// What has changed since the rows were asked for, so that running again would give others: a few words;
/// empty when nothing has.
[[nodiscard]] std::string sweep_difference(const AppState& state);

/// The rows that are there, in order.
[[nodiscard]] std::vector<SweepRow> sweep_rows(const SweepScreen& screen);

/// `angle` as the plots have it: the same modulo 360 within the angles asked for; empty when there is none.
[[nodiscard]] std::optional<double> angle_on_sweep(const SweepScreen& screen, double angle);

/// Another picture was opened: what runs is given up, the rows stay.
void leave_sweep_picture(AppState& state);

/// Takes in what the background has finished.
void poll_sweep(AppState& state);

[[nodiscard]] bool sweep_busy(const AppState& state);

/// Rows, progress and what is pointed at; see docs/scripted-window.md.
[[nodiscard]] nlohmann::ordered_json sweep_state(const AppState& state);

}  // namespace siftscope
