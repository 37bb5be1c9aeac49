#include "app/model/sweep_summary.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <numeric>
#include <utility>

#include "app/model/aligned_table.h"
#include "app/model/format_number.h"
#include "sift/quantile.h"

namespace siftscope {
namespace {

using Rows = std::vector<const SweepRow*>;

/// The figures that rows have, through `figure`, which may give none.
template <class Figure>
std::vector<double> figures(const Rows& rows, Figure figure) {
    std::vector<double> values;
    for (const SweepRow* row : rows)
        if (const std::optional<double> value = figure(*row)) values.push_back(*value);
    return values;
}

std::optional<double> mean(const std::vector<double>& values) {
    if (values.empty()) return std::nullopt;
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::optional<double> median(std::vector<double> values) {
    if (values.empty()) return std::nullopt;
    return sift::median(std::move(values));
}

/// Keys in the order of their first appearance, each with its rows.
template <class Key>
std::vector<std::pair<std::string, Rows>> groups(const Rows& rows, Key key) {
    std::vector<std::pair<std::string, Rows>> found;
    for (const SweepRow* row : rows) {
        const std::string name = key(*row);
        auto group =
            std::find_if(found.begin(), found.end(), [&](const auto& known) { return known.first == name; });
        if (group == found.end()) group = found.insert(found.end(), {name, {}});
        group->second.push_back(row);
    }
    return found;
}

std::string hundredths(const std::optional<double>& share) {
    return share ? fixed_text(100 * *share, 2) : "-";
}

std::string figure(const std::optional<double>& value, int decimals) {
    return fixed_or(value, decimals, "-");
}

TableRow line_of(const std::string& image, const SweepSummary& s) {
    return {image,
            s.engine,
            std::to_string(s.rows),
            figure(s.keypoints, 0),
            hundredths(s.repeatability),
            hundredths(s.precision),
            hundredths(s.recall),
            figure(s.median_error_px, 4),
            figure(s.angle_error, 5),
            figure(s.worst_angle_error, 5),
            hundredths(s.within_three),
            std::to_string(s.not_estimated)};
}

}  // namespace

SweepSummary summarize(const std::string& engine, const Rows& rows) {
    SweepSummary summary;
    summary.engine = engine;
    summary.rows = rows.size();
    summary.keypoints = mean(
        figures(rows, [](const SweepRow& r) { return std::optional(static_cast<double>(r.keypoints_1)); }));
    summary.repeatability = mean(figures(rows, [](const SweepRow& r) { return r.repeatability; }));
    summary.precision = mean(figures(rows, [](const SweepRow& r) { return r.precision; }));
    summary.recall = mean(figures(rows, [](const SweepRow& r) { return r.recall; }));
    summary.median_error_px = median(figures(rows, [](const SweepRow& r) { return r.median_error_px; }));

    const std::vector<double> errors = figures(rows, [](const SweepRow& r) {
        return r.angle_error ? std::optional(std::abs(*r.angle_error)) : std::nullopt;
    });
    summary.not_estimated = rows.size() - errors.size();
    summary.angle_error = median(errors);
    if (!errors.empty()) summary.worst_angle_error = *std::max_element(errors.begin(), errors.end());
    summary.within_three = mean(figures(rows, [](const SweepRow& r) -> std::optional<double> {
        if (!r.angle_error || !r.angle_uncertainty) return std::nullopt;
        // What is exact is within any uncertainty; 1e-9 degrees is the rounding of the fit itself.
        return std::abs(*r.angle_error) <= 3 * *r.angle_uncertainty + 1e-9 ? 1.0 : 0.0;
    }));
    return summary;
}

std::vector<SweepSummary> summaries_of(const std::vector<SweepRow>& rows) {
    Rows all;
    for (const SweepRow& row : rows) all.push_back(&row);
    std::vector<SweepSummary> summaries;
    for (const auto& [engine, part] : groups(all, [](const SweepRow& r) { return r.engine; }))
        summaries.push_back(summarize(engine, part));
    return summaries;
}

std::string sweep_table(const std::vector<SweepRow>& rows) {
    std::vector<TableRow> lines{
        {"", "engine", "rows", "keypoints", "repeat-", "precision", "recall", "position", "angle error",
         "degrees", "within 3", "not"},
        {"", "", "", "", "ability %", "%", "%", "error px", "median", "worst", "s.d. %", "estimated"}};
    Rows all;
    for (const SweepRow& row : rows) all.push_back(&row);
    const auto by_image = groups(all, [](const SweepRow& r) { return r.image; });
    for (const auto& [image, part] : by_image)
        for (const auto& [engine, own] : groups(part, [](const SweepRow& r) { return r.engine; }))
            lines.push_back(
                line_of(std::filesystem::path(image).filename().string(), summarize(engine, own)));
    if (by_image.size() > 1)
        for (const SweepSummary& summary : summaries_of(rows)) lines.push_back(line_of("all", summary));
    return aligned_table(lines);
}

}  // namespace siftscope
