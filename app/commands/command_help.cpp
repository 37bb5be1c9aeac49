#include "app/commands/command_help.h"

#include <memory>

#include "app/files/shown_path.h"
#include "app/model/version.h"

namespace siftscope {

void add_common_flags(CLI::App& app) {
    app.set_help_flag("-h,--help", "Print this help and exit");
    app.set_version_flag("--version", std::string("siftscope ") + version, "Print the version and exit");
    const auto format = std::make_shared<CLI::Formatter>();
    format->column_width(34);
    format->label("REQUIRED", "");
    format->label("Positionals", "Arguments");
    app.formatter(format);
}

CLI::App& add_command(CLI::App& app, const std::string& name, const std::string& description) {
    CLI::App& command = *app.add_subcommand(name, description);
    add_common_flags(command);
    return command;
}

std::string written_lines(const std::vector<std::string>& files) {
    std::string lines;
    for (const std::string& file : files) lines += "  written        " + file + "\n";
    return lines;
}

std::string help_text(const CLI::App& app) {
    // CLI11 leaves two blank lines between groups of options, and one at the end.
    std::string text = app.help();
    for (std::size_t gap; (gap = text.find("\n\n\n")) != std::string::npos;) text.erase(gap, 1);
    while (text.size() > 1 && text.compare(text.size() - 2, 2, "\n\n") == 0) text.pop_back();
    return text;
}

std::string usage_sentence(const CLI::App& app, const CLI::ParseError& error) {
    const std::vector<CLI::App*> chosen = const_cast<CLI::App&>(app).get_subcommands();
    const CLI::App& command = chosen.empty() ? app : *chosen.back();
    const std::string program = chosen.empty() ? "siftscope" : "siftscope " + command.get_name();
    const std::string help = "; see " + program + " --help";

    // CLI11 names the option before the first colon or blank of these messages.
    const std::string message = error.what();
    const std::string option = message.substr(0, message.find_first_of(": "));
    if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
        const std::vector<std::string> left = app.remaining(true);
        if (!left.empty())
            return shown(left.front()) + " is " +
                   (left.front().front() == '-' ? "no option of " : "one argument too many for ") + program +
                   help;
    }
    if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) return option + " is missing" + help;
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
        if (message.find("At Most") != std::string::npos || message.find("at most") != std::string::npos)
            return option + " may be given only once" + help;
        if (message.find("flag override") != std::string::npos)
            return "--" + option + " takes no value" + help;
        if (message.find("missing") != std::string::npos || message.find("required") != std::string::npos)
            return option + " needs a value" + help;
    }
    return message + help;
}

}  // namespace siftscope
