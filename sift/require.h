#pragma once

#include <sstream>
#include <stdexcept>

namespace sift {

/// The one refusal of a value out of its range: unless `holds`, throws std::invalid_argument with the
/// sentence "FIELD is VALUE, but must be RANGE". Write the condition so that NaN fails it.
template <class Value>
void require(bool holds, const char* field, Value value, const char* range) {
    if (holds) return;
    std::ostringstream text;
    text << field << " is " << value << ", but must be " << range;
    throw std::invalid_argument(text.str());
}

}  // namespace sift
