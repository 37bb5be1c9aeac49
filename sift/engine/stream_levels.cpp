#include "sift/engine/stream_levels.h"

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "sift/duplicates.h"
#include "sift/engine/level_search.h"
#include "sift/engine/parts.h"
#include "sift/parallel.h"
#include "sift/resample_levels.h"
#include "sift/root_sift.h"
#include "sift/selection.h"
#include "sift/stage_times.h"

namespace sift {
namespace {

/// A wide octave is searched in strips of about so many columns, whose rings stay in the second cache.
constexpr int level_strip_columns = 1536;

void add_points(FoundPoints& all, FoundPoints&& more) {
    const auto add = [](auto& to, const auto& from) { to.insert(to.end(), from.begin(), from.end()); };
    add(all.candidates, more.candidates);
    add(all.oriented, more.oriented);
    add(all.features.keypoints, more.features.keypoints);
    add(all.features.descriptors, more.features.descriptors);
}

void search_levels_of_octave(const LevelTask& task, const RunOptions& run, FoundPoints& all) {
    const std::vector<Part> parts =
        parts_of(task.input.width, task.input.height, thread_count(run), level_strip_columns);
    std::vector<FoundPoints> found(parts.size());
    parallel_for(static_cast<int>(parts.size()), 1, run, [&](int begin, int end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
            found[i] = search_levels(task, parts[i], run);
    });
    for (FoundPoints& part : found) add_points(all, std::move(part));
}

/// The features of what is no duplicate, neither of another part nor of another octave.
Features without_duplicates(FoundPoints&& found, const std::map<int, Lattice>& lattices,
                            const DetectParams& params) {
    mark_duplicates(found.candidates, lattices, params);
    Features& features = found.features;
    std::size_t from = 0;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < found.candidates.size(); ++i)
        for (std::size_t k = 0; k < found.oriented[i]; ++k, ++from) {
            if (found.candidates[i].verdict == Verdict::duplicate) continue;
            features.keypoints[kept] = features.keypoints[from];
            features.descriptors[kept] = features.descriptors[from];
            ++kept;
        }
    features.keypoints.resize(kept);
    features.descriptors.resize(kept);
    return std::move(features);
}

}  // namespace

Features stream_levels_and_describe(ImageView image, const DetectParams& params, const RunOptions& run) {
    params.validate();
    if (image.empty()) return {};
    const LevelPlan plan(params);
    LevelInput input;
    input.image = image;
    input.octave = params.upsample ? -1 : 0;
    input.width = params.upsample ? doubled_side(params.upsampling, image.width) : image.width;
    input.height = params.upsample ? doubled_side(params.upsampling, image.height) : image.height;
    input.lattice = first_lattice(params);

    FoundPoints found;
    std::map<int, Lattice> lattices;
    IntegerImage first_level;
    for (int left = count_octaves(input.width, input.height, params.upsample);
         left > 0 && !run.stop.stop_requested(); --left) {
        const CoarserLattice coarser = coarser_lattice(params.decimation, input.width, input.height);
        IntegerImage next =
            left > 1 ? IntegerImage::uninitialized(coarser.across.count, coarser.down.count) : IntegerImage();
        lattices[input.octave] = input.lattice;
        search_levels_of_octave({params, plan, input, coarser, left > 1 ? &next : nullptr}, run, found);
        first_level = std::move(next);
        input = {&first_level,       image,
                 input.octave + 1,   coarser.across.count,
                 coarser.down.count, coarser_than(input.lattice, coarser)};
    }
    if (run.stop.stop_requested()) return {};
    Features features;
    {
        const StageTimer timer(run.times, Stage::localize);
        features = without_duplicates(std::move(found), lattices, params);
    }
    select(features, params.max_features);
    if (params.root)
        for (Descriptor& descriptor : features.descriptors) descriptor = root_sift(descriptor);
    return features;
}

}  // namespace sift
