#include "app/drawing/animation.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <system_error>

#include <opencv2/core.hpp>

#include "app/drawing/encode_pixels.h"
#include "app/drawing/match_picture.h"
#include "app/drawing/palette.h"
#include "app/drawing/picture_notes.h"
#include "app/files/atomic_file.h"
#include "app/files/new_folder.h"
#include "app/files/picture_text.h"
#include "app/model/error.h"
#include "app/model/format_number.h"
#include "app/model/reproduce_command.h"

namespace siftscope {
namespace fs = std::filesystem;
namespace {

/// The smallest box that holds the turned picture at every angle.
cv::Size stage_of(const Picture& picture, Settings settings, const std::vector<double>& angles) {
    cv::Size stage;
    for (const double angle : angles) {
        settings.angle = angle;
        const sift::Rotation rotation = settings.rotation_of(picture.width, picture.height);
        stage.width = std::max(stage.width, rotation.width);
        stage.height = std::max(stage.height, rotation.height);
    }
    return stage;
}

/// Even sides, which films want; a caption of another number of lines is cut off or followed by paper.
cv::Mat of_size(const cv::Mat& frame, cv::Size size) {
    cv::Mat fitted(size, frame.type(),
                   cv::Scalar(palette::paper.blue, palette::paper.green, palette::paper.red));
    const cv::Rect common(0, 0, std::min(size.width, frame.cols), std::min(size.height, frame.rows));
    frame(common).copyTo(fitted(common));
    return fitted;
}

/// Takes away the frames that were written when not all were.
class Frames {
  public:
    explicit Frames(const fs::path& folder) : folder_(folder), made_(folder) {}
    ~Frames() {
        std::error_code ignored;
        for (const fs::path& file : written_) fs::remove(file, ignored);
    }
    Frames(const Frames&) = delete;
    Frames& operator=(const Frames&) = delete;

    void write(std::size_t index, const std::string& bytes) {
        write_file(folder_ / frame_name(index), bytes);
        written_.push_back(folder_ / frame_name(index));
    }
    void keep() {
        written_.clear();
        made_.keep();
    }

  private:
    const fs::path folder_;
    NewFolder made_;  // goes after the frames in it
    std::vector<fs::path> written_;
};

}  // namespace

std::vector<double> animation_angles(double start, double step) {
    constexpr double most = 3600;
    if (!(step > 0) || !(360 / step <= most))
        throw UserError("the step of an animation is " + shortest_text(step) +
                        ", but must be a number of degrees from 0.1");
    std::vector<double> angles;
    const auto count = static_cast<std::size_t>(std::ceil(360 / step - 1e-9));
    for (std::size_t i = 0; i < count; ++i) angles.push_back(start + static_cast<double>(i) * step);
    return angles;
}

std::string frame_name(std::size_t index) {
    char name[32];
    std::snprintf(name, sizeof name, "frame_%04zu.png", index);
    return name;
}

std::string join_command(const fs::path& folder) {
    return "ffmpeg -framerate 15 -i " + shell_word((folder / "frame_%04d.png").string()) +
           " -pix_fmt yuv420p " + shell_word((folder / "rotation.mp4").string());
}

std::size_t write_animation(const fs::path& folder, const MatchInput& input, const Settings& settings,
                            double step, const std::function<void(std::size_t, std::size_t)>& progress,
                            std::stop_token stop) {
    const std::vector<double> angles = animation_angles(settings.angle, step);
    const cv::Size stage = stage_of(*input.first, settings, angles);
    MatchPipeline pipeline;
    Frames frames(folder);
    cv::Size size;
    for (std::size_t i = 0; i < angles.size(); ++i) {
        Settings turned = settings;
        turned.angle = angles[i];
        const auto result = pipeline.run(input, turned, stop);
        if (!result || stop.stop_requested()) return 0;
        const cv::Mat frame = draw_match_picture(*result, stage);
        if (i == 0) size = {(frame.cols + 1) / 2 * 2, (frame.rows + 1) / 2 * 2};
        frames.write(
            i, with_picture_text(encode_pixels(of_size(frame, size), ".png"), ".png", match_notes(*result)));
        if (progress) progress(i + 1, angles.size());
    }
    frames.keep();
    return angles.size();
}

}  // namespace siftscope
