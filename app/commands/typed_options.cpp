#include "app/commands/typed_options.h"

#include <charconv>
#include <system_error>

#include "app/files/shown_path.h"
#include "app/model/format_number.h"

namespace siftscope {
namespace {

template <class Number>
std::optional<Number> parse_all(const std::string& text) {
    // from_chars knows no locale; a leading plus is the one thing that people write and it refuses.
    const char* begin = text.data();
    const char* end = begin + text.size();
    if (begin != end && *begin == '+' && begin + 1 != end && begin[1] != '-') ++begin;
    Number value{};
    const auto [rest, failed] = std::from_chars(begin, end, value);
    if (failed != std::errc() || rest != end) return std::nullopt;
    return value;
}

[[noreturn]] void refuse(const std::string& text, const std::string& option, const Range& range) {
    throw UserError(option + " is " + shown(text) + ", but must be " + range.words);
}

}  // namespace

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts(1);
    for (const char letter : text) {
        if (letter == separator)
            parts.emplace_back();
        else
            parts.back() += letter;
    }
    return parts;
}

double parse_number(const std::string& text, const std::string& option, const Range& range) {
    const std::optional<double> value = parse_all<double>(text);
    if (!value || !range.contains(*value)) refuse(text, option, range);
    return *value;
}

int parse_whole_number(const std::string& text, const std::string& option, const Range& range) {
    const std::optional<int> value = parse_all<int>(text);
    if (!value || !range.contains(*value)) refuse(text, option, range);
    return *value;
}

Region parse_region(const std::string& text, const std::string& option) {
    const std::vector<std::string> parts = split(text, ',');
    if (parts.size() != 4)
        throw UserError(option + " is " + shown(text) +
                        ", but must be X,Y,W,H: four numbers of pixels with commas between");
    return {parse_number(parts[0], option, range::coordinate),
            parse_number(parts[1], option, range::coordinate), parse_number(parts[2], option, range::side),
            parse_number(parts[3], option, range::side)};
}

CLI::Option* add_number(CLI::App& app, const std::string& name, double& target, const Range& range,
                        const std::string& help) {
    const auto parse = [&target, name, range](const std::string& text) {
        target = parse_number(text, name, range);
    };
    return app.add_option_function<std::string>(name, parse, help)
        ->type_name("NUMBER")
        ->default_str(shortest_text(target));
}

CLI::Option* add_number(CLI::App& app, const std::string& name, std::optional<double>& target,
                        const Range& range, const std::string& help) {
    const auto parse = [&target, name, range](const std::string& text) {
        target = parse_number(text, name, range);
    };
    return app.add_option_function<std::string>(name, parse, help)->type_name("NUMBER");
}

CLI::Option* add_whole_number(CLI::App& app, const std::string& name, int& target, const Range& range,
                              const std::string& help) {
    const auto parse = [&target, name, range](const std::string& text) {
        target = parse_whole_number(text, name, range);
    };
    return app.add_option_function<std::string>(name, parse, help)
        ->type_name("N")
        ->default_str(std::to_string(target));
}

}  // namespace siftscope
