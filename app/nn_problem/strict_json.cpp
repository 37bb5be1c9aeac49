#include "app/nn_problem/strict_json.h"

#include <cstdint>
#include <vector>

#include "app/model/error.h"

namespace siftscope {
namespace {

constexpr std::size_t max_depth = 32;

/// Builds the value event by event, knowing at each one where it stands.
class Builder : public nlohmann::json_sax<Json> {
  public:
    Json root;

    bool null() override { return add(nullptr); }
    bool boolean(bool value) override { return add(value); }
    bool number_integer(number_integer_t value) override { return add(value); }
    bool number_unsigned(number_unsigned_t value) override { return add(value); }
    bool number_float(number_float_t value, const string_t&) override { return add(value); }
    bool string(string_t& value) override { return add(std::move(value)); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }

    bool key(string_t& name) override {
        const bool twice = open_.back()->contains(name);
        key_ = std::move(name);
        if (twice) throw UserError(path() + " stands there twice; each key may stand once");
        return true;
    }

    bool parse_error(std::size_t position, const std::string& last_token,
                     const nlohmann::detail::exception& error) override {
        if (error.id == 406) {  // out_of_range: number overflow
            std::string place = path();
            if (!place.empty()) place += " is ";
            throw UserError(place + last_token + ", which is too large for a double-precision number");
        }
        bad_position = position;
        return false;
    }

    std::size_t bad_position = 0;

  private:
    std::vector<Json*> open_;  ///< the objects and arrays around the next value, outermost first
    std::string key_;          ///< of the next value, inside an object

    template <class Value>
    bool add(Value&& value) {
        place(Json(std::forward<Value>(value)));
        return true;
    }

    Json& place(Json value) {
        if (open_.empty()) {
            root = std::move(value);
            return root;
        }
        Json& parent = *open_.back();
        if (parent.is_array()) {
            parent.push_back(std::move(value));
            return parent.back();
        }
        Json& slot = parent[key_];
        slot = std::move(value);
        return slot;
    }

    bool open(Json value) {
        if (open_.size() == max_depth)
            throw UserError("the JSON is nested more than " + std::to_string(max_depth) +
                            " levels deep; a problem needs no more than 5");
        open_.push_back(&place(std::move(value)));
        return true;
    }

    bool close() {
        open_.pop_back();
        return true;
    }

    /// The place of the next value, such as `layers[0].weight.data[3]`.
    [[nodiscard]] std::string path() const {
        std::string text;
        for (std::size_t depth = 0; depth < open_.size(); ++depth) {
            const Json& around = *open_[depth];
            const bool innermost = depth + 1 == open_.size();
            if (around.is_array()) {
                // All values but the innermost one have been added already.
                text += "[" + std::to_string(innermost ? around.size() : around.size() - 1) + "]";
                continue;
            }
            if (!text.empty()) text += ".";
            if (innermost)
                text += key_;
            else
                for (const auto& [name, value] : around.items())
                    if (&value == open_[depth + 1]) text += name;
        }
        return text;
    }
};

void write(const Json& value, std::size_t indent, std::string& text) {
    const auto line = [&](std::size_t level) { text.append("\n").append(level * 2, ' '); };
    bool first = true;
    const auto separate = [&](bool lines, std::size_t level) {
        if (!first) text += lines ? "," : ", ";
        if (lines) line(level);
        first = false;
    };
    if (value.is_object() && !value.empty()) {
        // A tensor keeps to one line.
        const bool lines = !(value.size() == 2 && value.contains("shape") && value.contains("data"));
        text += "{";
        for (const auto& [name, entry] : value.items()) {
            separate(lines, indent + 1);
            text += Json(name).dump();
            text += ": ";
            write(entry, indent + 1, text);
        }
        if (lines) line(indent);
        text += "}";
    } else if (value.is_array() && !value.empty()) {
        const bool lines = value.front().is_object();
        text += "[";
        for (const Json& entry : value) {
            separate(lines, indent + 1);
            write(entry, indent + 1, text);
        }
        if (lines) line(indent);
        text += "]";
    } else {
        text += value.dump();
    }
}

}  // namespace

Json parse_strict_json(std::string_view text) {
    Builder builder;
    if (Json::sax_parse(text.begin(), text.end(), &builder)) return std::move(builder.root);
    std::size_t line = 1, column = 0;
    for (std::size_t i = 0; i < text.size() && i < builder.bad_position; ++i) {
        ++column;
        if (text[i] == '\n') {
            ++line;
            column = 0;
        }
    }
    throw UserError("it is not JSON: line " + std::to_string(line) + ", column " + std::to_string(column) +
                    " cannot be read; write a problem with --example NAME to see the format");
}

std::string shown_json(const Json& value) {
    constexpr std::size_t most = 40;
    // Large values are not written out only to be cut.
    if (value.is_structured() && value.size() > most)
        return (value.is_array() ? "a list of " : "an object of ") + std::to_string(value.size()) + " values";
    std::string text = value.dump(-1, ' ', true, Json::error_handler_t::replace);
    if (text.size() > most) text.replace(most - 3, std::string::npos, "...");
    return text;
}

std::string compact_json_text(const Json& value) {
    std::string text;
    write(value, 0, text);
    return text + "\n";
}

}  // namespace siftscope
