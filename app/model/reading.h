#pragma once

#include <string>

namespace siftscope {

/// A figure in words, with its unit.
struct Reading {
    std::string label;
    std::string value;  ///< a dash when there is none

    friend bool operator==(const Reading&, const Reading&) = default;
};

}  // namespace siftscope
