#pragma once

#include <CLI/App.hpp>

#include "app/model/settings.h"

namespace siftscope {

/// The options that decide the keypoints, shared by all subcommands that detect: profile, layers, contrast,
/// edge, sigma, max-features, no-upsample, root, threads. They fill `settings`, which must outlive parsing.
void add_detect_options(CLI::App& app, Settings& settings);

/// `--engine siftscope|opencv`; to be added before add_detect_options, since it decides their defaults.
void add_engine_option(CLI::App& app, Settings& settings);

/// What is done to the turned picture besides turning it: scale, blur, gain, brightness, noise, seed, jpeg.
void add_distortion_options(CLI::App& app, Settings& settings);

/// Which keypoints of the picture take part: region, min-size, max-size.
void add_filter_options(CLI::App& app, Settings& settings);

/// The options that decide which matches are kept and how they are judged: ratio, max-distance, mutual,
/// tolerance, canvas, interpolation.
void add_match_options(CLI::App& app, Settings& settings);

/// Refuses, before any work is done, what the chosen engine does not offer, and hands the number of threads
/// to OpenCV too. Throws UserError.
void apply_settings(const Settings& settings);

}  // namespace siftscope
