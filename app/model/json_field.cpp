#include "app/model/json_field.h"

#include <limits>

#include "app/model/error.h"

namespace siftscope {
namespace {

using Json = nlohmann::ordered_json;

}  // namespace

void JsonField::refuse(const std::string& wanted) const {
    throw UserError(std::string("the ") + what + " \"" + key + "\" is " +
                    value.dump(-1, ' ', false, Json::error_handler_t::replace) + ", but must be " + wanted);
}

void JsonField::read(double& target, const Range& range) const {
    if (!value.is_number() || !range.contains(value.get<double>())) refuse(range.words);
    target = value.get<double>();
}

void JsonField::read(int& target, const Range& range) const {
    // As a double first: a number too large for an int must not wrap around into the range.
    if (!value.is_number_integer() || !range.contains(value.get<double>()) ||
        value.get<double>() > std::numeric_limits<int>::max())
        refuse(range.words);
    target = value.get<int>();
}

void JsonField::read(bool& target) const {
    if (!value.is_boolean()) refuse("true or false");
    target = value.get<bool>();
}

void JsonField::read(std::string& target) const {
    if (!value.is_string()) refuse("a text");
    target = value.get<std::string>();
}

void read_fields(const Json& json, const char* what, const FieldReaders& readers) {
    if (!json.is_object())
        throw UserError(std::string("the ") + what + "s must be an object of names and values");
    for (const auto& [key, value] : json.items()) {
        const auto reader = readers.find(key);
        if (reader == readers.end())
            throw UserError(std::string("there is no ") + what + " \"" + key +
                            "\"; remove it or correct its name");
        reader->second({what, key, value});
    }
}

}  // namespace siftscope
