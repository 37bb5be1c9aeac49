#pragma once

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace siftscope {

/// The output files of one command, checked before any work is done: what could not be written at the end
/// is refused at the start.
class Outputs {
  public:
    /// Adds the file of `option`; an empty name means that the option was not given, "-" is standard output.
    /// Throws UserError when the folder does not exist or may not be written, the name is a folder, the
    /// extension is none of `extensions` (lower case, with the dot), or another output has the same name.
    void add(const std::string& option, const std::string& name,
             std::initializer_list<std::string_view> extensions);

    /// Adds a folder that need not exist yet, but whose parent must.
    void add_folder(const std::string& option, const std::string& name);

    /// Throws UserError when an output is one of the files that are read.
    void keep_clear_of(const std::filesystem::path& input) const;

    [[nodiscard]] bool uses_standard_output() const;
    /// The files to be written, in the order of their options; without standard output.
    [[nodiscard]] std::vector<std::string> files() const;

  private:
    struct Output {
        std::string option;
        std::string name;
    };
    void add_distinct(const std::string& option, const std::string& name);

    std::vector<Output> outputs_;
};

/// The extension of `name` in lower case, with its dot; `for_standard_output` when the name is "-".
[[nodiscard]] std::string output_extension(const std::string& name, const std::string& for_standard_output);

}  // namespace siftscope
