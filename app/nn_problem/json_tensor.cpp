#include "app/nn_problem/json_tensor.h"

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <utility>
#include <vector>

#include "app/model/error.h"

namespace siftscope {
namespace {

/// A whole number from 0; false for -1, 2.5, "3" and true.
bool read_whole(const Json& value, std::size_t& number) {
    if (!is_whole_number(value)) return false;
    number = value.get<std::size_t>();
    return true;
}

}  // namespace

bool is_whole_number(const Json& value) {
    return value.is_number_unsigned() || (value.is_number_integer() && value.get<std::int64_t>() >= 0);
}

Json to_json(const nn::Tensor& tensor) {
    Json data = Json::array();
    for (const double number : tensor.data()) data.push_back(number);
    return Json{{"shape", tensor.shape()}, {"data", std::move(data)}};
}

ObjectReader::ObjectReader(const Json& object, std::string layer)
    : object_(object), layer_(std::move(layer)) {
    if (!object.is_object()) refuse("it is " + shown_json(object) + ", but must be an object with keys");
}

void ObjectReader::refuse(const std::string& sentence) const {
    throw UserError(layer_ + ": " + sentence);
}

const Json& ObjectReader::at(const std::string& key) {
    asked_.push_back(key);
    const auto found = object_.find(key);
    if (found == object_.end()) refuse("the key \"" + key + "\" is missing");
    return *found;
}

nn::Tensor ObjectReader::tensor(const std::string& key) {
    const Json& value = at(key);
    if (!value.is_object() || !value.contains("shape") || !value.contains("data") || value.size() != 2)
        refuse(key + " is " + shown_json(value) +
               R"(, but must be a tensor {"shape": [...], "data": [...]})");
    const Json &extents = value.at("shape"), &numbers = value.at("data");
    nn::Shape shape;
    bool good = extents.is_array() && !extents.empty() && extents.size() <= 8;
    for (std::size_t axis = 0; good && axis < extents.size(); ++axis)
        good = read_whole(extents[axis], shape.emplace_back());
    if (!good)
        refuse(key + ".shape is " + shown_json(extents) +
               ", but must be a list of 1 to 8 whole numbers, each at least 1");
    if (!numbers.is_array())
        refuse(key + ".data is " + shown_json(numbers) + ", but must be a list of numbers");
    std::vector<double> data;
    try {
        if (nn::entries(shape) == numbers.size()) data.reserve(numbers.size());
        for (const Json& number : numbers) {
            if (!number.is_number())
                refuse(key + ".data[" + std::to_string(data.size()) + "] is " + shown_json(number) +
                       ", but must be a number");
            data.push_back(number.get<double>());
        }
        return {std::move(shape), std::move(data)};
    } catch (const std::invalid_argument& error) {
        refuse(key + ": " + error.what());
    }
}

std::size_t ObjectReader::whole_number(const std::string& key) {
    const Json& value = at(key);
    std::size_t number = 0;
    if (!read_whole(value, number))
        refuse(key + " is " + shown_json(value) + ", but must be a whole number from 0");
    return number;
}

std::string ObjectReader::text(const std::string& key) {
    const Json& value = at(key);
    if (!value.is_string()) refuse(key + " is " + shown_json(value) + ", but must be a word in quotes");
    return value.get<std::string>();
}

const Json& ObjectReader::list(const std::string& key) {
    const Json& value = at(key);
    if (!value.is_array()) refuse(key + " is " + shown_json(value) + ", but must be a list");
    return value;
}

nn::Pair ObjectReader::pair(const std::string& key, const nn::Pair& fallback) {
    return has(key) ? pair(key) : fallback;
}

nn::Pair ObjectReader::pair(const std::string& key) {
    const Json& value = at(key);
    nn::Pair pair{};
    if (read_whole(value, pair[0])) return {pair[0], pair[0]};
    if (!value.is_array() || value.size() != 2 || !read_whole(value[0], pair[0]) ||
        !read_whole(value[1], pair[1]))
        refuse(key + " is " + shown_json(value) +
               ", but must be [vertical, horizontal], two whole numbers from 0");
    return pair;
}

void ObjectReader::refuse_other_keys() const {
    for (const auto& [key, value] : object_.items())
        if (std::find(asked_.begin(), asked_.end(), key) == asked_.end()) {
            std::string known;
            for (const std::string& name : asked_) known += (known.empty() ? "" : ", ") + name;
            refuse("the key " + shown_json(key) + " has no meaning here; the keys are " + known);
        }
}

}  // namespace siftscope
