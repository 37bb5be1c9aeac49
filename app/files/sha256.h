#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace siftscope {

/// SHA-256 (FIPS 180-4) of `bytes`: 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256(std::span<const std::uint8_t> bytes);

}  // namespace siftscope
