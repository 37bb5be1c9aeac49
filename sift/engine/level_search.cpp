#include "sift/engine/level_search.h"

#include <algorithm>
#include <utility>

#include "sift/continuous_localization.h"
#include "sift/duplicates.h"
#include "sift/engine/octave_plan.h"
#include "sift/extrema.h"
#include "sift/oriented_keypoints.h"
#include "sift/plane_extrema.h"
#include "sift/stage_times.h"

namespace sift {
namespace {

/// The columns that are made for the keypoints of `columns`.
ColumnWindow level_columns_made(const LevelTask& task, ColumnWindow columns) {
    const int reach = task.plan.looked_at + task.plan.margin;
    return {std::max(0, columns.left - reach), std::min(task.input.width, columns.right + reach)};
}

/// Rows between two samples that may have been refined to one point.
constexpr int duplicate_rows = 2;

class LevelSearch {
  public:
    LevelSearch(const LevelTask& task, const Part& part, const RunOptions& run)
        : task_(task),
          run_(run),
          part_(part),
          searched_(
              {std::max(part.columns.left, border), std::min(part.columns.right, task.input.width - border)}),
          last_row_(std::min(part.bottom, task.input.height - border)),
          stream_(task.plan, task.input, task.params, part.top, level_columns_made(task, part.columns)),
          next_copied_(copied_before(task.coarser.down, part.top)),
          scanned_(std::max(part.top, border)) {}

    FoundPoints run() {
        const int end = part_.bottom + farthest_move + 1 + task_.plan.delay;
        for (int front = part_.top; front < end && !run_.stop.stop_requested();) {
            front += block_rows;
            advance(front);
            scan(front - 1);
            // At the bottom the levels are complete, whatever the front.
            refine(front - task_.plan.refinement_delay);
            describe(front - task_.plan.delay);
        }
        return std::move(found_);
    }

  private:
    /// A refined candidate that passed every test.
    struct Point {
        Candidate candidate;
        ScalePlace place;
        bool dropped = false;   ///< for a better one, but others may have to be dropped for it
        bool repeated = false;  ///< the very same point is there already
    };

    [[nodiscard]] const Octave& octave() const { return stream_.octave(); }

    /// How many samples of the next octave lie before a sample of this one.
    [[nodiscard]] static int copied_before(const CoarserSide& side, int sample) {
        return std::clamp((sample - static_cast<int>(side.first) + 1) / 2, 0, side.count);
    }

    void advance(int front) {
        const StageTimer timer(run_.times, Stage::blur);
        stream_.advance(front);
        if (task_.next_level == nullptr) return;
        const IntegerImage& level = octave().levels[static_cast<std::size_t>(task_.params.layers)];
        // An interpolated row is made of three more.
        constexpr int rows_after = 4;
        const int produced = stream_.produced(task_.params.layers);
        const int ready = produced == task_.input.height ? produced : produced - rows_after;
        const int end = copied_before(task_.coarser.down, std::min(part_.bottom, ready));
        const int left = copied_before(task_.coarser.across, part_.columns.left);
        const int right = copied_before(task_.coarser.across, part_.columns.right);
        for (; next_copied_ < end; ++next_copied_)
            decimate_row(level, task_.coarser, next_copied_, left, right,
                         task_.next_level->row(next_copied_) + left);
    }

    void scan(int end) {
        const StageTimer timer(run_.times, Stage::scan);
        for (; scanned_ < std::min(end, last_row_); ++scanned_)
            for (int layer = 1; layer <= task_.params.layers; ++layer)
                find_plane_extrema_in_row(octave(), layer, scanned_, searched_, task_.params, columns_,
                                          starts_);
    }

    /// The starts of rows below `end`.
    void refine(int end) {
        const StageTimer timer(run_.times, Stage::localize);
        auto start = starts_.begin();
        for (; start != starts_.end() && start->row < end; ++start) {
            const Candidate refined = localize_on_interpolant(octave(), *start, task_.params);
            if (refined.verdict == Verdict::keypoint)
                points_.push_back({refined, scale_place(refined, task_.input.lattice, task_.params)});
        }
        starts_.erase(starts_.begin(), start);
    }

    /// The points of rows below `end`, whose duplicates are all there, as no start of theirs is left.
    void describe(int end) {
        {
            const StageTimer timer(run_.times, Stage::localize);
            drop_duplicates();
        }
        due_.clear();
        for (const Point& point : points_)
            if (point.candidate.row >= described_ && point.candidate.row < end) due_.push_back(point);
        // Windows that overlap one after the other: they lie in the same level.
        std::stable_sort(due_.begin(), due_.end(), [](const Point& a, const Point& b) {
            return a.candidate.layer < b.candidate.layer;
        });
        for (const Point& point : due_) keep(point);
        described_ = end;
        std::erase_if(points_,
                      [&](const Point& point) { return point.candidate.row < end - duplicate_rows; });
    }

    void drop_duplicates() {
        std::sort(points_.begin(), points_.end(),
                  [](const Point& a, const Point& b) { return a.place.x < b.place.x; });
        const double near = 0.5 * task_.input.lattice.step;
        for (std::size_t a = 0; a < points_.size(); ++a) {
            Point& first = points_[a];
            for (std::size_t b = a + 1; b < points_.size() && points_[b].place.x - first.place.x < near;
                 ++b) {
                Point& second = points_[b];
                const Dropped which = dropped_of(first.place, second.place);
                if (which == Dropped::first) first.dropped = true;
                if (which == Dropped::second) second.dropped = true;
                if (which == Dropped::either && !first.repeated) second.repeated = true;
            }
        }
        std::erase_if(points_, [](const Point& point) { return point.repeated; });
    }

    void keep(const Point& point) {
        found_.candidates.push_back(point.candidate);
        found_.oriented.push_back(0);
        if (point.dropped) return;
        std::vector<Keypoint> oriented;
        {
            const StageTimer timer(run_.times, Stage::orient);
            oriented = oriented_keypoints(octave(), point.candidate, task_.params);
        }
        const StageTimer timer(run_.times, Stage::describe);
        found_.oriented.back() = oriented.size();
        for (const Keypoint& keypoint : oriented) {
            found_.features.keypoints.push_back(keypoint);
            found_.features.descriptors.push_back(describe_keypoint(octave(), keypoint, task_.params));
        }
    }

    const LevelTask& task_;
    const RunOptions& run_;
    Part part_;
    ColumnWindow searched_;
    int last_row_;  ///< of the scan, exclusive
    LevelStream stream_;
    int next_copied_;
    int scanned_;
    int described_ = -(1 << 30);  ///< points of rows below are described
    std::vector<int> columns_;
    std::vector<Candidate> starts_;  ///< by row
    std::vector<Point> points_;
    std::vector<Point> due_;  ///< to be described now
    FoundPoints found_;
};

}  // namespace

FoundPoints search_levels(const LevelTask& task, const Part& part, const RunOptions& run) {
    return LevelSearch(task, part, run).run();
}

}  // namespace sift
