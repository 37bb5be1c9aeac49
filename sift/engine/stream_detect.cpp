#include "sift/engine/stream_detect.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include <hwy/cache_control.h>

#include "sift/engine/octave_plan.h"
#include "sift/engine/octave_stream.h"
#include "sift/engine/parts.h"
#include "sift/extrema.h"
#include "sift/localization.h"
#include "sift/oriented_keypoints.h"
#include "sift/parallel.h"
#include "sift/root_sift.h"
#include "sift/selection.h"
#include "sift/stage_times.h"

namespace sift {
namespace {

/// A wide octave is searched in strips of about so many columns, whose rings stay in the second cache.
constexpr int strip_columns = 768;

/// One octave to be searched.
struct OctaveTask {
    const DetectParams& params;
    const OctavePlan& plan;
    OctaveInput input;
    int index = 0;
    Image* next_first_layer = nullptr;  ///< to be filled: half as wide and high; null for the last octave
};

/// The columns that are made for the keypoints of `columns`.
ColumnWindow columns_made(const OctaveTask& task, ColumnWindow columns) {
    const int reach = task.plan.described + refinement_rows + task.plan.margin;
    return {std::max(0, columns.left - reach), std::min(task.input.width(), columns.right + reach)};
}

/// Searches a part of an octave.
class PartSearch {
  public:
    PartSearch(const OctaveTask& task, const Part& part, const RunOptions& run)
        : task_(task),
          run_(run),
          begin_(part.top),
          end_(part.bottom),
          columns_(part.columns),
          stream_(task.plan, task.input, task.index, part.top, columns_made(task, part.columns)),
          extrema_(stream_.octave(), task.params, columns_made(task, part.columns), part.columns),
          next_copied_(part.top) {}

    Features run() {
        const int height = stream_.height();
        const int last_row = std::min(end_, height - border);  // of the scan, exclusive
        int scanned = std::max(begin_, border);
        for (int front = begin_; front < end_ + task_.plan.delay && !run_.stop.stop_requested();) {
            front += block_rows;
            advance(front);
            halve_rows();
            if (const int end = std::min(front - 1, last_row); scanned < end) {
                const StageTimer timer(run_.times, Stage::scan);
                extrema_.search(scanned, end, row_extrema_);
                waiting_.insert(waiting_.end(), row_extrema_.begin(), row_extrema_.end());
                row_extrema_.clear();
                scanned = end;
            }
            // At the bottom the layers are complete, whatever the front.
            describe_waiting(front - task_.plan.delay);
        }
        return std::move(found_);
    }

  private:
    void advance(int front) {
        const StageTimer timer(run_.times, Stage::blur);
        stream_.advance(front);
    }

    /// Every second sample of every second row of the layer of twice the blur.
    void halve_rows() {
        if (task_.next_first_layer == nullptr) return;
        const StageTimer timer(run_.times, Stage::blur);
        Image& out = *task_.next_first_layer;
        const Image& layer = stream_.octave().gaussian[static_cast<std::size_t>(task_.params.layers)];
        const int end = std::min({end_, stream_.produced(task_.params.layers), 2 * out.height()});
        for (; next_copied_ < end; ++next_copied_) {
            if (next_copied_ % 2 != 0) continue;
            const float* in = layer.row(next_copied_);
            float* row = out.row(next_copied_ / 2);
            const int right = std::min(out.width(), (columns_.right + 1) / 2);
            for (int x = (columns_.left + 1) / 2; x < right; ++x) row[x] = in[2 * x];
        }
    }

    /// The candidates of rows below `end`.
    void describe_waiting(int end) {
        refined_.clear();
        for (; !waiting_.empty() && waiting_.front().row < end; waiting_.pop_front())
            refine(waiting_.front());
        for (std::size_t i = 0; i < refined_.size(); ++i) {
            // While one is described, the samples around the next one are fetched.
            if (i + 1 < refined_.size()) fetch_around(refined_[i + 1]);
            keep(stream_.octave(), refined_[i]);
        }
    }

    void refine(Candidate candidate) {
        const int row = candidate.row;
        const auto [left, right] = stream_.usable();
        const auto [top, bottom] = stream_.held();
        const std::optional<Candidate> judged =
            localized(stream_.octave(), candidate, {left, right, top, bottom});
        if (!judged)
            follow(candidate);
        else if (std::abs(judged->row - row) > refinement_rows || !shows_around(judged->column))
            keep_far_away(*judged);
        else if (judged->verdict == Verdict::keypoint)
            refined_.push_back(*judged);
    }

    /// Whether all columns that keypoints at this one look at are right.
    [[nodiscard]] bool shows_around(int column) const {
        const auto [left, right] = stream_.usable();
        return (left == 0 || column - task_.plan.described >= left) &&
               (right == task_.input.width() || column + task_.plan.described < right);
    }

    void fetch_around(const Candidate& judged) const {
        const auto layer = static_cast<std::size_t>(judged.layer);
        // Half the side of the descriptor's square, which is turned; its corners matter less.
        const int reach = task_.plan.layers[layer].described * 3 / 4;
        const Image& picture = stream_.octave().gaussian[layer];
        constexpr int line = pixels_in_line<float>;
        for (int y = std::max(0, judged.row - reach); y <= std::min(stream_.height() - 1, judged.row + reach);
             ++y)
            for (int x = -reach; x <= reach; x += line) hwy::Prefetch(picture.row(y) + judged.column + x);
    }

