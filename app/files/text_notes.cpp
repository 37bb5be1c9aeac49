#include "app/files/text_notes.h"

#include <nlohmann/json.hpp>

namespace siftscope {
namespace {

std::string key_of(const std::string& keyword) {
    std::string key;
    for (const char c : keyword) {
        if (c == ' ' || c == '-')
            key += '_';
        else
            key += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return key;
}

}  // namespace

std::string note_lines(const std::vector<Note>& notes) {
    std::string lines;
    for (const auto& [keyword, text] : notes) lines += keyword + ": " + text + "\n";
    return lines;
}

std::string comment_lines(const std::vector<Note>& notes) {
    std::string lines;
    for (const auto& [keyword, text] : notes) lines += "# " + keyword + ": " + text + "\n";
    return lines;
}

std::string json_notes(const std::vector<Note>& notes) {
    auto json = nlohmann::ordered_json::object();
    for (const auto& [keyword, text] : notes) {
        const auto inside = nlohmann::ordered_json::parse(text, nullptr, false);
        json[key_of(keyword)] = inside.is_object() ? inside : nlohmann::ordered_json(text);
    }
    return json.dump();
}

std::string yaml_notes(const std::string& name, const std::vector<Note>& notes) {
    if (notes.empty()) return {};
    std::string yaml = name + ":\n";
    for (const auto& [keyword, text] : notes) {
        yaml += "   " + key_of(keyword) + ": \"";
        for (const char c : text) {
            if (c == '"' || c == '\\') yaml += '\\';
            yaml += c;
        }
        yaml += "\"\n";
    }
    return yaml;
}

}  // namespace siftscope
