#pragma once

#include <optional>
#include <string>
#include <vector>

#include <CLI/App.hpp>

#include "app/files/shown_path.h"
#include "app/model/error.h"
#include "app/model/keypoint_filter.h"
#include "app/model/setting_names.h"
#include "app/model/setting_ranges.h"

namespace siftscope {

/// The parts of `text` between the separators; one at least.
[[nodiscard]] std::vector<std::string> split(const std::string& text, char separator);

/// `text` as a number in `range`, all of it and nothing else: no NaN, no infinity, no unit behind it.
/// Throws UserError naming the option, the value and the range.
[[nodiscard]] double parse_number(const std::string& text, const std::string& option, const Range& range);

/// The same for whole numbers; "3.0" is none.
[[nodiscard]] int parse_whole_number(const std::string& text, const std::string& option, const Range& range);

/// X,Y,W,H as a region: four numbers, the last two above 0.
[[nodiscard]] Region parse_region(const std::string& text, const std::string& option);

/// Adds `--name NUMBER`, parsed strictly into `target`; its present value is shown as the default.
CLI::Option* add_number(CLI::App& app, const std::string& name, double& target, const Range& range,
                        const std::string& help);
/// The same without a default.
CLI::Option* add_number(CLI::App& app, const std::string& name, std::optional<double>& target,
                        const Range& range, const std::string& help);
/// The same for whole numbers.
CLI::Option* add_whole_number(CLI::App& app, const std::string& name, int& target, const Range& range,
                              const std::string& help);

/// Adds `--name WORD` for one of the words of `names`.
template <class Enum, std::size_t count>
CLI::Option* add_choice(CLI::App& app, const std::string& name, Enum& target,
                        const std::array<Named<Enum>, count>& names, const std::string& help) {
    const auto parse = [&target, &names, name](const std::string& word) {
        const std::optional<Enum> value = value_of(word, names);
        if (!value) throw UserError(name + " is " + shown(word) + ", but must be " + list_of(names));
        target = *value;
    };
    return app.add_option_function<std::string>(name, parse, help + ": " + list_of(names))
        ->type_name("WORD")
        ->default_str(name_of(target, names));
}

}  // namespace siftscope
