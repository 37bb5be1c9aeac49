#pragma once

#include <string>
#include <vector>

#include "app/gradients/shown_tensors.h"

namespace siftscope {

/// What can be exported: the tensors by name, then "problem", "result" and "derivation".
[[nodiscard]] std::vector<std::string> export_names(const SolvedLab& solved);

/// The bytes of `name` in the format that the ending of `path` names:
///   .json  {"shape", "data"}; a problem or a result as `siftscope nn` reads and writes them
///   .csv   a line for each row, an empty line between matrices
///   .tex   a matrix for each page; the derivation as `siftscope nn --latex` prints it
///   .png, .jpg, .webp, .tif, .svg   a picture with its numbers, or a pixel for each, and the scale bar
/// Throws UserError when the name and the ending do not go together.
[[nodiscard]] std::string export_bytes(const SolvedLab& solved, const LabCheck& check,
                                       const std::string& name, const std::string& path);

/// The same without anything solved, for what stands in the path: throws UserError as export_bytes() does.
void require_exportable(const std::string& name, const std::string& path);

}  // namespace siftscope
