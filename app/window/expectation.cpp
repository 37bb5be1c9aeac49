#include "app/window/expectation.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/window/widget_registry.h"

namespace siftscope {

using nlohmann::ordered_json;

namespace {

const ordered_json* child(const ordered_json& parent, const std::string& name) {
    if (parent.is_object()) {
        const auto found = parent.find(name);
        return found == parent.end() ? nullptr : &*found;
    }
    if (!parent.is_array() || name.empty() || name.size() > 9) return nullptr;
    if (!std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; })) return nullptr;
    const std::size_t index = std::stoul(name);
    return index < parent.size() ? &parent[index] : nullptr;
}

std::string nearest_key(const ordered_json& parent, const std::string& name) {
    std::string best;
    std::size_t best_distance = 4;
    if (!parent.is_object()) return best;
    for (const auto& item : parent.items()) {
        const std::size_t distance = edit_distance(item.key(), name);
        if (distance >= best_distance) continue;
        best_distance = distance;
        best = item.key();
    }
    return best;
}

/// A number, true, false or null as such; everything else is text.
ordered_json as_json(const std::string& value) {
    const ordered_json parsed = ordered_json::parse(value, nullptr, false);
    if (parsed.is_number() || parsed.is_boolean() || parsed.is_null() || parsed.is_string()) return parsed;
    return value;
}

bool equal(const ordered_json& a, const ordered_json& b) {
    if (!a.is_number() || !b.is_number()) return a == b;
    const double x = a.get<double>();
    const double y = b.get<double>();
    return std::abs(x - y) <= 1e-9 * std::max({1.0, std::abs(x), std::abs(y)});
}

bool contains(const ordered_json& actual, const ordered_json& value, const std::string& text) {
    if (actual.is_string()) return actual.get<std::string>().find(text) != std::string::npos;
    if (actual.is_object()) return actual.contains(text);
    if (!actual.is_array()) return false;
    return std::any_of(actual.begin(), actual.end(), [&](const auto& entry) { return equal(entry, value); });
}

bool close(const ordered_json& actual, const ordered_json& value, const std::string& text) {
    if (!actual.is_number() || !value.is_number()) return contains(actual, value, text);
    const double x = actual.get<double>();
    const double y = value.get<double>();
    return std::abs(x - y) <= std::max(0.01, 0.01 * std::abs(y));
}

/// Less, equal or greater (-1, 0, 1); 2 when the two cannot be put in order.
int order(const ordered_json& a, const ordered_json& b) {
    if (equal(a, b)) return 0;
    if (a.is_number() && b.is_number()) return a.get<double>() < b.get<double>() ? -1 : 1;
    if (a.is_string() && b.is_string()) return a.get<std::string>() < b.get<std::string>() ? -1 : 1;
    return 2;
}

bool holds(const ordered_json& actual, const std::string& op, const std::string& text) {
    const ordered_json value = as_json(text);
    if (op == "==") return equal(actual, value);
    if (op == "!=") return !equal(actual, value);
    if (op == "~") return close(actual, value, text);
    if (op == "contains") return contains(actual, value, text);
    const int ordered = order(actual, value);
    if (ordered == 2) return false;
    if (op == "<") return ordered < 0;
    if (op == "<=") return ordered <= 0;
    if (op == ">") return ordered > 0;
    return op == ">=" && ordered >= 0;
}

}  // namespace

std::string check_expectation(const ordered_json& state, const std::string& key, const std::string& op,
                              const std::string& value) {
    const ordered_json* at = &state;
    for (std::size_t start = 0; start <= key.size();) {
        const std::size_t dot = std::min(key.find('.', start), key.size());
        const std::string name = key.substr(start, dot - start);
        const ordered_json* next = child(*at, name);
        if (next == nullptr) {
            const std::string near = nearest_key(*at, name);
            return "there is no '" + key + "' in the state" +
                   (near.empty() ? "" : "; did you mean '" + key.substr(0, start) + near + "'?");
        }
        at = next;
        start = dot + 1;
    }
    if (holds(*at, op, value)) return {};
    return "expected " + key + " " + op + " " + value + ", but " + key + " is " + at->dump();
}

}  // namespace siftscope
