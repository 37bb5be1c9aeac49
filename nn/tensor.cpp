#include "nn/tensor.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace nn {

std::string to_string(const Shape& shape) {
    std::string text = "[";
    for (const std::size_t extent : shape) {
        if (text.size() > 1) text += ", ";
        text += std::to_string(extent);
    }
    return text + "]";
}

std::size_t entries(const Shape& shape) {
    std::size_t count = 1;
    for (const std::size_t extent : shape) {
        if (extent == 0)
            throw std::invalid_argument("shape " + to_string(shape) +
                                        " has an extent of 0: every extent is at least 1");
        if (extent > max_entries / count)  // asked as a division, so that the product cannot overflow
            throw std::invalid_argument("shape " + to_string(shape) + " holds more than " +
                                        std::to_string(max_entries) + " entries, the most a tensor may have");
        count *= extent;
    }
    return count;
}

std::size_t flat_of(const Shape& shape, const Index& index) {
    bool inside = index.size() == shape.size();
    std::size_t flat = 0;
    for (std::size_t axis = 0; inside && axis < shape.size(); ++axis) {
        inside = index[axis] < shape[axis];
        flat = flat * shape[axis] + index[axis];
    }
    if (!inside)
        throw std::invalid_argument("index " + to_string(index) + " is not inside shape " + to_string(shape));
    return flat;
}

Index index_of(const Shape& shape, std::size_t flat) {
    if (flat >= entries(shape))
        throw std::invalid_argument("position " + std::to_string(flat) + " is not inside shape " +
                                    to_string(shape));
    Index index(shape.size());
    for (std::size_t axis = shape.size(); axis-- > 0;) {
        index[axis] = flat % shape[axis];
        flat /= shape[axis];
    }
    return index;
}

Tensor::Tensor(Shape shape, double value) : shape_(std::move(shape)), data_(entries(shape_), value) {}

Tensor::Tensor(Shape shape, std::vector<double> data) : shape_(std::move(shape)), data_(std::move(data)) {
    if (entries(shape_) != data_.size())
        throw std::invalid_argument("shape " + to_string(shape_) + " needs " +
                                    std::to_string(entries(shape_)) + " numbers, but there are " +
                                    std::to_string(data_.size()));
}

void Tensor::fill(double value) {
    std::fill(data_.begin(), data_.end(), value);
}

Tensor zeros_like(const Tensor& other) {
    return other.empty() ? Tensor{} : Tensor(other.shape());
}

}  // namespace nn
