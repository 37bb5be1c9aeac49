// Micro-benchmarks of the kernels of sift (sift/kernels), each by itself, one thread, on every instruction
// set that this CPU has. Inputs are those of a picture of blobs, since the time of some kernels depends on
// how many extrema a row holds, how directions spread, or how near descriptors are to one another.
// script/bench_sift runs it and keeps the figures of earlier days (tests/bench/history.csv).
//
// "items" are samples where a kernel writes or searches rows or tables; form_and_search counts a column of
// all its layers as one. They are gradients where a kernel sums these, histograms for smoothed, descriptors
// for normalize and sketch_of, places for find_interpolant and interpolant_at, and pairs of descriptors for
// two_nearest and two_nearest_vnni.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "sift/detect.h"
#include "sift/extrema.h"
#include "sift/gaussian_blur.h"
#include "sift/geometry/interpolation_kernel.h"
#include "sift/integer_taps.h"
#include "sift/kernels/blur.h"
#include "sift/kernels/descriptor.h"
#include "sift/kernels/difference.h"
#include "sift/kernels/extrema.h"
#include "sift/kernels/fine_orientation.h"
#include "sift/kernels/integer_blur.h"
#include "sift/kernels/interpolant.h"
#include "sift/kernels/interpolate.h"
#include "sift/kernels/level_gradient.h"
#include "sift/kernels/normalize.h"
#include "sift/kernels/orientation.h"
#include "sift/kernels/plane_extrema.h"
#include "sift/kernels/point_descriptor.h"
#include "sift/kernels/sample_window.h"
#include "sift/kernels/sketch.h"
#include "sift/kernels/two_nearest.h"
#include "sift/kernels/two_nearest_vnni.h"
#include "sift/kernels/vnni.h"
#include "sift/plane_extrema.h"
#include "sift/point_window.h"
#include "sift/simd_target.h"
#include "tests/bench/first_octave.h"
#include "tests/bench/keypoint_windows.h"
#include "tests/support/simd_targets.h"

namespace kernels = sift::kernels;

