#include "app/drawing/sweep_plot.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <utility>

#include <opencv2/core/version.hpp>

#include "app/drawing/encode_pixels.h"
#include "app/drawing/plot_scene.h"
#include "app/drawing/scene_raster.h"
#include "app/drawing/scene_svg.h"
#include "app/files/png_text.h"
#include "app/model/error.h"
#include "app/model/format_number.h"
#include "app/model/setting_names.h"
#include "app/model/summary.h"
#include "app/model/version.h"
#include "sift/quantile.h"

namespace siftscope {
namespace {

using Values = std::vector<double>;

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
// Degrees. An exact answer has no logarithm, and errors below this are rounding.
constexpr double least_angle_error = 1e-6;

/// A figure of a row, in the unit of its panel.
using RowFigure = std::function<std::optional<double>(const SweepRow&)>;

double mean(const Values& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

RowFigure share_row(std::optional<double> SweepRow::*share) {
    return [share](const SweepRow& row) {
        return row.*share ? std::optional(100 * *(row.*share)) : std::nullopt;
    };
}

std::optional<double> absolute_angle_error(const SweepRow& row) {
    if (!row.angle_error) return std::nullopt;
    return std::max(std::abs(*row.angle_error), least_angle_error);
}

/// Engines in a fixed order of looks, whichever of them are there: a colour means the same in every plot.
std::size_t style_of(const std::string& engine) {
    if (engine == "siftscope-precise") return 0;
    if (engine == "siftscope-classic") return 1;
    return engine == "opencv" ? 2 : 3;
}

std::string legend_of(const std::string& engine) {
    return engine == "opencv" ? std::string("OpenCV ") + CV_VERSION + ", cv::SIFT" : engine;
}

/// The rows of an engine, by angle.
using ByAngle = std::map<double, std::vector<const SweepRow*>>;

plot::Series series_of(const std::string& engine, const ByAngle& rows, const RowFigure& figure,
                       double (*middle)(const Values&), bool band) {
    plot::Series series{legend_of(engine), style_of(engine), {}, {}, {}, {}};
    for (const auto& [angle, at_angle] : rows) {
        Values values;
        for (const SweepRow* row : at_angle)
            if (const std::optional<double> value = figure(*row)) values.push_back(*value);
        series.x.push_back(angle);
        series.y.push_back(values.empty() ? nothing : middle(values));
        if (!band) continue;
        const auto [least, most] = std::minmax_element(values.begin(), values.end());
        series.low.push_back(values.empty() ? nothing : *least);
        series.high.push_back(values.empty() ? nothing : *most);
    }
    return series;
}

/// Least and greatest of all that a panel shows; nothing when it shows nothing.
std::optional<std::pair<double, double>> range_of(const std::vector<plot::Series>& all) {
    Values values;
    for (const plot::Series& series : all)
        for (const Values* part : {&series.y, &series.low, &series.high})
            std::copy_if(part->begin(), part->end(), std::back_inserter(values),
                         [](double value) { return std::isfinite(value); });
    if (values.empty()) return std::nullopt;
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    return std::pair(*least, *most);
}

plot::Axis share_axis(const std::vector<plot::Series>& series) {
    const double least = range_of(series).value_or(std::pair(0.0, 100.0)).first;
    // 100 % always shows, and a full house is no flat line on the frame.
    return plot::linear_axis("%", std::min(least, 99.0), 100, 6);
}

plot::Axis count_axis(const std::vector<plot::Series>& series) {
    const double most = range_of(series).value_or(std::pair(0.0, 1.0)).second;
    return plot::linear_axis("kept matches", 0, std::max(most, 1.0), 6);
}

plot::Axis position_axis(const std::vector<plot::Series>& series) {
    const double most = range_of(series).value_or(std::pair(0.0, 1.0)).second;
    return plot::linear_axis("px, median of the right matches", 0, std::max(most, 0.001), 6);
}

plot::Axis angle_error_axis(const std::vector<plot::Series>& series) {
    const auto [least, most] = range_of(series).value_or(std::pair(least_angle_error, 1.0));
    return plot::log_axis("degrees, estimated - true, absolute", least, most, 6);
}

std::size_t image_count(const std::vector<SweepRow>& rows) {
    std::set<std::string> images;
    for (const SweepRow& row : rows) images.insert(row.image);
    return images.size();
}

std::string title_of(const std::vector<SweepRow>& rows) {
    if (rows.empty()) return "No rows";
    const std::size_t images = image_count(rows);
    const std::string what = images == 1 ? std::filesystem::path(rows.front().image).filename().string()
                                         : std::to_string(images) + " pictures";
    const auto [first, last] = std::minmax_element(
        rows.begin(), rows.end(), [](const SweepRow& a, const SweepRow& b) { return a.angle < b.angle; });
    const std::string from = shortest_text(first->angle);
    const std::string to = shortest_text(last->angle);
    return what + " matched with " + (images == 1 ? "itself" : "themselves") + " turned by " +
           (from == to ? from : from + " to " + to) + " degrees";
}

std::vector<std::string> notes_of(const std::vector<SweepRow>& rows, const Settings& settings) {
    std::vector<std::string> notes{
        threshold_line(settings) + ", right within " + shortest_text(settings.tolerance) + " px",
        std::string(name_of(settings.interpolation)) + " interpolation, canvas " + name_of(settings.canvas)};
    if (image_count(rows) > 1)
        notes.emplace_back("lines: mean over the pictures (angle error: median); bands: least to greatest");
    notes.push_back(std::string("siftscope ") + version);
    return notes;
}

/// The rows of each engine, and the angles that they have.
struct EngineRows {
    std::map<std::size_t, std::pair<std::string, ByAngle>> engines;  // by look
    double low = 0;
    double high = 0;
    bool band = false;
};

EngineRows group_by_engine(const std::vector<SweepRow>& rows) {
    EngineRows all;
    all.low = all.high = rows.empty() ? 0 : rows.front().angle;
    all.band = image_count(rows) > 1;
    for (const SweepRow& row : rows) {
        auto& [name, by_angle] = all.engines[style_of(row.engine)];
        name = row.engine;
        by_angle[row.angle].push_back(&row);
        all.low = std::min(all.low, row.angle);
        all.high = std::max(all.high, row.angle);
    }
    return all;
}

/// How a quantity is drawn: over several pictures by `middle`.
struct Drawn {
    const char* title;
    RowFigure figure;
    double (*middle)(const Values&);
    plot::Axis (*axis)(const std::vector<plot::Series>&);
};

Drawn drawn(SweepQuantity quantity) {
    const auto median = [](const Values& values) { return sift::median(values); };
    switch (quantity) {
        case SweepQuantity::repeatability:
            return {"Repeatability", share_row(&SweepRow::repeatability), mean, share_axis};
        case SweepQuantity::precision:
            return {"Precision", share_row(&SweepRow::precision), mean, share_axis};
        case SweepQuantity::recall:
            return {"Recall", share_row(&SweepRow::recall), mean, share_axis};
        case SweepQuantity::kept:
            return {"Kept", [](const SweepRow& row) { return std::optional(static_cast<double>(row.kept)); },
                    mean, count_axis};
        case SweepQuantity::position_error:
            return {"Position error", [](const SweepRow& row) { return row.median_error_px; }, mean,
                    position_axis};
        case SweepQuantity::angle_error:
            return {"Angle error", absolute_angle_error, median, angle_error_axis};
    }
    return {};
}

plot::Panel panel_of(SweepQuantity quantity, const EngineRows& rows) {
    const Drawn how = drawn(quantity);
    std::vector<plot::Series> series;
    for (auto engine = rows.engines.rbegin(); engine != rows.engines.rend(); ++engine)
        series.push_back(
            series_of(engine->second.first, engine->second.second, how.figure, how.middle, rows.band));
    plot::Axis y = how.axis(series);
    return {how.title, plot::degree_axis("rotation, degrees", rows.low, rows.high, 8), std::move(y),
            std::move(series)};
}

}  // namespace

plot::Panel sweep_panel(SweepQuantity quantity, const std::vector<SweepRow>& rows) {
    return panel_of(quantity, group_by_engine(rows));
}

plot::Figure sweep_figure(const std::vector<SweepRow>& rows, const Settings& settings) {
    const EngineRows engines = group_by_engine(rows);
    plot::Figure figure{title_of(rows), notes_of(rows, settings), {}};
    for (const SweepQuantity quantity :
         {SweepQuantity::repeatability, SweepQuantity::precision, SweepQuantity::recall,
          SweepQuantity::position_error, SweepQuantity::angle_error})
        figure.panels.push_back(panel_of(quantity, engines));
    return figure;
}

std::string encode_sweep_plot(const std::vector<SweepRow>& rows, const Settings& settings,
                              const std::vector<Note>& notes, const std::string& extension) {
    const plot::Figure figure = sweep_figure(rows, settings);
    const scene::Scene scene = plot_scene(figure);
    if (extension == ".svg") {
        std::string description;
        for (const std::string& note : figure.notes) description += note + "\n";
        return to_svg(scene, figure.title, description + note_lines(notes));
    }
    if (extension == ".png") {
        std::vector<Note> all = notes;
        all.emplace_back("Title", figure.title);
        return with_png_text(encode_pixels(rasterize(scene), ".png"), all);
    }
    throw UserError("a plot cannot be written as \"" + extension + "\"; choose .png or .svg");
}

}  // namespace siftscope
