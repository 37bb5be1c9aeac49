#include "sift/engine/stream_detect.h"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "sift/engine/octave_plan.h"
#include "sift/engine/octave_stream.h"
#include "sift/extrema.h"
#include "sift/localization.h"
#include "sift/oriented_keypoints.h"
#include "sift/parallel.h"
#include "sift/root_sift.h"
#include "sift/selection.h"
#include "sift/stage_times.h"

namespace sift {
namespace {

/// Fewer rows are not worth a band of their own: its margins are computed twice.
constexpr int least_band_rows = 128;

/// One octave to be searched.
struct OctaveTask {
    const DetectParams& params;
    const OctavePlan& plan;
    OctaveInput input;
    int index = 0;
    Image* next_first_layer = nullptr;  ///< to be filled: half as wide and high; null for the last octave
};

/// Searches one band of rows of an octave.
class BandSearch {
  public:
    BandSearch(const OctaveTask& task, int begin, int end, const RunOptions& run)
        : task_(task),
          run_(run),
          begin_(begin),
          end_(end),
          stream_(task.plan, task.input, task.index, begin, {0, task.input.width()}),
          extrema_(stream_.octave(), task.params),
          next_copied_(begin) {}

    Features run() {
        const int height = stream_.height();
        const int last_row = std::min(end_, height - border);  // of the scan, exclusive
        int scanned = std::max(begin_, border);
        for (int front = begin_; front < end_ + task_.plan.delay && !run_.stop.stop_requested();) {
            front += block_rows;
            advance(front);
            halve_rows();
            for (; scanned < std::min(front - 1, last_row); ++scanned) {
                const StageTimer timer(run_.times, Stage::scan);
                extrema_.search(scanned, row_extrema_);
                waiting_.insert(waiting_.end(), row_extrema_.begin(), row_extrema_.end());
                row_extrema_.clear();
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
            for (int x = 0; x < out.width(); ++x) row[x] = in[2 * x];
        }
    }

    /// The candidates of rows below `end`.
    void describe_waiting(int end) {
        for (; !waiting_.empty() && waiting_.front().row < end; waiting_.pop_front()) {
            Candidate candidate = waiting_.front();
            const int row = candidate.row;
            const std::optional<Candidate> judged =
                localized(stream_.octave(), candidate,
                          {0, task_.input.width(), row - refinement_rows - 1, row + refinement_rows + 2});
            if (judged)
                keep(stream_.octave(), *judged);
            else
                follow(candidate);
        }
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
        if (judged->verdict == Verdict::keypoint)
            keep(stream_around(judged->column, judged->row, task_.plan.described, task_.plan.delay + 1)
                     .octave(),
                 *judged);
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
        if (judged.verdict != Verdict::keypoint) return;
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
    OctaveStream stream_;
    ExtremaRows extrema_;
    int next_copied_;
    std::vector<Candidate> row_extrema_;
    std::deque<Candidate> waiting_;  ///< by row: found, but not all rows that they need are there
    Features found_;
};

void append(Features& all, Features&& more) {
    all.keypoints.insert(all.keypoints.end(), more.keypoints.begin(), more.keypoints.end());
    all.descriptors.insert(all.descriptors.end(), more.descriptors.begin(), more.descriptors.end());
}

void search_octave(const OctaveTask& task, int height, const RunOptions& run, Features& all) {
    const int bands = std::clamp(height / least_band_rows, 1, thread_count(run));
    std::vector<Features> found(static_cast<std::size_t>(bands));
    const auto first_row = [&](int band) {
        return static_cast<int>(static_cast<long long>(height) * band / bands);
    };
    parallel_for(bands, 1, run, [&](int first, int last) {
        for (int band = first; band < last; ++band)
            found[static_cast<std::size_t>(band)] =
                BandSearch(task, first_row(band), first_row(band + 1), run).run();
    });
    for (Features& part : found) append(all, std::move(part));
}

}  // namespace

Features stream_detect_and_describe(ImageView image, const DetectParams& params, const RunOptions& run) {
    params.validate();
    Features features;
    if (image.empty()) return features;
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
        search_octave(task, height, run, features);
        first_layer = std::move(next);
        width /= 2;
        height /= 2;
    }
    if (run.stop.stop_requested()) return {};
    select(features, params.max_features);
    if (params.root)
        for (Descriptor& descriptor : features.descriptors) descriptor = root_sift(descriptor);
    return features;
}

}  // namespace sift