namespace {

/// Runs `kernel`, which takes care of what it returns; what it wrote to memory counts as read.
template <class Kernel>
void measure(benchmark::State& state, std::size_t items, const Kernel& kernel) {
    for (auto _ : state) {
        kernel();
        benchmark::ClobberMemory();
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(items) * state.iterations());
}

// The blurs, of radius 8, and the difference of layers.

constexpr double blur_sigma = 2;
constexpr int blur_radius = 8;
static_assert(blur_radius <= left_column);

void blur_row(benchmark::State& state) {
    const std::vector<float> taps = sift::both_sides(sift::gaussian_taps(blur_sigma));
    const float* padded = octave_of_floats().octave.gaussian[2].row(top_row) + left_column - blur_radius;
    std::vector<float> out(row_samples);
    measure(state, row_samples,
            [&] { kernels::blur_row(padded, out.data(), row_samples, taps.data(), blur_radius); });
}

void blur_columns(benchmark::State& state) {
    // As many columns at a time as the stages take, so that what is read again stays in the first cache.
    constexpr std::size_t chunk = 128;
    const sift::SymmetricTaps taps = sift::gaussian_taps(blur_sigma);
    const sift::Image& in = octave_of_floats().octave.gaussian[2];
    sift::Image out(in.width(), block_height);
    std::array<const float*, block_height + 2 * blur_radius> rows{};
    std::array<float*, block_height> out_rows{};
    measure(state, row_samples * block_height, [&] {
        for (std::size_t from = 0; from < row_samples; from += chunk) {
            for (int k = 0; k < block_height + 2 * blur_radius; ++k)
                rows[static_cast<std::size_t>(k)] = in.row(top_row - blur_radius + k) + from;
            for (int k = 0; k < block_height; ++k) out_rows[static_cast<std::size_t>(k)] = out.row(k) + from;
            kernels::blur_columns(rows.data(), out_rows.data(), block_height, chunk, taps.data(),
                                  blur_radius);
        }
    });
}

void difference(benchmark::State& state) {
    const sift::Octave& octave = octave_of_floats().octave;
    std::vector<float> out(row_samples);
    measure(state, row_samples, [&] {
        kernels::difference(octave.gaussian[3].row(top_row), octave.gaussian[2].row(top_row), out.data(),
                            row_samples);
    });
}

void integer_blur_row_pair(benchmark::State& state) {
    const kernels::TapPairs taps(sift::integer_gaussian_taps(blur_sigma));
    const sift::IntegerImage& level = octave_of_integers().octave.levels[2];
    const int left = left_column - taps.radius();
    Shorts high(kernels::split_pair_size(row_samples)), low(high.size());
    measure(state, 2 * row_samples, [&] {
        kernels::integer_blur_row_pair(level.row(top_row) + left, level.row(top_row + 1) + left,
                                       {high.data(), low.data()}, row_samples, taps);
    });
}

void integer_blur_two_rows(benchmark::State& state) {
    // As many columns as the stages take at a time.
    constexpr std::size_t columns = 256;
    const kernels::TapPairs taps(sift::integer_gaussian_taps(blur_sigma));
    const sift::Octave& octave = octave_of_integers().octave;
    const sift::IntegerImage& finer = octave.levels[2];
    const auto pair_count = static_cast<std::size_t>(taps.radius()) + 1;
    constexpr std::size_t half_size = kernels::split_pair_size(columns);
    Shorts halves(2 * pair_count * half_size);
    std::vector<kernels::SplitPair> pairs;
    const int left = left_column - taps.radius();
    // By the instruction set that is measured, since the order of a pair's columns depends on it.
    for (int y = top_row - taps.radius(); pairs.size() < pair_count; y += 2) {
        std::int16_t* const high = halves.data() + 2 * pairs.size() * half_size;
        pairs.push_back({high, high + half_size});
        kernels::integer_blur_row_pair(finer.row(y) + left, finer.row(y + 1) + left, pairs.back(), columns,
                                       taps);
    }
    Shorts level(2 * columns), apart(2 * columns);
    const kernels::BlurredRow upper{level.data(), finer.row(top_row) + left_column, apart.data()};
    const kernels::BlurredRow lower{level.data() + columns, finer.row(top_row + 1) + left_column,
                                    apart.data() + columns};
    measure(state, 2 * columns,
            [&] { kernels::integer_blur_two_rows(pairs.data(), upper, &lower, columns, taps, 1); });
}

// Extrema.

void form_and_search(benchmark::State& state) {
    const sift::Octave& octave = octave_of_floats().octave;
    const std::size_t dog_layers = octave.gaussian.size() - 1;
    const std::size_t layers = dog_layers - 2;
    // As many columns as the stages take at a time, and one more on either side; three rows of each layer of
    // the DoG: row y in slot y mod 3.
    constexpr int columns = 256;
    constexpr std::ptrdiff_t stride = columns + 32;
    const auto size_of_row = dog_layers * static_cast<std::size_t>(stride);
    std::vector<float> ring(3 * size_of_row), work(2 * layers * static_cast<std::size_t>(stride));
    const auto dog_row = [&](int y) { return ring.data() + static_cast<std::size_t>(y % 3) * size_of_row; };
    const auto gaussian_row = [&](std::size_t i, int y) { return octave.gaussian[i].row(y) + left_column; };
    for (const int y : {top_row - 1, top_row})
        for (std::size_t i = 0; i < dog_layers; ++i)
            kernels::difference(gaussian_row(i + 1, y), gaussian_row(i, y),
                                dog_row(y) + static_cast<std::ptrdiff_t>(i) * stride, columns + 2);
    std::vector<const float*> gaussian(octave.gaussian.size());
    std::vector<std::vector<int>> found(layers);
    const float threshold = sift::preliminary_threshold(octave_of_floats().params);
    const auto search = [&](int before, int y, int next) {
        for (std::size_t i = 0; i < gaussian.size(); ++i) gaussian[i] = gaussian_row(i, next);
        kernels::form_and_search(
            {gaussian, dog_row(before), dog_row(y), dog_row(next), work.data(), stride, columns + 2}, 1,
            columns + 1, threshold, found);
    };
    // Down and up again, so that the ring holds what it held at first.
    measure(state, 2 * block_height * columns, [&] {
        for (int y = top_row; y < top_row + block_height; ++y) search(y - 1, y, y + 1);
        for (int y = top_row + block_height - 1; y >= top_row; --y) search(y + 1, y, y - 1);
    });
}

void find_plane_extrema(benchmark::State& state) {
    const FirstOctave& first = octave_of_integers();
    const sift::IntegerImage& dog = first.octave.differences[2];
    const int threshold = sift::plane_threshold(first.octave, first.params);
    constexpr int end = left_column + static_cast<int>(row_samples);
    std::vector<int> found(row_samples);
    measure(state, row_samples * block_height, [&] {
        for (int y = top_row; y < top_row + block_height; ++y)
            benchmark::DoNotOptimize(kernels::find_plane_extrema(
                {{dog.row(y - 1), dog.row(y), dog.row(y + 1)}}, left_column, end, threshold, found.data()));
    });
}

// Interpolation of the DoG around samples all over a row.

constexpr std::size_t places = 64;

std::array<kernels::InterpolatedSamples, places> samples_of_places() {
    std::array<kernels::InterpolatedSamples, places> all{};
    for (std::size_t k = 0; k < places; ++k)
        for (std::size_t layer = 0; layer < 3; ++layer)
            for (std::size_t y = 0; y < 5; ++y)
                all[k].layers[layer][y] =
                    octave_of_integers().octave.differences[1 + layer].row(top_row + static_cast<int>(y)) +
                    left_column + 15 * k;
    return all;
}

void find_interpolant(benchmark::State& state) {
    const auto samples = samples_of_places();
    kernels::InterpolantCoefficients coefficients;
    measure(state, places, [&] {
        for (const kernels::InterpolatedSamples& around : samples) {
            kernels::find_interpolant(around, coefficients);
            benchmark::ClobberMemory();
        }
    });
}

void interpolant_at(benchmark::State& state) {
    const auto samples = samples_of_places();
    std::array<kernels::InterpolantCoefficients, places> coefficients;
    for (std::size_t k = 0; k < places; ++k) kernels::find_interpolant(samples[k], coefficients[k]);
    measure(state, places, [&] {
        for (const kernels::InterpolantCoefficients& around : coefficients)
            benchmark::DoNotOptimize(kernels::interpolant_at(around, 0.3, -0.2, 0.1));
    });
}

// Gradients and their sums over a keypoint's windows.

void level_gradients(benchmark::State& state) {
    const sift::IntegerImage& level = octave_of_integers().octave.levels[2];
    const auto row = [&](int k) { return level.row(top_row + k) + left_column; };
    Shorts length(row_samples), direction(row_samples);
    measure(state, row_samples, [&] {
        kernels::level_gradients({{row(-2), row(-1), row(0), row(1), row(2)}},
                                 {length.data(), direction.data()}, row_samples, kernels::four_point_weights);
    });
}

void orientation_histogram(benchmark::State& state) {
    const OrientationSquare window;
    measure(state, gradients_in(window.rows),
            [&] { benchmark::DoNotOptimize(kernels::orientation_histogram(window.rows)); });
}

void fine_orientation_sums(benchmark::State& state) {
    const OrientationCircle circle;
    measure(state, gradients_in(circle.rows), [&] {
        benchmark::DoNotOptimize(kernels::fine_orientation_sums(circle.rows, OrientationCircle::edge_weight));
    });
}

void smoothed(benchmark::State& state) {
    const OrientationCircle circle;
    const kernels::FineHistogram raw =
        kernels::fine_orientation_sums(circle.rows, OrientationCircle::edge_weight);
    measure(state, 1, [&] { benchmark::DoNotOptimize(kernels::smoothed(raw)); });
}

void descriptor_sums(benchmark::State& state) {
    const DescriptorOfFloats window;
    measure(state, gradients_in(window.rows), [&] {
        benchmark::DoNotOptimize(
            kernels::descriptor_sums(window.rows, static_cast<float>(DescriptorSquare::turn)));
    });
}

void point_descriptor_sums(benchmark::State& state) {
    const DescriptorOfLevels window;
    constexpr auto turn = static_cast<std::int16_t>(DescriptorSquare::turn * kernels::eighth_turn / 45);
    measure(state, gradients_in(window.rows),
            [&] { benchmark::DoNotOptimize(kernels::point_descriptor_sums(window.rows, turn)); });
}

void normalize(benchmark::State& state) {
    const kernels::DescriptorSums sums = kernels::point_descriptor_sums(DescriptorOfLevels().rows, 0);
    sift::Descriptor out;
    measure(state, 1, [&] { kernels::normalize(sums, out); });
}

// The tables of that square.

void gaussian_weights(benchmark::State& state) {
    const float rate = sift::gaussian_rate(2 * DescriptorSquare::cell_width);
    Shorts out(DescriptorSquare::width + kernels::window_overhang);
    measure(state, DescriptorSquare::width,
            [&] { kernels::gaussian_weights(DescriptorSquare::side, rate, out.data()); });
}

void turned_places(benchmark::State& state) {
    const DescriptorSquare square;
    const kernels::PlaceFactors factors = place_factors(square.cosine, square.sine);
    Shorts across(DescriptorSquare::width + kernels::window_overhang), down(across.size());
    measure(state, DescriptorSquare::width,
            [&] { kernels::turned_places(square.side, factors, 0, across.data(), down.data()); });
}

void columns_in_stripes(benchmark::State& state) {
    DescriptorSquare square;
    measure(state, DescriptorSquare::width, [&] {
        kernels::columns_in_stripes(square.side, square.stripes, square.columns, square.ends.first.data(),
                                    square.ends.last.data());
    });
}

// A turned row of a picture, by the quintic spline, as many samples at a time as the stages take.

constexpr std::size_t turned_samples = 64;
constexpr int spline_taps = 6;

struct TurnedRow {
    std::array<const float*, turned_samples> pixels{};
    std::array<float, turned_samples> fractions_x{}, fractions_y{};

