#include "app/model/rotation_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numeric>

#include <nlohmann/json.hpp>

#include "app/model/aligned_table.h"
#include "app/model/format_number.h"
#include "sift/geometry/average_precision.h"
#include "sift/quantile.h"

namespace siftscope {
namespace {

using Json = nlohmann::ordered_json;
using Figures = std::vector<RotationFigures>;
using Value = std::optional<double>;

/// A line of the table.
struct Measure {
    const char* key;    // in JSON, in the unit of the struct
    const char* label;  // with the unit of the table
    double factor;      // from the one to the other
    int decimals;
    bool median;  // pooled so, else by the mean
    Value (*of)(const RotationFigures&);
};

Value from(std::size_t count) {
    return static_cast<double>(count);
}

using F = const RotationFigures&;
constexpr std::array<Measure, 21> measures{{
    {"points", "points", 1, 0, false, [](F f) { return from(f.quality.points); }},
    {"found_1px", "found within 1 px, %", 100, 2, false, [](F f) { return f.quality.found_1px; }},
    {"found_0.25px", "found within 0.25 px, %", 100, 2, false,
     [](F f) { return f.quality.found_quarter_px; }},
    {"found_0.05px", "found within 0.05 px, %", 100, 2, false,
     [](F f) { return f.quality.found_twentieth_px; }},
    {"oriented", "with orientation, %", 100, 2, false, [](F f) { return f.quality.oriented; }},
    {"tight", "tight: 0.25 px and 1 degree, %", 100, 2, false, [](F f) { return f.quality.tight; }},
    {"position_median_px", "position error, median, px", 1, 4, false,
     [](F f) { return f.quality.position_median_px; }},
    {"position_p95_px", "position error, 95 %, px", 1, 4, false,
     [](F f) { return f.quality.position_p95_px; }},
    {"bias_x_px", "bias in x, px", 1, 4, false, [](F f) { return f.quality.bias_x_px; }},
    {"bias_y_px", "bias in y, px", 1, 4, false, [](F f) { return f.quality.bias_y_px; }},
    {"scale_median", "scale error, median, %", 100, 3, false, [](F f) { return f.quality.scale_median; }},
    {"orientation_median_deg", "orientation error, median, degrees", 1, 3, false,
     [](F f) { return f.quality.orientation_median; }},
    {"orientation_p95_deg", "orientation error, 95 %, degrees", 1, 3, false,
     [](F f) { return f.quality.orientation_p95; }},
    {"descriptor_median", "descriptor distance, median", 1, 1, false,
     [](F f) { return f.quality.descriptor_median; }},
    {"descriptor_p95", "descriptor distance, 95 %", 1, 1, false,
     [](F f) { return f.quality.descriptor_p95; }},
    {"average_precision_3px", "average precision, 3 px, %", 100, 2, false,
     [](F f) { return f.average_precision_3px; }},
    {"average_precision_1px", "average precision, 1 px, %", 100, 2, false,
     [](F f) { return f.average_precision_1px; }},
    {"precision", "precision at ratio 0.8, %", 100, 2, false, [](F f) { return f.precision; }},
    {"recall", "recall at ratio 0.8, %", 100, 2, false, [](F f) { return f.recall; }},
    {"angle_error_deg", "rotation error, median, degrees", 1, 5, true, [](F f) { return f.angle_error; }},
    {"angle_error_worst_deg", "rotation error, worst, degrees", 1, 5, false, nullptr},
}};

/// The value of a line over all pictures and angles of one engine and kind.
Value pooled(const Measure& measure, const Figures& figures, const std::string& engine, bool quarter_turns) {
    std::vector<double> values;
    for (const RotationFigures& f : figures) {
        if (f.engine != engine || f.quarter_turn != quarter_turns) continue;
        const Value value = measure.of != nullptr ? measure.of(f) : f.angle_error;
        if (value) values.push_back(*value);
    }
    if (values.empty()) return std::nullopt;
    if (measure.of == nullptr) return *std::max_element(values.begin(), values.end());
    if (measure.median) return sift::median(std::move(values));
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

Value pooled(const char* key, const Figures& figures, const std::string& engine, bool quarter_turns) {
    const auto* measure = std::find_if(measures.begin(), measures.end(),
                                       [&](const Measure& m) { return std::string_view(m.key) == key; });
    return pooled(*measure, figures, engine, quarter_turns);
}

/// In the order of their first appearance.
std::vector<std::string> engines_of(const Figures& figures) {
    std::vector<std::string> engines;
    for (const RotationFigures& f : figures)
        if (std::find(engines.begin(), engines.end(), f.engine) == engines.end()) engines.push_back(f.engine);
    return engines;
}

bool has(const Figures& figures, bool quarter_turns) {
    return std::any_of(figures.begin(), figures.end(),
                       [&](const RotationFigures& f) { return f.quarter_turn == quarter_turns; });
}

std::string column_of(const std::string& engine) {
    return engine == "opencv" ? "cv::SIFT" : engine.substr(engine.find('-') + 1);
}

}  // namespace

RotationFigures rotation_figures(const MatchResult& match, const sift::Features& original,
                                 const sift::Features& turned) {
    const sift::Rotation& rotation = *match.second->rotation;
    const auto area = [&](double radius_px) {
        return sift::average_precision(match.side_1->keypoints, match.side_2->keypoints, match.matches,
                                       *match.second->truth, radius_px);
    };
    RotationFigures figures;
    figures.engine = engine_label(match.settings);
    figures.quarter_turn = rotation.lossless;
    figures.quality = sift::rotation_quality(original, turned, rotation);
    figures.average_precision_3px = area(3);
    figures.average_precision_1px = area(1);
    figures.precision = match.verdicts->precision;
    figures.recall = match.verdicts->recall;
    if (match.angle_error) figures.angle_error = std::abs(*match.angle_error);
    return figures;
}

std::string rotation_verdict(const Figures& figures) {
    const std::string ours = "siftscope-precise";
    const std::string theirs = "opencv";
    const bool turns = has(figures, true);
    const auto tight = [&](const std::string& engine, bool quarter_turns) {
        return pooled("tight", figures, engine, quarter_turns);
    };
    const bool kinds[] = {true, false};
    int better = 0, worse = 0;
    std::string text;
    for (const bool quarter_turns : kinds) {
        if (!has(figures, quarter_turns)) continue;
        const Value own = tight(ours, quarter_turns);
        const Value other = tight(theirs, quarter_turns);
        if (!own || !other) continue;
        (*own > *other ? better : worse) += *own != *other ? 1 : 0;
        text += text.empty() ? "" : ", ";
        text += (quarter_turns ? std::string("at quarter turns ")
                               : std::string(turns ? "at other angles " : "at these angles ")) +
                per_cent_or(own, 1, "none") + " against " + per_cent_or(other, 1, "none");
    }
    if (text.empty()) return "Verdict: no keypoints, so nothing can be said about rotation.";
    const std::string what = " of the keypoints are found again within 0.25 px and 1 degree";
    const std::string conclusion =
        better > 0 && worse == 0
            ? "the precise profile holds up better than cv::SIFT when these pictures turn"
        : worse > 0 && better == 0
            ? "cv::SIFT holds up better than the precise profile when these pictures turn"
        : better == 0 ? "the precise profile and cv::SIFT hold up alike when these pictures turn"
                      : "neither the precise profile nor cv::SIFT holds up better at all angles";
    return "Verdict: " + conclusion + ": " + text + what + ".";
}

std::string rotation_table(const Figures& figures) {
    const std::vector<std::string> engines = engines_of(figures);
    std::vector<TableRow> rows(2);
    rows[0].emplace_back("turned with itself");
    rows[1].emplace_back();
    const bool kinds[] = {true, false};
    for (const bool quarter_turns : kinds) {
        if (!has(figures, quarter_turns)) continue;
        for (const std::string& engine : engines) {
            rows[0].emplace_back(engine != engines.front() ? ""
                                 : quarter_turns           ? "quarter turns"
                                                           : "other angles");
            rows[1].push_back(column_of(engine));
        }
    }
    for (const Measure& measure : measures) {
        TableRow row{measure.label};
        for (const bool quarter_turns : kinds) {
            if (!has(figures, quarter_turns)) continue;
            for (const std::string& engine : engines) {
                const Value value = pooled(measure, figures, engine, quarter_turns);
                row.push_back(value ? fixed_text(measure.factor * *value, measure.decimals) : "-");
            }
        }
        rows.push_back(std::move(row));
    }
    return aligned_table(rows) + rotation_verdict(figures) + "\n";
}

Json rotation_json(const Figures& figures) {
    Json report;
    const bool kinds[] = {true, false};
    for (const bool quarter_turns : kinds) {
        Json group = Json::object();
        if (has(figures, quarter_turns))
            for (const std::string& engine : engines_of(figures))
                for (const Measure& measure : measures) {
                    const Value value = pooled(measure, figures, engine, quarter_turns);
                    group[engine][measure.key] = value ? Json(*value) : Json(nullptr);
                }
        report[quarter_turns ? "quarter_turns" : "other_angles"] = std::move(group);
    }
    report["verdict"] = rotation_verdict(figures);
    return report;
}

}  // namespace siftscope
