#pragma once

#include <functional>
#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "app/model/setting_names.h"
#include "app/model/setting_ranges.h"

namespace siftscope {

/// A named value of a JSON object, read strictly. Each `read` throws UserError, one sentence that names the
/// field, its value and what it must be.
struct JsonField {
    const char* what;  ///< "setting", for the sentence
    const std::string& key;
    const nlohmann::ordered_json& value;

    void read(double& target, const Range& range) const;
    void read(int& target, const Range& range) const;
    void read(bool& target) const;
    void read(std::string& target) const;
    template <class Enum, std::size_t count>
    void read(Enum& target, const std::array<Named<Enum>, count>& names) const {
        const auto named =
            value.is_string() ? value_of(value.get_ref<const std::string&>(), names) : std::nullopt;
        if (!named) refuse(list_of(names));
        target = *named;
    }

    [[noreturn]] void refuse(const std::string& wanted) const;
};

using FieldReaders = std::map<std::string, std::function<void(const JsonField&)>>;

/// Hands each field of `json` to the reader of its name. Throws UserError when `json` is no object or holds
/// a field that has no reader.
void read_fields(const nlohmann::ordered_json& json, const char* what, const FieldReaders& readers);

}  // namespace siftscope
