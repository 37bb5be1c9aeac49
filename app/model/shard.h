#pragma once

#include <cstddef>

namespace siftscope {

/// One of `count` parts of a collection, 1..count, for machines that share the work.
struct Shard {
    std::size_t index = 1;
    std::size_t count = 1;

    /// Positions begin..end - 1 of a collection.
    struct Block {
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    /// The contiguous block of `items` that belongs to this shard: the blocks of all shards in order are the
    /// whole, and their sizes differ by one at most. Empty when there are more shards than items.
    [[nodiscard]] Block block_of(std::size_t items) const {
        return {boundary(items, index - 1), boundary(items, index)};
    }

  private:
    /// floor(items k / count) without the overflow of the product.
    [[nodiscard]] std::size_t boundary(std::size_t items, std::size_t k) const {
        return items / count * k + items % count * k / count;
    }
};

}  // namespace siftscope
