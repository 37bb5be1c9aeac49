#include "app/model/explain_words.h"

#include <algorithm>
#include <cmath>

#include "app/model/format_number.h"
#include "app/model/verdict_names.h"

namespace siftscope {
namespace {

using sift::Verdict;

std::string point_text(sift::Point p, int decimals = 1) {
    return "(" + fixed_text(p.x, decimals) + ", " + fixed_text(p.y, decimals) + ")";
}

std::string where(const Explanation& story) {
    return "octave " + std::to_string(story.sample->octave) + ", layer " +
           std::to_string(story.sample->layer);
}

std::string ratio_text(double ratio) {
    return std::isfinite(ratio) ? fixed_text(ratio, 2) : "infinite";
}

/// "; --contrast 0.02 and --edge 12 would let it through", or that nothing does.
std::string remedy_words(const Explanation& story) {
    if (!story.remedy) return "; no contrast or edge threshold lets it through";
    std::string options;
    const auto add = [&](const std::string& option) { options += (options.empty() ? "" : " and ") + option; };
    if (story.remedy->contrast) add("--contrast " + shortest_text(*story.remedy->contrast));
    if (story.remedy->edge) add("--edge " + shortest_text(*story.remedy->edge));
    if (story.remedy->max_features) add("--max-features " + std::to_string(*story.remedy->max_features));
    return "; " + options + " would let it through";
}

std::string low_contrast_words(const Explanation& story) {
    const double limit = story.contrast_threshold();
    const double lacking = limit - *story.contrast;
    return "the extremum at " + point_text(story.place) + " in " + where(story) +
           " has too little contrast: |D| = " + fixed_text(*story.contrast, 5) +
           " is below contrast / layers = " + fixed_text(limit, 5) + " by " + fixed_text(lacking, 5) + " (" +
           fixed_text(100 * lacking / limit, 0) + " %)" + remedy_words(story);
}

std::string edge_words(const Explanation& story) {
    const double limit = story.params.edge_threshold;
    const std::string by =
        std::isfinite(*story.edge_ratio)
            ? "is above the limit " + shortest_text(limit) + " by " + fixed_text(*story.edge_ratio - limit, 2)
            : "is above any limit, since D does not fall along the edge";
    return "the extremum at " + point_text(story.place) + " in " + where(story) +
           " lies on an edge: the ratio of its principal curvatures, " + ratio_text(*story.edge_ratio) +
           ", " + by + remedy_words(story);
}

std::string keypoint_words(const Explanation& story) {
    const std::size_t count = story.keypoints.size();
    const std::string tests = "|D| = " + fixed_text(*story.contrast, 5) + " is at least " +
                              fixed_text(story.contrast_threshold(), 5) +
                              ", the ratio of its principal curvatures, " + ratio_text(*story.edge_ratio) +
                              ", is below " + shortest_text(story.params.edge_threshold);
    const std::string begin = "the extremum at " + point_text(story.place) + " in " + where(story);
    if (!story.kept)
        return begin + " passes every test but is not among the " +
               std::to_string(story.params.max_features) + " strongest: " + tests + remedy_words(story);
    return begin + " passes every test: " + tests + ", and its gradients have " + std::to_string(count) +
           (count == 1 ? " dominant orientation" : " dominant orientations");
}

/// "a neighbour (column +1, row 0, layer -1) has -0.0123", of those that exceed the middle the farthest.
std::string exceeding_neighbour(const Explanation& story) {
    const DogNeighbourhood& d = *story.neighbourhood;
    const double here = d[1][1][1];
    const double sign = here < 0 ? -1 : 1;
    double largest = sign * here;
    int at[3] = {0, 0, 0};
    for (int layer = 0; layer < 3; ++layer)
        for (int row = 0; row < 3; ++row)
            for (int column = 0; column < 3; ++column) {
                const double value = sign * d[static_cast<std::size_t>(layer)][static_cast<std::size_t>(row)]
                                             [static_cast<std::size_t>(column)];
                if (value <= largest) continue;
                largest = value;
                at[0] = column - 1;
                at[1] = row - 1;
                at[2] = layer - 1;
            }
    if (largest <= sign * here) return {};
    const auto step = [](int n) { return (n > 0 ? "+" : "") + std::to_string(n); };
    return "the neighbour at column " + step(at[0]) + ", row " + step(at[1]) + ", layer " + step(at[2]) +
           " has " + fixed_text(sign * largest, 5) + ", " + fixed_text(largest - sign * here, 5) + " more";
}

std::string capital(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text + ".";
}

}  // namespace

std::string words_for(const Explanation& story) {
    switch (story.verdict) {
        case Verdict::keypoint:
            return capital(keypoint_words(story));
        case Verdict::low_contrast:
            return capital(low_contrast_words(story));
        case Verdict::edge:
            return capital(edge_words(story));
        case Verdict::no_convergence:
            return capital("the refinement of the extremum near " + point_text(story.place) + " in " +
                           where(story) + " did not settle within " +
                           std::to_string(std::max(story.sample->steps, 1)) +
                           " steps: it swings between samples; no contrast or edge threshold changes that");
        case Verdict::outside:
            return capital(
                "the refinement of the extremum near " + point_text(story.place) + " in " + where(story) +
                " left the layers that are searched or came too near to the border; no contrast or "
                "edge threshold changes that");
        case Verdict::not_extremum:
        case Verdict::duplicate:
            break;
    }
    return capital("the refinement of the sample near " + point_text(story.place) + " in " + where(story) +
                   " ended at a saddle: D has no extremum in place and scale there; no contrast or edge "
                   "threshold changes that");
}

std::string words_for_no_extremum(const Explanation& story, sift::Point at, bool flat,
                                  std::optional<sift::Point> nearest) {
    const double here = (*story.neighbourhood)[1][1][1];
    std::string text = "there is no extremum of D at " + point_text(at) + ": ";
    const std::string beyond = exceeding_neighbour(story);
    if (flat)
        text +=
            "the picture is flat there, |D| is at most " + fixed_text(std::abs(here), 5) + " in every layer";
    else if (beyond.empty())
        text += "in " + where(story) + ", where |D| is largest, D = " + fixed_text(here, 5) +
                " leads to an extremum too far away";
    else
        text +=
            "in " + where(story) + ", where |D| is largest, D = " + fixed_text(here, 5) + ", but " + beyond;
    text += "; no threshold changes that";
    if (nearest)
        text += ", and the nearest keypoint lies " +
                fixed_text(std::hypot(nearest->x - at.x, nearest->y - at.y), 1) + " px away at " +
                point_text(*nearest);
    return capital(text);
}

std::string words_for_border(sift::Point at) {
    return capital("no layer is searched at " + point_text(at) +
                   ": it lies within 5 samples of the border of every octave, where extrema are not looked "
                   "for; a place farther inside has an answer");
}

std::string words_for_outside(sift::Point at, int width, int height) {
    return capital(point_text(at) + " lies outside the picture, which is " + std::to_string(width) + " x " +
                   std::to_string(height) + " px: x goes from 0 to " + std::to_string(width - 1) +
                   ", y from 0 to " + std::to_string(height - 1));
}

std::string explain_summary(const Explanation& story) {
    std::string text =
        point_text(story.asked.at, 2) + ": " + name_of(story.verdict) + "\n" + story.why + "\n";
    const auto row = [&](const std::string& label, const std::string& value) {
        text += "  " + label + std::string(16 - std::min<std::size_t>(label.size(), 15), ' ') + value + "\n";
    };
    if (!story.sample) return text;
    row("candidate", point_text(story.place, 2) + ", size " + fixed_text(story.size, 2) + " px, " +
                         where(story) + ", sample (" + std::to_string(story.sample->column) + ", " +
                         std::to_string(story.sample->row) + ")");
    constexpr const char* layers[] = {"D, finer layer", "D, its layer", "D, coarser layer"};
    for (std::size_t layer = 0; layer < 3; ++layer)
        for (std::size_t r = 0; r < 3; ++r) {
            std::string values;
            for (const double value : (*story.neighbourhood)[layer][r]) {
                const std::string number = fixed_text(value, 5);
                values += std::string(10 - std::min<std::size_t>(number.size(), 9), ' ') + number;
            }
            row(r == 0 ? layers[layer] : "", values);
        }
    if (story.offset)
        row("offset", fixed_text((*story.offset)[0], 3) + ", " + fixed_text((*story.offset)[1], 3) +
                          " samples, " + fixed_text((*story.offset)[2], 3) + " layers, after " +
                          std::to_string(story.sample->steps) +
                          (story.sample->steps == 1 ? " step" : " steps"));
    if (story.contrast)
        row("contrast",
            fixed_text(*story.contrast, 5) + ", to be at least " + fixed_text(story.contrast_threshold(), 5));
    if (story.edge_ratio)
        row("edge ratio",
            ratio_text(*story.edge_ratio) + ", to be below " + shortest_text(story.params.edge_threshold));
    std::string angles;
    for (const sift::Keypoint& keypoint : story.keypoints)
        angles += (angles.empty() ? "" : ", ") + fixed_text(keypoint.angle, 2);
    if (!angles.empty()) row("orientations", angles + " degrees");
    return text;
}

}  // namespace siftscope
