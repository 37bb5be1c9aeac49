#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/files/text_notes.h"
#include "sift/keypoint.h"

namespace siftscope {

/// The formats of a keypoint file. Every number is written in the shortest decimal form that reads back as
/// the same double, in any locale.
enum class KeypointFormat {
    /// Header `x,y,size,angle,response,octave,layer,d0,...,d127`, a row for each oriented keypoint.
    csv,
    /// `{"keypoints": [{"x", "y", "size", "angle", "response", "octave", "layer", "descriptor": [128]},
    /// ...]}`
    json,
    /// For cv::FileStorage: `keypoints` reads as std::vector<cv::KeyPoint>, `descriptors` as a cv::Mat of N x
    /// 128 bytes (0 x 0 when there is none), `octave` and `layer` as std::vector<int>. cv::KeyPoint::octave
    /// holds (octave & 255) | layer << 8 as cv::SIFT packs it, so that cv::SIFT can describe them again.
    yml,
};

/// By the name's extension: .csv, .json, .yml or .yaml; `-` (standard output) is CSV.
/// Throws UserError naming the formats offered.
[[nodiscard]] KeypointFormat keypoint_format(const std::filesystem::path& path);

/// The file's content. Throws std::invalid_argument unless there is one descriptor for each keypoint.
///
///   notes   what the file says about itself: in JSON and YAML the object `about` before the rest, its keys
///           in lower case with "_" for blanks and dashes; in CSV lines "# KEY: TEXT" before the header,
///           which not every reader of CSV skips
[[nodiscard]] std::string keypoints_text(const sift::Features& features, KeypointFormat format,
                                         const std::vector<Note>& notes = {});

/// Writes the file (see write_file) in the format of its extension. Throws UserError.
void write_keypoints(const std::filesystem::path& path, const sift::Features& features);

}  // namespace siftscope
