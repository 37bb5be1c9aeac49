#pragma once

#include <string>

#include "app/nn_problem/strict_json.h"
#include "nn/tensor.h"
#include "nn/window.h"

namespace siftscope {

/// `{"shape": [...], "data": [row-major numbers]}`
[[nodiscard]] Json to_json(const nn::Tensor& tensor);

/// Whether it is an integer from 0.
[[nodiscard]] bool is_whole_number(const Json& value);

/// The keys of one JSON object, each read once and checked; errors name the layer, the key and the value.
class ObjectReader {
  public:
    /// `layer` begins every sentence, as "conv2d" or "layers[0]: conv2d". The object must outlive the reader.
    /// Throws UserError when it is no object.
    ObjectReader(const Json& object, std::string layer);

    [[nodiscard]] bool has(const std::string& key) const { return object_.contains(key); }

    /// Each throws UserError when the key is missing, or its value is of another kind.
    [[nodiscard]] nn::Tensor tensor(const std::string& key);
    [[nodiscard]] std::size_t whole_number(const std::string& key);
    [[nodiscard]] std::string text(const std::string& key);
    [[nodiscard]] const Json& list(const std::string& key);

    /// [vertical, horizontal], or one whole number for both; `fallback` when the key is missing.
    [[nodiscard]] nn::Pair pair(const std::string& key, const nn::Pair& fallback);
    [[nodiscard]] nn::Pair pair(const std::string& key);

    /// Throws UserError when a key is left that nobody asked for: it is misspelt or stands in the wrong
    /// place.
    void refuse_other_keys() const;

    [[noreturn]] void refuse(const std::string& sentence) const;

  private:
    const Json& object_;
    std::string layer_;
    std::vector<std::string> asked_;

    [[nodiscard]] const Json& at(const std::string& key);
};

}  // namespace siftscope