    std::optional<Candidate> localized(const Octave& octave, Candidate& candidate, SampleWindow window) {
        const StageTimer timer(run_.times, Stage::localize);
        window.top = std::max(window.top, 0);
        window.bottom = std::min(window.bottom, stream_.height());
        return localize_within(octave, candidate, task_.params, window);
    }

    /// A refinement that steps far away, which a nearly singular Hessian makes it do now and then, is gone
    /// after with small streams around the samples that it steps to.
    void follow(Candidate candidate) {
        std::optional<Candidate> judged;
        while (!judged) {
            const int column = candidate.column;
            const int row = candidate.row;
            constexpr int around = refinement_rows;
            const OctaveStream stream = stream_around(column, row, around + 2, around + 2);
            judged =
                localized(stream.octave(), candidate,
                          {column - around - 1, column + around + 2, row - around - 1, row + around + 2});
        }
        keep_far_away(*judged);
    }

    /// Describes it on layers of its own.
    void keep_far_away(const Candidate& judged) {
        if (judged.verdict != Verdict::keypoint) return;
        keep(stream_around(judged.column, judged.row, task_.plan.described, task_.plan.delay + 1).octave(),
             judged);
    }

    /// The layers around a sample: so many columns on either side, and every layer's rows below row + `front`
    /// and more.
    OctaveStream stream_around(int column, int row, int columns, int front) {
        const StageTimer timer(run_.times, Stage::localize);
        const int reach = columns + task_.plan.margin;
        OctaveStream stream(task_.plan, task_.input, task_.index, row,
                            {std::max(0, column - reach), std::min(task_.input.width(), column + reach + 1)});
        stream.advance(row + front);
        return stream;
    }

    void keep(const Octave& octave, const Candidate& judged) {
        std::vector<Keypoint> oriented;
        {
            const StageTimer timer(run_.times, Stage::orient);
            oriented = oriented_keypoints(octave, judged, task_.params);
        }
        const StageTimer timer(run_.times, Stage::describe);
        for (const Keypoint& keypoint : oriented) {
            found_.keypoints.push_back(keypoint);
            found_.descriptors.push_back(describe_keypoint(octave, keypoint, task_.params));
        }
    }

    const OctaveTask& task_;
    const RunOptions& run_;
    int begin_, end_;
    ColumnWindow columns_;
    OctaveStream stream_;
    ExtremaRows extrema_;
    int next_copied_;
    std::vector<Candidate> row_extrema_;
    std::deque<Candidate> waiting_;  ///< by row: found, but not all rows that they need are there
    std::vector<Candidate> refined_;
    Features found_;
};

/// Searches the parts of an octave; what is found in each goes behind `found`.
void search_octave(const OctaveTask& task, int height, const RunOptions& run, std::vector<Features>& found) {
    const std::vector<Part> parts = parts_of(task.input.width(), height, thread_count(run), strip_columns);
    const std::size_t before = found.size();
    found.resize(before + parts.size());
    parallel_for(static_cast<int>(parts.size()), 1, run, [&](int first, int last) {
        for (auto i = static_cast<std::size_t>(first); i < static_cast<std::size_t>(last); ++i) {
            Features& features = found[before + i] = PartSearch(task, parts[i], run).run();
            features.keypoints.shrink_to_fit();
            features.descriptors.shrink_to_fit();
        }
    });
}

/// All parts as one. To be called when no pictures are held any more: for a moment features are there twice.
Features joined(std::vector<Features>&& parts) {
    std::size_t count = 0;
    for (const Features& part : parts) count += part.keypoints.size();
    Features all;
    all.keypoints.reserve(count);
    all.descriptors.reserve(count);
    for (Features& part : parts) {
        all.keypoints.insert(all.keypoints.end(), part.keypoints.begin(), part.keypoints.end());
        all.descriptors.insert(all.descriptors.end(), part.descriptors.begin(), part.descriptors.end());
        part = {};
    }
    return all;
}

}  // namespace

Features stream_detect_and_describe(ImageView image, const DetectParams& params, const RunOptions& run) {
    params.validate();
    if (image.empty()) return {};
    std::vector<Features> found;
    const OctavePlan plan(params);
    int width = params.upsample ? 2 * image.width : image.width;
    int height = params.upsample ? 2 * image.height : image.height;
    const int octaves = count_octaves(width, height, params.upsample);

    Image first_layer;
    for (int o = 0; o < octaves && !run.stop.stop_requested(); ++o) {
        const OctaveInput input =
            o == 0 ? OctaveInput{nullptr, image, params.upsample} : OctaveInput{&first_layer, {}, false};
        Image next = o + 1 < octaves ? Image::uninitialized(width / 2, height / 2) : Image();
        const OctaveTask task{params, plan, input, params.upsample ? o - 1 : o,
                              o + 1 < octaves ? &next : nullptr};
        search_octave(task, height, run, found);
        std::swap(first_layer, next);
        width /= 2;
        height /= 2;
    }
    if (run.stop.stop_requested()) return {};
    first_layer = {};
    Features features = joined(std::move(found));
    select(features, params.max_features);
    if (params.root)
        for (Descriptor& descriptor : features.descriptors) descriptor = root_sift(descriptor);
    return features;
}

}  // namespace sift
