#include "app/drawing/match_caption.h"

#include <optional>

#include <opencv2/core/version.hpp>

#include "app/model/format_number.h"
#include "app/model/setting_names.h"
#include "app/model/setting_words.h"
#include "app/model/version.h"

namespace siftscope {
namespace {

using Entries = std::vector<CaptionEntry>;

constexpr const char* degree = "\u00B0";

std::string count_of(std::size_t count, const std::string& what) {
    return std::to_string(count) + " " + what;
}

std::string per_cent(const std::string& name, const std::optional<double>& share) {
    return name + " " + per_cent_or(share, 1, "unknown");
}

void add_legend(Entries& entries, const MatchResult& result) {
    if (result.verdicts) {
        entries.push_back({.text = count_of(result.verdicts->right, "right") + " (within " +
                                   shortest_text(result.settings.tolerance) + " px)",
                           .bold = true,
                           .begins_line = true,
                           .swatch = Swatch::line,
                           .swatch_colour = palette::right});
        entries.push_back({.text = count_of(result.verdicts->wrong, "wrong"),
                           .bold = true,
                           .swatch = Swatch::crossed_line,
                           .swatch_colour = palette::wrong});
    } else {
        const std::size_t agreeing = result.homography ? result.homography->inliers : result.kept;
        entries.push_back(
            {.text = count_of(agreeing, result.homography ? "inliers of a fitted homography (within " +
                                                                shortest_text(result.settings.tolerance) +
                                                                " px; truth unknown)"
                                                          : "kept (truth unknown)"),
             .bold = true,
             .begins_line = true,
             .swatch = Swatch::line,
             .swatch_colour = palette::kept});
        if (result.homography)
            entries.push_back({.text = count_of(result.kept - agreeing, "kept, no inliers: no rings"),
                               .swatch = Swatch::line,
                               .swatch_colour = palette::rejected});
    }
    entries.push_back({.text = "no kept match", .swatch = Swatch::ring, .swatch_colour = palette::keypoint});
    if (!result.side_1->not_visible.empty() || !result.side_2->not_visible.empty())
        entries.push_back(
            {.text = "not visible in both", .swatch = Swatch::ring, .swatch_colour = palette::not_visible});
}

void add_quality(Entries& entries, const MatchResult& result) {
    entries.push_back(
        {.text = "keypoints " + of_two(result.side_1->keypoints.size(), result.side_2->keypoints.size()),
         .begins_line = true});
    entries.push_back({.text = count_of(result.kept, "kept of ") + std::to_string(result.matches.size())});
    if (!result.verdicts) return;
    entries.push_back({.text = per_cent("precision", result.verdicts->precision), .bold = true});
    entries.push_back({.text = per_cent("recall", result.verdicts->recall)});
    entries.push_back({.text = per_cent("repeatability", result.repeatability)});
}

void add_angle(Entries& entries, const MatchResult& result) {
    if (result.angle_true)
        entries.push_back(
            {.text = "true angle " + shortest_text(*result.angle_true) + degree, .begins_line = true});
    if (result.estimate) {
        entries.push_back({.text = (result.angle_true ? "estimated " : "estimated angle ") +
                                   fixed_text(result.estimate->angle, 4) + degree + " \u00B1 " +
                                   fixed_text(result.estimate->uncertainty, 4) + degree,
                           .bold = true,
                           .begins_line = !result.angle_true});
        if (result.angle_error)
            entries.push_back({.text = "error " + signed_text(*result.angle_error, 4) + degree});
    } else {
        entries.push_back({.text = "angle not estimated", .begins_line = !result.angle_true});
    }
}

void add_settings(Entries& entries, const MatchResult& result) {
    const Settings& settings = result.settings;
    const auto add = [&entries](const std::string& text) {
        entries.push_back({.text = text, .colour = palette::faint_ink});
    };
    entries.push_back({.text = settings.engine == Engine::opencv
                                   ? "cv::SIFT"
                                   : "siftscope " + std::string(name_of(settings.profile)),
                       .colour = palette::faint_ink,
                       .begins_line = true});
    add("layers " + std::to_string(settings.detect.layers));
    add("contrast " + shortest_text(settings.detect.contrast_threshold));
    add("edge " + shortest_text(settings.detect.edge_threshold));
    add("sigma " + shortest_text(settings.detect.sigma));
    if (settings.detect.max_features > 0) add("strongest " + std::to_string(settings.detect.max_features));
    if (!settings.detect.upsample) add("not upsampled");
    if (settings.detect.root) add("RootSIFT");
    add("ratio " + shortest_text(settings.match.ratio));
    if (settings.match.max_distance) add("distance at most " + shortest_text(*settings.match.max_distance));
    if (settings.match.mutual) add("mutual");
    if (result.second->rotation && !result.second->rotation->lossless)
        add(std::string(name_of(settings.interpolation)) + " interpolation");
    for (const std::string& words : distortion_words(settings.distortion)) add(words);
    for (const std::string& words : filter_words(settings.filter)) add(words);
    add(std::string("siftscope ") + version + ", OpenCV " + CV_VERSION);
}

}  // namespace

std::string match_title(const MatchResult& result) {
    const std::string first = result.first->path.filename().string();
    if (!result.second->rotation) return first + " with " + result.second->picture->path.filename().string();
    return first + " turned by " + shortest_text(result.settings.angle) + degree;
}

Entries match_caption(const MatchResult& result) {
    Entries entries;
    entries.push_back({.text = match_title(result), .bold = true});
    add_legend(entries, result);
    add_quality(entries, result);
    add_angle(entries, result);
    if (!result.reason.empty()) entries.push_back({.text = result.reason, .begins_line = true});
    add_settings(entries, result);
    return entries;
}

}  // namespace siftscope
