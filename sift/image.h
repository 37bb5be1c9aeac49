#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <type_traits>
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
    // On the lines of the cache, which are the longest vectors.
    [[nodiscard]] T* allocate(std::size_t n) {
        return static_cast<T*>(::operator new (n * sizeof(T), std::align_val_t{64}));
    }
    void deallocate(T* at, std::size_t) { ::operator delete (at, std::align_val_t{64}); }
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

/// Of a line of the cache.
template <class Pixel>
inline constexpr int pixels_in_line = 64 / static_cast<int>(sizeof(Pixel));

/// A picture that owns its pixels (and may be read a vector past them), rows packed; or its last rows, a
/// ring.
template <class Pixel>
class BasicImage {
  public:
    BasicImage() = default;
    /// `width` x `height` pixels, all `value`. Throws std::invalid_argument for a negative size.
    BasicImage(int width, int height, Pixel value = {});
    /// `width` x `height` pixels that the caller will write, all of them.
    [[nodiscard]] static BasicImage uninitialized(int width, int height);

    /// A picture of `width` x `height` of which only a window is held: columns [left, right) of so many rows,
    /// the ones written last, as row y lies where row y - slots lay. `slots` is a power of two; rows begin on
    /// lines of the cache. What is not held must not be read.
    [[nodiscard]] static BasicImage ring(int width, int height, int slots, int left, int right);

    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }
    [[nodiscard]] bool empty() const { return pixels_.empty(); }
    [[nodiscard]] Pixel* row(int y) { return pixels_.data() + ((y & slot_mask_) * stride_ - left_); }
    [[nodiscard]] const Pixel* row(int y) const {
        return pixels_.data() + ((y & slot_mask_) * stride_ - left_);
    }
    [[nodiscard]] Pixel& at(int x, int y) { return row(y)[x]; }
    [[nodiscard]] Pixel at(int x, int y) const { return row(y)[x]; }
    [[nodiscard]] ImageView view() const requires std::is_same_v<Pixel, float> {
        // clang 14 instantiates this for every kind of pixel.
        if constexpr (std::is_same_v<Pixel, float>)
            return {pixels_.data(), width_, height_, stride_};
        else
            return {};
    }

    friend bool operator==(const BasicImage&, const BasicImage&) = default;

  private:
    int width_ = 0;
    int height_ = 0;
    std::ptrdiff_t stride_ = 0;  ///< pixels from one row to the next
    std::ptrdiff_t left_ = 0;    ///< first column held
    int slot_mask_ = -1;         ///< rows held - 1 of a ring, a power of two minus 1; all bits: every row
    std::vector<Pixel, UnsetAllocator<Pixel>> pixels_;
};

extern template class BasicImage<float>;
extern template class BasicImage<std::int16_t>;

/// Grey levels 0..255, or what is computed from them.
using Image = BasicImage<float>;
/// Integers of the fixed point in sift/fixed_point.h.
using IntegerImage = BasicImage<std::int16_t>;

}  // namespace sift
