#pragma once

#include <filesystem>
#include <vector>

#include "app/files/atomic_file.h"
#include "app/model/match_result.h"

namespace siftscope {

/// The two pictures, their visible keypoints and the kept matches as COLMAP's feature_importer and
/// matches_importer (match type `raw`) read them, as files of `folder`:
///
///   NAME1.png, NAME2.png   the pictures as decoded, 8-bit colour
///   NAME.png.txt           `N 128`, then a row `x y scale orientation d0 ... d127` for each visible
///   keypoint;
///                          (0.5, 0.5) is the centre of the top-left pixel, scale = size / 2 pixels,
///                          orientation in radians
///   matches.txt            `NAME1.png NAME2.png`, a row of two zero-based indices into those rows for each
///                          kept match, an empty line
///
/// NAME is the picture's file name without its extension, blanks made `_` (matches.txt is divided by blanks);
/// a rotated picture is NAME1_rotated, and a second picture of the same name gets `_2`.
/// Source: https://colmap.github.io/tutorial.html, "Feature Detection and Extraction" and "Feature Matching".
[[nodiscard]] std::vector<OutputFile> colmap_files(const std::filesystem::path& folder,
                                                   const MatchResult& result);

/// Writes those files (see write_files); makes the folder when it is missing and takes it away again when the
/// files cannot be written. Throws UserError.
void write_colmap(const std::filesystem::path& folder, const MatchResult& result);

}  // namespace siftscope
