#include "app/window/script_parser.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <map>

#include "app/model/error.h"
#include "app/window/shortcuts.h"

namespace siftscope {

namespace {

/// The words of one line. Throws UserError.
std::vector<std::string> words_of(std::string_view line) {
    std::vector<std::string> words;
    std::size_t i = 0;
    const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
    while (i < line.size()) {
        if (is_space(line[i])) {
            ++i;
            continue;
        }
        if (line[i] == '#') break;
        std::string word;
        bool quoted = false;
        for (; i < line.size() && (quoted || !is_space(line[i])); ++i) {
            if (line[i] == '"') {
                quoted = !quoted;
            } else if (quoted && line[i] == '\\' && i + 1 < line.size() &&
                       (line[i + 1] == '"' || line[i + 1] == '\\')) {
                word += line[++i];
            } else {
                word += line[i];
            }
        }
        if (quoted) throw UserError("a quotation mark is not closed");
        words.push_back(word);
    }
    return words;
}

double parse_number(const std::string& text) {
    double value = 0;
    const char* first = text.data() + (text.size() > 1 && text[0] == '+' ? 1 : 0);
    const char* last = text.data() + text.size();
    const auto [end, error] = std::from_chars(first, last, value);
    if (error != std::errc{} || end != last || !std::isfinite(value))
        throw UserError("'" + text + "' is not a number");
    return value;
}

int parse_whole(const std::string& text, int low, int high) {
    const double value = parse_number(text);
    if (value != std::floor(value) || value < low || value > high)
        throw UserError("'" + text + "' is not a whole number from " + std::to_string(low) + " to " +
                        std::to_string(high));
    return static_cast<int>(value);
}

step::Point parse_point(const std::string& text) {
    const auto comma = text.find(',');
    if (comma == std::string::npos) throw UserError("'" + text + "' is not a position X,Y");
    return {parse_number(text.substr(0, comma)), parse_number(text.substr(comma + 1))};
}

/// Words from `first` on, as one text with single spaces.
std::string joined(const std::vector<std::string>& words, std::size_t first) {
    std::string text;
    for (std::size_t i = first; i < words.size(); ++i) text += (i > first ? " " : "") + words[i];
    return text;
}

using Words = std::vector<std::string>;

Step parse_drag(const Words& w) {
    if (w[2].find(',') == std::string::npos)
        return step::DragValue{w[1], parse_number(w[2]), parse_number(w[3])};
    return step::DragPoint{w[1], parse_point(w[2]), parse_point(w[3])};
}

template <typename Pointing>
Step parse_pointing(const Words& w) {
    if (w.size() == 2) return Pointing{w[1], std::nullopt};
    return Pointing{w[1], parse_point(w[2])};
}

Step parse_key(const Words& w) {
    if (!parse_chord(w[1]))
        throw UserError("'" + w[1] + "' is no key; write for example Ctrl+Shift+C, F1, Left or +");
    if (w.size() == 2) return step::Key{w[1], step::KeyAction::tap};
    if (w[2] == "down") return step::Key{w[1], step::KeyAction::press};
    if (w[2] == "up") return step::Key{w[1], step::KeyAction::release};
    throw UserError("'" + w[2] + "' is neither down nor up");
}

/// KEY OP VALUE, beginning with word `first`.
step::Expect parse_expectation(const Words& w, std::size_t first) {
    constexpr std::string_view operators[] = {"==", "!=", "<", "<=", ">", ">=", "~", "contains"};
    const std::string& op = w[first + 1];
    if (std::find(std::begin(operators), std::end(operators), op) == std::end(operators))
        throw UserError("'" + op + "' is no comparison; use ==, !=, <, <=, >, >=, ~ or contains");
    return {w[first], op, joined(w, first + 2)};
}

Step parse_expect(const Words& w) {
    return parse_expectation(w, 1);
}

Step parse_wait(const Words& w) {
    if (w[1] == "file") {
        if (w.size() != 3) throw UserError("write: wait file PATH");
        return step::WaitFile{w[2]};
    }
    if (w[1] == "until") {
        if (w.size() < 5) throw UserError("write: wait until KEY OP VALUE");
        return step::WaitUntil{parse_expectation(w, 2)};
    }
    if (w.size() != 2)
        throw UserError("write: wait idle, wait SECONDS, wait file PATH or wait until KEY OP VALUE");
    if (w[1] == "idle") return step::WaitIdle{};
    const double seconds = parse_number(w[1]);
    if (seconds < 0 || seconds > 3600) throw UserError("'" + w[1] + "' is not within 0 to 3600 seconds");
    return step::WaitSeconds{seconds};
}

struct Verb {
    std::string_view usage;
    std::size_t min_words;
    std::size_t max_words;
    std::function<Step(const Words&)> parse;
};

const std::map<std::string, Verb, std::less<>>& verbs() {
    constexpr std::size_t any = 1000000;
    static const std::map<std::string, Verb, std::less<>> table = {
        {"open", {"open PATH", 2, any, [](const Words& w) { return step::Open{joined(w, 1)}; }}},
        {"set",
         {"set NAME VALUE", 3, any,
          [](const Words& w) {
              return step::Set{w[1], joined(w, 2)};
          }}},
        {"drag", {"drag NAME FROM TO (values, or X,Y X,Y)", 4, 4, parse_drag}},
        {"click", {"click NAME [X,Y]", 2, 3, parse_pointing<step::Click>}},
        {"hover", {"hover NAME [X,Y]", 2, 3, parse_pointing<step::Hover>}},
        {"scroll",
         {"scroll NAME X,Y N", 4, 4,
          [](const Words& w) {
              return step::Scroll{w[1], parse_point(w[2]), parse_whole(w[3], -100, 100)};
          }}},
        {"type", {"type TEXT", 2, any, [](const Words& w) { return step::Type{joined(w, 1)}; }}},
        {"key", {"key CHORD [down|up]", 2, 3, parse_key}},
        {"drop",
         {"drop PATH...", 2, any, [](const Words& w) { return step::Drop{Words(w.begin() + 1, w.end())}; }}},
        {"tab", {"tab NAME", 2, 2, [](const Words& w) { return step::Tab{w[1]}; }}},
        {"wait", {"wait idle, wait SECONDS, wait file PATH or wait until KEY OP VALUE", 2, any, parse_wait}},
        {"expect", {"expect KEY OP VALUE", 4, any, parse_expect}},
        {"shot", {"shot FILE.png", 2, any, [](const Words& w) { return step::Shot{joined(w, 1)}; }}},
        {"state", {"state FILE.json", 2, any, [](const Words& w) { return step::State{joined(w, 1)}; }}},
        {"resize",
         {"resize WIDTH HEIGHT", 3, 3,
          [](const Words& w) {
              return step::Resize{parse_whole(w[1], 100, 16384), parse_whole(w[2], 100, 16384)};
          }}},
        {"measure", {"measure", 1, 1, [](const Words&) { return step::Measure{}; }}},
        {"quit", {"quit", 1, 1, [](const Words&) { return step::Quit{}; }}},
    };
    return table;
}

Step parse_words(const Words& words) {
    const auto verb = verbs().find(words[0]);
    if (verb == verbs().end()) {
        std::string known;
        for (const auto& entry : verbs()) known += (known.empty() ? "" : ", ") + entry.first;
        throw UserError("there is no step '" + words[0] + "'; the steps are " + known);
    }
    const Verb& v = verb->second;
    if (words.size() < v.min_words || words.size() > v.max_words)
        throw UserError("write: " + std::string(v.usage));
    return v.parse(words);
}

}  // namespace

std::vector<ScriptLine> parse_script(std::string_view text, const std::string& name) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.substr(0, byte_order_mark.size()) == byte_order_mark) text.remove_prefix(byte_order_mark.size());
    std::vector<ScriptLine> script;
    for (int line = 1; !text.empty(); ++line) {
        const auto end = text.find('\n');
        const std::string_view this_line = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        try {
            const Words words = words_of(this_line);
            if (!words.empty()) script.push_back({line, parse_words(words)});
        } catch (const UserError& error) {
            throw UserError(name + ":" + std::to_string(line) + ": " + error.what());
        }
    }
    return script;
}

}  // namespace siftscope
