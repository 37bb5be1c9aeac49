#include "app/files/write_colmap.h"

#include <cctype>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <string>

#include <opencv2/imgcodecs.hpp>

#include "app/files/new_folder.h"
#include "app/files/number_text.h"
#include "app/model/error.h"

namespace siftscope {
namespace {

namespace fs = std::filesystem;

/// A name that stands as one word in matches.txt; a line that begins with '#' would be a comment there.
std::string one_word(const fs::path& path) {
    std::string name = path.stem().string();
    for (char& c : name)
        if (static_cast<unsigned char>(c) <= ' ' || c == 0x7F) c = '_';
    if (name.empty()) name = "picture";
    if (name.front() == '#') name.front() = '_';
    return name;
}

std::string lower(std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

std::string second_name(const MatchResult& result, const std::string& first) {
    if (result.second->rotation) return first + "_rotated";
    const std::string name = one_word(result.second->picture->path);
    return lower(name) == lower(first) ? name + "_2" : name;  // not all disks tell A from a
}

std::string png(const Picture& picture) {
    std::vector<std::uint8_t> bytes;
    if (!cv::imencode(".png", picture.colour, bytes)) throw UserError("a picture cannot be encoded as PNG");
    return {bytes.begin(), bytes.end()};
}

std::string keypoint_rows(const MatchSide& side) {
    std::string text;
    append_number(text, side.keypoints.size());
    text += " 128\n";
    for (std::size_t i = 0; i < side.keypoints.size(); ++i) {
        const sift::Keypoint& keypoint = side.keypoints[i];
        for (const double value : {keypoint.x + 0.5, keypoint.y + 0.5, keypoint.size / 2,
                                   keypoint.angle * std::numbers::pi / 180}) {
            append_number(text, value);
            text += ' ';
        }
        const char* blank = "";
        for (const std::uint8_t value : side.descriptors.at(i)) {
            text += blank;
            append_number(text, int{value});
            blank = " ";
        }
        text += '\n';
    }
    return text;
}

std::string match_rows(const MatchResult& result, const std::string& first, const std::string& second) {
    std::string text = first + ' ' + second + '\n';
    for (const sift::Match& match : result.matches) {
        if (!match.kept) continue;
        append_number(text, match.first);
        text += ' ';
        append_number(text, match.second);
        text += '\n';
    }
    return text + '\n';
}

}  // namespace

std::vector<OutputFile> colmap_files(const fs::path& folder, const MatchResult& result) {
    const std::string first = one_word(result.first->path);
    const std::string second = second_name(result, first);
    return {
        {folder / (first + ".png"), png(*result.first)},
        {folder / (second + ".png"), png(*result.second->picture)},
        {folder / (first + ".png.txt"), keypoint_rows(*result.side_1)},
        {folder / (second + ".png.txt"), keypoint_rows(*result.side_2)},
        {folder / "matches.txt", match_rows(result, first + ".png", second + ".png")},
    };
}

void write_colmap(const fs::path& folder, const MatchResult& result) {
    const std::vector<OutputFile> files = colmap_files(folder, result);
    NewFolder made(folder);
    write_files(files);
    made.keep();
}

}  // namespace siftscope