    TurnedRow() {
        for (std::size_t i = 0; i < turned_samples; ++i) {
            const double x = 300 + static_cast<double>(i) * 0.8;
            const double y = 50 + static_cast<double>(i) * 0.6;
            pixels[i] = blobs().row(static_cast<int>(y)) + static_cast<int>(x);
            fractions_x[i] = static_cast<float>(x - std::floor(x));
            fractions_y[i] = static_cast<float>(y - std::floor(y));
        }
    }
};

void evaluate_weights(benchmark::State& state) {
    // Of the spline's degree and taps; their values do not change the time.
    kernels::PolynomialWeights polynomials;
    polynomials.degree = 5;
    for (std::size_t p = 0; p < polynomials.coefficients.size(); ++p)
        for (std::size_t k = 0; k < spline_taps; ++k)
            polynomials.coefficients[p][k] = 1 / static_cast<float>(1 + p + k);
    const TurnedRow row;
    std::array<kernels::InterpolationWeights, turned_samples> weights;
    measure(state, turned_samples, [&] {
        kernels::evaluate_weights(polynomials, row.fractions_x.data(), turned_samples, weights.data());
    });
}

void interpolate(benchmark::State& state) {
    const TurnedRow row;
    const sift::InterpolationKernel spline(sift::Interpolation::spline);
    std::array<kernels::InterpolationWeights, turned_samples> weights_x, weights_y;
    spline.weights(row.fractions_x.data(), turned_samples, weights_x.data());
    spline.weights(row.fractions_y.data(), turned_samples, weights_y.data());
    std::array<float, turned_samples> out;
    measure(state, turned_samples, [&] {
        kernels::interpolate(row.pixels.data(), blobs().width(), spline_taps, weights_x.data(),
                             weights_y.data(), turned_samples, out.data());
    });
}

// Descriptors.

constexpr std::size_t most_descriptors = 1000;

std::vector<sift::Descriptor> described(const sift::Image& picture) {
    std::vector<sift::Descriptor> found =
        sift::detect_and_describe(picture.view(), sift::DetectParams::precise(), in_this_thread).descriptors;
    if (found.size() > most_descriptors) found.resize(most_descriptors);
    return found;
}

/// Those of the picture, and of the same picture with noise: most have a partner, near but not equal.
struct TwoPictures {
    std::vector<sift::Descriptor> train = described(blobs());
    std::vector<sift::Descriptor> query;

