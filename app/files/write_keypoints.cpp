#include "app/files/write_keypoints.h"

#include <cctype>
#include <cstddef>
#include <stdexcept>
#include <vector>

#include "app/files/atomic_file.h"
#include "app/files/number_text.h"
#include "app/files/shown_path.h"
#include "app/model/error.h"

namespace siftscope {
namespace {

void append_descriptor(std::string& text, const sift::Descriptor& descriptor, const char* separator) {
    for (std::size_t i = 0; i < descriptor.size(); ++i) {
        if (i > 0) text += separator;
        append_number(text, int{descriptor[i]});
    }
}

/// x, y, size, angle, response: what all three formats begin with.
void append_geometry(std::string& text, const sift::Keypoint& keypoint, const char* separator) {
    append_number(text, keypoint.x);
    for (const double value : {keypoint.y, keypoint.size, keypoint.angle, keypoint.response}) {
        text += separator;
        append_number(text, value);
    }
}

std::string csv(const sift::Features& features, const std::vector<Note>& notes) {
    std::string text = comment_lines(notes) + "x,y,size,angle,response,octave,layer";
    for (int i = 0; i < 128; ++i) {
        text += ",d";
        append_number(text, i);
    }
    text += '\n';
    // A string that grows holds its text twice at times. What is not written takes no memory.
    constexpr std::size_t longest_line = 640;  // 128 bins of 4 characters, five numbers of at most 22
    text.reserve(text.size() + features.keypoints.size() * longest_line);
    for (std::size_t i = 0; i < features.keypoints.size(); ++i) {
        const sift::Keypoint& keypoint = features.keypoints[i];
        append_geometry(text, keypoint, ",");
        for (const int value : {keypoint.octave, keypoint.layer}) {
            text += ',';
            append_number(text, value);
        }
        text += ',';
        append_descriptor(text, features.descriptors[i], ",");
        text += '\n';
    }
    return text;
}

std::string json(const sift::Features& features, const std::vector<Note>& notes) {
    std::string text = notes.empty() ? "{" : "{\"about\": " + json_notes(notes) + ",\n";
    text += "\"keypoints\": [";
    for (std::size_t i = 0; i < features.keypoints.size(); ++i) {
        const sift::Keypoint& keypoint = features.keypoints[i];
        text += i == 0 ? "\n{\"x\": " : ",\n{\"x\": ";
        append_number(text, keypoint.x);
        text += ", \"y\": ";
        append_number(text, keypoint.y);
        text += ", \"size\": ";
        append_number(text, keypoint.size);
        text += ", \"angle\": ";
        append_number(text, keypoint.angle);
        text += ", \"response\": ";
        append_number(text, keypoint.response);
        text += ", \"octave\": ";
        append_number(text, keypoint.octave);
        text += ", \"layer\": ";
        append_number(text, keypoint.layer);
        text += ", \"descriptor\": [";
        append_descriptor(text, features.descriptors[i], ", ");
        text += "]}";
    }
    return text + "\n]}\n";
}

void append_yml_integers(std::string& text, const char* name, const std::vector<sift::Keypoint>& keypoints,
                         int sift::Keypoint::*member) {
    text += std::string(name) + ": [";
    for (std::size_t i = 0; i < keypoints.size(); ++i) {
        if (i > 0) text += i % 32 == 0 ? ",\n   " : ", ";
        append_number(text, keypoints[i].*member);
    }
    text += "]\n";
}

std::string yml(const sift::Features& features, const std::vector<Note>& notes) {
    const std::vector<sift::Keypoint>& keypoints = features.keypoints;
    std::string text = "%YAML:1.0\n---\n" + yaml_notes("about", notes);
    text += keypoints.empty() ? "keypoints: []\n" : "keypoints:\n";
    for (const sift::Keypoint& keypoint : keypoints) {
        text += "   - [ ";
        append_geometry(text, keypoint, ", ");
        text += ", ";
        append_number(text, (keypoint.octave & 255) | keypoint.layer << 8);
        text += ", -1 ]\n";  // class_id: none
    }
    append_yml_integers(text, "octave", keypoints, &sift::Keypoint::octave);
    append_yml_integers(text, "layer", keypoints, &sift::Keypoint::layer);
    text += "descriptors: !!opencv-matrix\n   rows: ";
    append_number(text, features.descriptors.size());
    text += keypoints.empty() ? "\n   cols: 0\n" : "\n   cols: 128\n";
    text += "   dt: u\n   data: [";
    for (std::size_t i = 0; i < features.descriptors.size(); ++i) {
        text += i == 0 ? " " : ",\n       ";
        append_descriptor(text, features.descriptors[i], ", ");
    }
    return text + " ]\n";
}

}  // namespace

KeypointFormat keypoint_format(const std::filesystem::path& path) {
    if (path == "-") return KeypointFormat::csv;
    std::string extension = path.extension().string();
    for (char& c : extension) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (extension == ".csv") return KeypointFormat::csv;
    if (extension == ".json") return KeypointFormat::json;
    if (extension == ".yml" || extension == ".yaml") return KeypointFormat::yml;
    throw UserError("cannot write keypoints to " + shown(path) +
                    ": its name must end in .csv, .json, .yml or .yaml");
}

std::string keypoints_text(const sift::Features& features, KeypointFormat format,
                           const std::vector<Note>& notes) {
    if (features.keypoints.size() != features.descriptors.size())
        throw std::invalid_argument("there must be one descriptor for each keypoint");
    switch (format) {
        case KeypointFormat::csv:
            return csv(features, notes);
        case KeypointFormat::json:
            return json(features, notes);
        case KeypointFormat::yml:
            return yml(features, notes);
    }
    throw std::invalid_argument("the keypoint format has no writer");
}

void write_keypoints(const std::filesystem::path& path, const sift::Features& features) {
    write_file(path, keypoints_text(features, keypoint_format(path)));
}

}  // namespace siftscope
