// Micro-benchmarks of the stages of sift, one thread, on every instruction set that this CPU has. "items" are
// samples for pictures, candidates, keypoints, or pairs of descriptors. script/bench_sift runs it and keeps
// the figures of earlier days (tests/bench/history.csv).

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sift/detect.h"
#include "sift/extrema.h"
#include "sift/gaussian_blur.h"
#include "sift/integer_blur.h"
#include "sift/integer_taps.h"
#include "sift/match.h"
#include "sift/oriented_keypoints.h"
#include "sift/plane_extrema.h"
#include "sift/scale_space.h"
#include "sift/simd_target.h"
#include "sift/single_candidate.h"
#include "tests/sift/symmetries.h"

namespace {

const sift::RunOptions one_thread{1, {}};

/// A profile's intermediate results on a picture of blobs of all sizes.
struct Stages {
    sift::DetectParams params;
    sift::Image picture = blob_texture(640, 480, 5);
    std::vector<sift::Octave> space;
    std::vector<sift::Candidate> candidates;  ///< of the first octave, refined
    std::vector<sift::Keypoint> keypoints;    ///< of the first octave

    explicit Stages(sift::Profile profile)
        : params(sift::DetectParams::of(profile)),
          space(sift::build_scale_space(picture.view(), params, one_thread)) {
        const int first = space.front().index;
        for (const sift::Candidate& c : sift::candidates_in(space, params, one_thread))
            if (c.octave == first && c.verdict == sift::Verdict::keypoint) candidates.push_back(c);
        for (const sift::Candidate& c : candidates)
            for (const sift::Keypoint& k : sift::oriented_keypoints(space.front(), c, params))
                keypoints.push_back(k);
    }
    [[nodiscard]] const sift::Octave& octave() const { return space.front(); }
};

const Stages& stages(sift::Profile profile) {
    static const Stages precise(sift::Profile::precise);
    static const Stages classic(sift::Profile::classic);
    return profile == sift::Profile::precise ? precise : classic;
}

void count(benchmark::State& state, std::size_t items) {
    state.SetItemsProcessed(static_cast<std::int64_t>(items) * state.iterations());
}

/// From layer 2 to layer 3.
void blur(benchmark::State& state, sift::Profile profile) {
    const Stages& s = stages(profile);
    const sift::Octave& octave = s.octave();
    const double sigma = sift::blur_between_layers(s.params)[3];
    for (auto _ : state) {
        if (profile == sift::Profile::precise)
            benchmark::DoNotOptimize(sift::integer_blur_with_difference(
                octave.levels[2], sift::integer_gaussian_taps(sigma), 1, one_thread));
        else
            benchmark::DoNotOptimize(sift::gaussian_blur(octave.gaussian[2], sigma, one_thread));
    }
    count(state, static_cast<std::size_t>(octave.width()) * static_cast<std::size_t>(octave.height()));
}

void scan(benchmark::State& state, sift::Profile profile) {
    const Stages& s = stages(profile);
    for (auto _ : state) {
        if (profile == sift::Profile::precise)
            benchmark::DoNotOptimize(sift::find_plane_extrema(s.octave(), s.params, one_thread));
        else
            benchmark::DoNotOptimize(sift::find_extrema(s.octave(), s.params, one_thread));
    }
    count(state,
          static_cast<std::size_t>(s.octave().width()) * static_cast<std::size_t>(s.octave().height()));
}

void refine(benchmark::State& state, sift::Profile profile) {
    const Stages& s = stages(profile);
    for (auto _ : state)
        for (const sift::Candidate& c : s.candidates)
            benchmark::DoNotOptimize(sift::localize_candidate(s.octave(), c, s.params));
    count(state, s.candidates.size());
}

void orient(benchmark::State& state, sift::Profile profile) {
    const Stages& s = stages(profile);
    for (auto _ : state)
        for (const sift::Candidate& c : s.candidates)
            benchmark::DoNotOptimize(sift::oriented_keypoints(s.octave(), c, s.params));
    count(state, s.candidates.size());
}

void describe(benchmark::State& state, sift::Profile profile) {
    const Stages& s = stages(profile);
    for (auto _ : state)
        for (const sift::Keypoint& k : s.keypoints)
            benchmark::DoNotOptimize(sift::describe_keypoint(s.octave(), k, s.params));
    count(state, s.keypoints.size());
}

void detect(benchmark::State& state, sift::Profile profile) {
    const Stages& s = stages(profile);
    for (auto _ : state)
        benchmark::DoNotOptimize(sift::detect_and_describe(s.picture.view(), s.params, one_thread));
    count(state, static_cast<std::size_t>(s.picture.width()) * static_cast<std::size_t>(s.picture.height()));
}

void match(benchmark::State& state) {
    const Stages& s = stages(sift::Profile::precise);
    std::vector<sift::Descriptor> descriptors;
    for (const sift::Keypoint& k : s.keypoints)
        descriptors.push_back(sift::describe_keypoint(s.octave(), k, s.params));
    for (auto _ : state) benchmark::DoNotOptimize(sift::two_nearest(descriptors, descriptors, one_thread));
    count(state, descriptors.size() * descriptors.size());
}

void add(const std::string& stage, const std::string& target,
         void (*measure)(benchmark::State&, sift::Profile)) {
    for (const auto& [name, profile] :
         {std::pair("precise", sift::Profile::precise), std::pair("classic", sift::Profile::classic)})
        benchmark::RegisterBenchmark((stage + "/" + name + "/" + target).c_str(),
                                     [target, measure, profile = profile](benchmark::State& state) {
                                         sift::limit_simd_target(target);
                                         measure(state, profile);
                                     });
}

}  // namespace

int main(int argc, char** argv) {
    for (const std::string& target : sift::simd_target_names()) {
        add("blur", target, blur);
        add("scan", target, scan);
        add("refine", target, refine);
        add("orient", target, orient);
        add("describe", target, describe);
        add("detect", target, detect);
        benchmark::RegisterBenchmark(("match/" + target).c_str(), [target](benchmark::State& state) {
            sift::limit_simd_target(target);
            match(state);
        });
    }
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
