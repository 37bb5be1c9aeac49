#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace sift {

/// Leaves new elements unset where std::allocator would clear them: a picture that is written in full anyway
/// need not be touched twice.
template <class T>
struct UnsetAllocator : std::allocator<T> {
    template <class U>
    struct rebind {
        using other = UnsetAllocator<U>;
    };
    template <class U>
    void construct(U* at) {
        ::new (static_cast<void*>(at)) U;
    }
    template <class U, class... Arguments>
    void construct(U* at, Arguments&&... arguments) {
        ::new (static_cast<void*>(at)) U(std::forward<Arguments>(arguments)...);
    }
};

/// Read-only view of a grey picture: `height` rows of `width` floats, grey levels 0..255.
/// (0, 0) is the centre of the top-left pixel; x to the right, y down. The pixels belong to someone else.
struct ImageView {
    const float* data = nullptr;
    int width = 0;
    int height = 0;
    std::ptrdiff_t stride = 0;  ///< floats from one row to the next, >= width

    [[nodiscard]] const float* row(int y) const { return data + y * stride; }
    [[nodiscard]] float at(int x, int y) const { return row(y)[x]; }
    [[nodiscard]] bool empty() const { return width <= 0 || height <= 0; }
};

/// A grey picture that owns its pixels, rows packed.
class Image {
  public:
    Image() = default;
    /// `width` x `height` pixels, all `value`. Throws std::invalid_argument for a negative size.
    Image(int width, int height, float value = 0.0F);
    /// `width` x `height` pixels that the caller will write, all of them.
    [[nodiscard]] static Image uninitialized(int width, int height);

    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }
    [[nodiscard]] bool empty() const { return pixels_.empty(); }
    [[nodiscard]] float* row(int y) { return pixels_.data() + static_cast<std::ptrdiff_t>(y) * width_; }
    [[nodiscard]] const float* row(int y) const {
        return pixels_.data() + static_cast<std::ptrdiff_t>(y) * width_;
    }
    [[nodiscard]] float& at(int x, int y) { return row(y)[x]; }
    [[nodiscard]] float at(int x, int y) const { return row(y)[x]; }
    [[nodiscard]] ImageView view() const { return {pixels_.data(), width_, height_, width_}; }

    friend bool operator==(const Image&, const Image&) = default;

  private:
    int width_ = 0;
    int height_ = 0;
    std::vector<float, UnsetAllocator<float>> pixels_;
};

}  // namespace sift
