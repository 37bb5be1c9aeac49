#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string_view>

namespace siftscope {

/// A header that names bytes which the file does not have.
struct OutOfBytes : std::runtime_error {
    OutOfBytes() : std::runtime_error("the file ends inside its header") {}
};

enum class ByteOrder { little, big };

/// Reads unsigned integers at any offset of untrusted bytes; every read past the end throws OutOfBytes.
class ByteReader {
  public:
    explicit ByteReader(std::span<const std::uint8_t> bytes, ByteOrder order = ByteOrder::big)
        : bytes_(bytes), order_(order) {}

    [[nodiscard]] std::uint64_t size() const { return bytes_.size(); }
    [[nodiscard]] std::uint8_t u8(std::uint64_t at) const { return part(at, 1)[0]; }
    [[nodiscard]] std::uint16_t u16(std::uint64_t at) const {
        return static_cast<std::uint16_t>(integer(at, 2));
    }
    [[nodiscard]] std::uint32_t u24(std::uint64_t at) const {
        return static_cast<std::uint32_t>(integer(at, 3));
    }
    [[nodiscard]] std::uint32_t u32(std::uint64_t at) const {
        return static_cast<std::uint32_t>(integer(at, 4));
    }
    [[nodiscard]] std::uint64_t u64(std::uint64_t at) const { return integer(at, 8); }

    [[nodiscard]] std::span<const std::uint8_t> part(std::uint64_t at, std::uint64_t count) const {
        if (at > bytes_.size() || count > bytes_.size() - at) throw OutOfBytes();
        return bytes_.subspan(static_cast<std::size_t>(at), static_cast<std::size_t>(count));
    }
    /// Whether these very characters stand at `at`; false past the end.
    [[nodiscard]] bool has(std::uint64_t at, std::string_view text) const {
        if (at > bytes_.size() || text.size() > bytes_.size() - at) return false;
        for (std::size_t i = 0; i < text.size(); ++i)
            if (bytes_[static_cast<std::size_t>(at) + i] != static_cast<std::uint8_t>(text[i])) return false;
        return true;
    }

  private:
    [[nodiscard]] std::uint64_t integer(std::uint64_t at, unsigned count) const {
        const auto bytes = part(at, count);
        std::uint64_t value = 0;
        for (unsigned i = 0; i < count; ++i)
            value = value << 8 | bytes[order_ == ByteOrder::big ? i : count - 1 - i];
        return value;
    }

    std::span<const std::uint8_t> bytes_;
    ByteOrder order_;
};

}  // namespace siftscope
