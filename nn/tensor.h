#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace nn {

/// Extents of a tensor, outermost first; the last index runs fastest (row-major).
using Shape = std::vector<std::size_t>;

/// One index for each extent of a shape.
using Index = std::vector<std::size_t>;

/// More entries than this in one tensor are refused: 2 GiB of double precision.
inline constexpr std::size_t max_entries = std::size_t{1} << 28;

/// The number of entries that `shape` holds; 1 for the empty shape of a scalar.
/// Throws std::invalid_argument when an extent is 0 or the product exceeds `max_entries`, also where the
/// product would overflow.
[[nodiscard]] std::size_t entries(const Shape& shape);

/// `[3, 7, 10]`
[[nodiscard]] std::string to_string(const Shape& shape);

/// The row-major position of `index`, and back. Throws std::invalid_argument when the index does not lie in
/// the shape.
[[nodiscard]] std::size_t flat_of(const Shape& shape, const Index& index);
[[nodiscard]] Index index_of(const Shape& shape, std::size_t flat);

/// A block of double-precision numbers with a shape that was checked once, row-major.
class Tensor {
  public:
    /// No numbers: shape [0], the only shape with an extent of 0.
    Tensor() : shape_{0} {}

    /// All entries hold `value`. Throws as entries() does.
    explicit Tensor(Shape shape, double value = 0);

    /// Throws std::invalid_argument when `data` does not hold exactly entries(shape) numbers.
    Tensor(Shape shape, std::vector<double> data);

    [[nodiscard]] const Shape& shape() const { return shape_; }
    [[nodiscard]] std::size_t rank() const { return shape_.size(); }
    [[nodiscard]] std::size_t size() const { return data_.size(); }
    [[nodiscard]] bool empty() const { return data_.empty(); }
    [[nodiscard]] std::size_t extent(std::size_t axis) const { return shape_[axis]; }

    [[nodiscard]] std::span<double> data() { return data_; }
    [[nodiscard]] std::span<const double> data() const { return data_; }

    /// The entry at a row-major position; not checked.
    [[nodiscard]] double& operator[](std::size_t flat) { return data_[flat]; }
    [[nodiscard]] double operator[](std::size_t flat) const { return data_[flat]; }

    /// The entry at an index, as x(t, i, j); as many indices as the rank. Not checked: layers check the
    /// shapes once, before their loops.
    template <class... Indices>
    [[nodiscard]] double& operator()(Indices... indices) {
        return data_[offset(indices...)];
    }
    template <class... Indices>
    [[nodiscard]] double operator()(Indices... indices) const {
        return data_[offset(indices...)];
    }

    void fill(double value);

    friend bool operator==(const Tensor&, const Tensor&) = default;

  private:
    template <class... Indices>
    [[nodiscard]] std::size_t offset(Indices... indices) const {
        std::size_t flat = 0, axis = 0;
        ((flat = flat * shape_[axis++] + static_cast<std::size_t>(indices)), ...);
        return flat;
    }

    Shape shape_;
    std::vector<double> data_;
};

/// A tensor of zeros with the shape of `other`: where a backward pass adds.
[[nodiscard]] Tensor zeros_like(const Tensor& other);

}  // namespace nn
