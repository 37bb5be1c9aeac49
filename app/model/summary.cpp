#include "app/model/summary.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

#include "app/model/format_number.h"
#include "app/model/setting_names.h"
#include "app/model/setting_words.h"
#include "sift/quantile.h"

namespace siftscope {
namespace {

/// Lines of "  label        text", the texts aligned.
class Table {
  public:
    explicit Table(const std::string& title) : text_(title + "\n") {}
    void row(const std::string& label, const std::string& text) {
        constexpr std::size_t width = 15;
        text_ +=
            "  " + label + std::string(label.size() < width ? width - label.size() : 1, ' ') + text + "\n";
    }
    [[nodiscard]] std::string take() { return std::move(text_); }

  private:
    std::string text_;
};

std::string size_of(int width, int height) {
    return std::to_string(width) + " x " + std::to_string(height) + " px";
}

std::string depth_of(Depth depth) {
    switch (depth) {
        case Depth::eight_bit:
            return "8 bit";
        case Depth::sixteen_bit:
            return "16 bit";
        case Depth::floating:
            return "floating point";
    }
    return {};
}

std::string file_name_of(const Picture& picture) {
    return picture.path.filename().string();
}

std::string per_cent(const std::optional<double>& share) {
    return per_cent_or(share, 1, "unknown");
}

std::string milliseconds(double value) {
    return fixed_text(value, value < 10 ? 1 : 0);
}

std::string title_of(const MatchResult& result) {
    const Picture& first = *result.first;
    std::string title = file_name_of(first) + " (" + size_of(first.width, first.height) + ") ";
    const SecondPicture& second = *result.second;
    if (!second.rotation)
        return title + "with " + file_name_of(*second.picture) + " (" +
               size_of(second.picture->width, second.picture->height) + ")";
    title += "turned by " + shortest_text(result.settings.angle) + " degrees (" +
             size_of(second.rotation->width, second.rotation->height) + ", ";
    return title + (second.rotation->lossless
                        ? "lossless)"
                        : std::string(name_of(result.settings.interpolation)) + " interpolation)");
}

/// "true 0.7, estimated 0.7001": where the picture was scaled.
std::string scale_line(const MatchResult& result) {
    std::string line = "true " + shortest_text(result.second->rotation->scale);
    if (result.estimate) line += ", estimated " + fixed_text(result.estimate->scale, 4);
    return line;
}

std::string keypoints_line(const MatchResult& result) {
    std::string line = std::to_string(result.side_1->keypoints.size()) + " and " +
                       std::to_string(result.side_2->keypoints.size());
    if (result.verdicts)
        line += " visible in both pictures; " + std::to_string(result.side_1->not_visible.size()) + " and " +
                std::to_string(result.side_2->not_visible.size()) + " are not, and left out";
    return line;
}

std::string angle_line(const MatchResult& result) {
    if (!result.estimate) return "not estimated";
    std::string line = fixed_text(result.estimate->angle, 4) + " degrees estimated, uncertainty " +
                       fixed_text(result.estimate->uncertainty, 4) + ", from " +
                       std::to_string(result.estimate->inliers) + " inliers";
    if (result.angle_true)
        line += "; true " + shortest_text(*result.angle_true) +
                (result.angle_error ? ", error " + signed_text(*result.angle_error, 4) : "");
    return line;
}

void add_verdicts(Table& table, const MatchResult& result) {
    if (!result.verdicts) {
        table.row("truth", "unknown, so no match is called right or wrong");
        table.row("inliers", result.homography
                                 ? std::to_string(result.homography->inliers) + " of " +
                                       std::to_string(result.kept) +
                                       " kept matches agree with one homography within " +
                                       shortest_text(result.settings.tolerance) + " px: a fit, no truth"
                                 : "no homography that enough of the kept matches agree with");
        return;
    }
    const sift::Verdicts& verdicts = *result.verdicts;
    table.row("judged", std::to_string(verdicts.right) + " right, " + std::to_string(verdicts.wrong) +
                            " wrong (right: within " + shortest_text(result.settings.tolerance) +
                            " px of the truth)");
    table.row("precision", per_cent(verdicts.precision) + "  right / kept");
    table.row("recall", per_cent(verdicts.recall) + "  right / " + std::to_string(verdicts.findable) +
                            " that could be found");
    table.row("repeatability", per_cent(result.repeatability) + "  points found again within 1 px");
    if (verdicts.median_error_px && verdicts.mean_residual_x_px && verdicts.mean_residual_y_px)
        table.row("position", "median error " + fixed_text(*verdicts.median_error_px, 3) +
                                  " px, mean residual (" + signed_text(*verdicts.mean_residual_x_px, 3) +
                                  ", " + signed_text(*verdicts.mean_residual_y_px, 3) + ") px");
}

}  // namespace

std::string detection_line(const Settings& settings) {
    const sift::DetectParams& detect = settings.detect;
    std::string line = settings.engine == Engine::opencv
                           ? "cv::SIFT"
                           : "siftscope " + std::string(name_of(settings.profile));
    line += ", layers " + std::to_string(detect.layers) + ", contrast " +
            shortest_text(detect.contrast_threshold) + ", edge " + shortest_text(detect.edge_threshold) +
            ", sigma " + shortest_text(detect.sigma);
    if (detect.max_features > 0) line += ", strongest " + std::to_string(detect.max_features);
    if (!detect.upsample) line += ", not upsampled";
    if (detect.root) line += ", RootSIFT";
    return line;
}

std::string threshold_line(const Settings& settings) {
    std::string line = "ratio " + shortest_text(settings.match.ratio);
    if (settings.match.max_distance)
        line += ", distance at most " + shortest_text(*settings.match.max_distance);
    if (settings.match.mutual) line += ", mutual";
    return line;
}

std::string match_summary(const MatchResult& result) {
    Table table(title_of(result));
    table.row("detection", detection_line(result.settings));
    if (const auto words = distortion_words(result.settings.distortion); !words.empty())
        table.row("distortions", joined(words));
    if (const auto words = filter_words(result.settings.filter); !words.empty())
        table.row("only", joined(words));
    table.row("thresholds", threshold_line(result.settings));
    table.row("keypoints", keypoints_line(result));
    table.row("matches", std::to_string(result.kept) + " kept of " + std::to_string(result.matches.size()) +
                             " putative");
    add_verdicts(table, result);
    table.row("rotation", angle_line(result));
    if (result.second->rotation && result.second->rotation->scale != 1)
        table.row("scale", scale_line(result));
    const Timings& time = result.timings;
    table.row("time", "load " + milliseconds(time.load) + ", rotate " + milliseconds(time.rotate) +
                          ", detect " + milliseconds(time.detect_1) + " + " + milliseconds(time.detect_2) +
                          ", match " + milliseconds(time.match) + ", estimate " +
                          milliseconds(time.estimate) + " ms");
    if (!result.reason.empty()) table.row("note", result.reason);
    return table.take();
}

std::string detect_summary(const Picture& picture, const sift::Features& features, const Settings& settings,
                           double load_ms, double detect_ms) {
    Table table(file_name_of(picture) + " (" + size_of(picture.width, picture.height) + ", " +
                depth_of(picture.depth) + ")");
    table.row("detection", detection_line(settings));
    if (const auto words = filter_words(settings.filter); !words.empty()) table.row("only", joined(words));

    const std::vector<sift::Keypoint>& keypoints = features.keypoints;
    std::vector<std::tuple<double, double, double>> places;
    std::vector<double> sizes;
    std::map<int, std::size_t> octaves;
    for (const sift::Keypoint& k : keypoints) {
        places.emplace_back(k.x, k.y, k.size);
        sizes.push_back(k.size);
        ++octaves[k.octave];
    }
    std::sort(places.begin(), places.end());
    const auto distinct = std::unique(places.begin(), places.end()) - places.begin();
    table.row("keypoints", std::to_string(keypoints.size()) + " (with orientation), at " +
                               std::to_string(distinct) + " places");
    if (!keypoints.empty()) {
        std::sort(sizes.begin(), sizes.end());
        table.row("size", fixed_text(sizes.front(), 1) + " to " + fixed_text(sizes.back(), 1) +
                              " px, median " + fixed_text(sift::median(sizes), 1));
        std::string line;
        for (const auto& [octave, count] : octaves)
            line += (line.empty() ? "" : ", ") + std::to_string(count) + " in " + std::to_string(octave);
        table.row("octaves", line + " (-1 is the doubled picture)");
    } else {
        table.row("note",
                  "No keypoints were found: the picture may be flat or too small; a lower --contrast finds "
                  "weaker ones.");
    }
    table.row("time", "load " + milliseconds(load_ms) + ", detect " + milliseconds(detect_ms) + " ms");
    return table.take();
}

}  // namespace siftscope
