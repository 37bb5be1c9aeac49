#include "app/commands/outputs.h"

#include <algorithm>
#include <cctype>
#include <system_error>

#include "app/files/atomic_file.h"
#include "app/files/shown_path.h"
#include "app/model/error.h"

namespace siftscope {
namespace fs = std::filesystem;
namespace {

std::string list_of(std::initializer_list<std::string_view> extensions) {
    std::string list;
    std::size_t left = extensions.size();
    for (const std::string_view extension : extensions) {
        list += extension;
        if (--left > 0) list += left == 1 ? " or " : ", ";
    }
    return list;
}

}  // namespace

std::string output_extension(const std::string& name, const std::string& for_standard_output) {
    if (name == "-") return for_standard_output;
    std::string extension = fs::path(name).extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return extension;
}

void Outputs::add_distinct(const std::string& option, const std::string& name) {
    for (const Output& other : outputs_) {
        if (other.name == "-" && name == "-")
            throw UserError(other.option + " and " + option +
                            " are both standard output; give one of them a file name");
        if (fs::path(other.name).lexically_normal() == fs::path(name).lexically_normal())
            throw UserError(other.option + " and " + option + " are both " + shown(name) +
                            "; give them two names");
    }
    outputs_.push_back({option, name});
}

void Outputs::add(const std::string& option, const std::string& name,
                  std::initializer_list<std::string_view> extensions) {
    if (name.empty()) return;
    if (name != "-") {
        const std::string extension = output_extension(name, "");
        if (std::find(extensions.begin(), extensions.end(), extension) == extensions.end())
            throw UserError(option + " is " + shown(name) + ", but its name must end in " +
                            list_of(extensions));
        require_writable(name);
    }
    add_distinct(option, name);
}

void Outputs::add_folder(const std::string& option, const std::string& name) {
    if (name.empty()) return;
    if (name == "-") throw UserError(option + " is a folder of files and cannot be standard output");
    const fs::path folder = fs::path(name).has_filename() ? fs::path(name) : fs::path(name).parent_path();
    std::error_code ignored;
    const bool exists = fs::exists(folder, ignored);
    if (exists && !fs::is_directory(folder, ignored))
        throw UserError(option + ": " + shown(folder) + " is a file; name a folder");
    require_writable(exists ? folder / "matches.txt" : folder);
    add_distinct(option, name);
}

void Outputs::keep_clear_of(const fs::path& input) const {
    std::error_code ignored;
    for (const auto& [option, name] : outputs_)
        if (name != "-" && fs::equivalent(name, input, ignored))
            throw UserError(option + ": " + shown(name) +
                            " is the picture that is read; choose another name");
}

bool Outputs::uses_standard_output() const {
    return std::any_of(outputs_.begin(), outputs_.end(), [](const Output& o) { return o.name == "-"; });
}

std::vector<std::string> Outputs::files() const {
    std::vector<std::string> names;
    for (const Output& output : outputs_)
        if (output.name != "-") names.push_back(output.name);
    return names;
}

}  // namespace siftscope
