#include "app/commands/bench_command.h"

#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include <opencv2/core/version.hpp>

#include "app/bench/bench_report.h"
#include "app/bench/peak_memory.h"
#include "app/commands/command_help.h"
#include "app/commands/outputs.h"
#include "app/commands/progress_bar.h"
#include "app/commands/say_error.h"
#include "app/commands/settings_options.h"
#include "app/commands/typed_options.h"
#include "app/files/atomic_file.h"
#include "app/files/read_picture.h"
#include "app/model/error.h"
#include "app/model/match_report.h"
#include "sift/parallel.h"
#include "sift/simd_target.h"

namespace siftscope {
namespace {

constexpr Range repeats{1, 1000, false, "a whole number from 1 to 1000"};
constexpr Range image_numbers{0, 1e9, false, "the number of an image"};

struct BenchOptions {
    std::vector<std::string> images;
    std::string report;
    std::string simd;
    int repeat = 5;
    bool quiet = false;
    Settings settings;
    // How the program calls itself to measure memory in a process of its own.
    std::string peak_of;
    int peak_image = 0;
};

std::string cpu_name() {
    std::ifstream info("/proc/cpuinfo");
    for (std::string line; std::getline(info, line);)
        if (line.rfind("model name", 0) == 0 && line.find(": ") != std::string::npos)
            return line.substr(line.find(": ") + 2);
    return "unknown";
}

/// Prints the bytes and nothing else.
int print_peak(const BenchOptions& options) {
    Settings settings = options.settings;
    if (options.peak_of == "opencv") settings = settings.with(Engine::opencv, settings.profile);
    const auto picture = read_picture(options.images.at(static_cast<std::size_t>(options.peak_image)));
    const std::optional<std::int64_t> bytes = detection_peak_bytes(*picture, settings);
    if (!bytes) return 1;
    write_file("-", std::to_string(*bytes) + "\n");
    return 0;
}

std::optional<std::int64_t> peak_in_child(const char* engine, std::size_t image) {
    const std::optional<std::string> output =
        output_of_child({"--peak-of", engine, "--peak-image", std::to_string(image)});
    if (!output || output->empty()) return std::nullopt;
    return std::strtoll(output->c_str(), nullptr, 10);
}

int run_bench(const BenchOptions& options, const std::stop_token& stop) {
    if (!options.simd.empty() && !sift::limit_simd_target(options.simd)) {
        std::string names;
        for (const std::string& name : sift::simd_target_names()) names += (names.empty() ? "" : ", ") + name;
        throw UserError("--simd is \"" + options.simd + "\", but must be one of " + names);
    }
    if (!options.settings.detect.upsample)
        throw UserError("--no-upsample cannot be compared: cv::SIFT always doubles the picture");
    apply_settings(options.settings);
    if (!options.peak_of.empty()) return print_peak(options);
    Outputs outputs;
    outputs.add("--report", options.report, {".json"});
    for (const std::string& image : options.images) outputs.keep_clear_of(image);

    BenchRun run;
    run.cpu = cpu_name();
    run.opencv_version = CV_VERSION;
    run.simd_target = sift::simd_target_name();
    run.profile = name_of(options.settings.profile, profile_names);
    run.threads = sift::thread_count({options.settings.threads, {}});
    run.repeat = options.repeat;

    ProgressBar progress(options.images.size() * 3);
    std::vector<std::shared_ptr<const Picture>> pictures;
    bool failed = false;
    for (std::size_t i = 0; i < options.images.size() && !stop.stop_requested(); ++i) {
        progress.show(i, options.images[i]);
        try {
            pictures.push_back(read_picture(options.images[i]));
        } catch (const UserError& error) {
            progress.clear();
            say_error(error.what());
            failed = true;
            continue;
        }
        run.pictures.push_back(bench_picture(*pictures.back(), options.settings, options.repeat, stop));
        run.pictures.back().opencv_peak_bytes = peak_in_child("opencv", i);
        run.pictures.back().our_peak_bytes = peak_in_child("siftscope", i);
    }
    if (pictures.empty() && !stop.stop_requested()) return 2;
    // The process cannot go back to the usual allocator: the other conditions come last.
    std::size_t done = options.images.size();
    for (const AllocatorCondition condition : {AllocatorCondition::held, AllocatorCondition::cold}) {
        use_allocator_condition(condition);
        for (std::size_t i = 0; i < pictures.size() && !stop.stop_requested(); ++i) {
            progress.show(done++, run.pictures[i].path);
            auto& ratio = condition == AllocatorCondition::held ? run.pictures[i].detect_held
                                                                : run.pictures[i].detect_cold;
            ratio = bench_detection(*pictures[i], options.settings, options.repeat, condition, stop);
        }
    }
    progress.clear();
    if (stop.stop_requested()) return 0;

    if (!options.report.empty()) write_file(options.report, json_text(bench_report(run)));
    if (!options.quiet && !outputs.uses_standard_output())
        write_file("-", bench_table(run) + written_lines(outputs.files()));
    return failed ? 2 : 0;
}

}  // namespace

void add_bench_command(CLI::App& app, Action& action) {
    const auto options = std::make_shared<BenchOptions>();
    options->settings = options->settings.with(Engine::siftscope, Profile::classic);
    CLI::App& command =
        add_command(app, "bench", "Time our SIFT and matching against OpenCV's, in turns, in one run");
    command.add_option("IMAGE", options->images, "The pictures")->required()->type_name("");
    add_whole_number(command, "--repeat", options->repeat, repeats, "Pairs of runs to take the median of");
    command.add_option("--simd", options->simd, "Hold ours to this instruction set and lesser ones, as AVX2")
        ->type_name("NAME");
    command.add_option("--report", options->report, "All figures as JSON; - is standard output")
        ->type_name("F.json");
    command.add_flag("-q,--quiet", options->quiet, "Print no table")->disable_flag_override();
    command.add_option("--peak-of", options->peak_of)->group("");
    add_whole_number(command, "--peak-image", options->peak_image, image_numbers, "")->group("");
    add_detect_options(command, options->settings);
    command.footer(
        "A ratio is OpenCV's time or bytes divided by ours, so above 1 ours is ahead. One thread is timed "
        "by\n"
        "processor time; ratios of several threads are withheld when the machine is busy.");
    command.final_callback([options, &action] {
        action = [options](const std::stop_token& stop) { return run_bench(*options, stop); };
    });
}

}  // namespace siftscope
