#include "app/commands/outputs.h"

#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <system_error>

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

fs::path folder_of(const fs::path& path) {
    const fs::path parent = path.parent_path();
    return parent.empty() ? fs::path(".") : parent;
}

void check_folder(const std::string& option, const fs::path& folder) {
    std::error_code ignored;
    if (!fs::exists(folder, ignored))
        throw UserError(option + ": the folder " + shown(folder) + " does not exist; make it first");
    if (!fs::is_directory(folder, ignored))
        throw UserError(option + ": " + shown(folder) + " is not a folder; choose another place");
    if (access(folder.c_str(), W_OK | X_OK) != 0)
        throw UserError(option + ": no permission to write in " + shown(folder) + "; choose another place");
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
        std::error_code ignored;
        if (fs::is_directory(name, ignored))
            throw UserError(option + ": " + shown(name) + " is a folder; name a file");
        check_folder(option, folder_of(name));
    }
    add_distinct(option, name);
}

void Outputs::add_folder(const std::string& option, const std::string& name) {
    if (name.empty()) return;
    if (name == "-") throw UserError(option + " is a folder of files and cannot be standard output");
    std::error_code ignored;
    const fs::path path = fs::path(name).has_filename() ? fs::path(name) : fs::path(name).parent_path();
    check_folder(option, fs::exists(path, ignored) ? path : folder_of(path));
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