    TwoPictures() {
        std::mt19937 generator(9);
        sift::Image noisy = blobs();
        for (int y = 0; y < noisy.height(); ++y)
            for (int x = 0; x < noisy.width(); ++x) {
                const auto noise = static_cast<float>(generator() % 9) - 4;
                noisy.at(x, y) = std::clamp(noisy.at(x, y) + noise, 0.0F, 255.0F);
            }
        query = described(noisy);
    }
};

const TwoPictures& two_pictures() {
    static const TwoPictures pictures;
    return pictures;
}

void sketch_of(benchmark::State& state) {
    const std::vector<sift::Descriptor>& descriptors = two_pictures().train;
    measure(state, descriptors.size(), [&] {
        for (const sift::Descriptor& descriptor : descriptors)
            benchmark::DoNotOptimize(kernels::sketch_of(descriptor));
    });
}

template <class Groups, class Search>
void match_groups(benchmark::State& state, const Search& search) {
    const std::vector<sift::Descriptor>& query = two_pictures().query;
    const Groups groups(two_pictures().train);
    std::vector<sift::TwoNearest> nearest(query.size());
    measure(state, query.size() * two_pictures().train.size(), [&] { search(query, groups, nearest); });
}

void two_nearest(benchmark::State& state) {
    match_groups<kernels::SketchGroups>(state, kernels::two_nearest);
}

void two_nearest_vnni(benchmark::State& state) {
    match_groups<kernels::ByteGroups>(state, kernels::two_nearest_vnni);
}

using Benchmark = void (*)(benchmark::State&);

void add_kernel(const std::string& name, const std::string& target, Benchmark run) {
    benchmark::RegisterBenchmark(("kernel/" + name + "/" + target).c_str(),
                                 [target, run](benchmark::State& state) {
                                     sift::limit_simd_target(target);
                                     run(state);
                                 });
}

constexpr std::pair<const char*, Benchmark> all_kernels[] = {
    {"blur_row", blur_row},
    {"blur_columns", blur_columns},
    {"difference", difference},
    {"integer_blur_row_pair", integer_blur_row_pair},
    {"integer_blur_two_rows", integer_blur_two_rows},
    {"form_and_search", form_and_search},
    {"find_plane_extrema", find_plane_extrema},
    {"find_interpolant", find_interpolant},
    {"interpolant_at", interpolant_at},
    {"level_gradients", level_gradients},
    {"orientation_histogram", orientation_histogram},
    {"fine_orientation_sums", fine_orientation_sums},
    {"smoothed", smoothed},
    {"descriptor_sums", descriptor_sums},
    {"point_descriptor_sums", point_descriptor_sums},
    {"normalize", normalize},
    {"gaussian_weights", gaussian_weights},
    {"turned_places", turned_places},
    {"columns_in_stripes", columns_in_stripes},
    {"evaluate_weights", evaluate_weights},
    {"interpolate", interpolate},
    {"sketch_of", sketch_of},
    {"two_nearest", two_nearest},
};

}  // namespace

int main(int argc, char** argv) {
    // Best first: limit_simd_target only ever takes instruction sets away. Whether one of them may use VNNI
    // is asked while nothing else is allowed.
    for_each_simd_target([](const char* target) {
        for (const auto& [name, run] : all_kernels) add_kernel(name, target, run);
        if (kernels::can_use_vnni()) add_kernel("two_nearest_vnni", target, two_nearest_vnni);
    });
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
