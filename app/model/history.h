#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace siftscope {

/// States to go back to and forth again.
template <class State>
class History {
  public:
    using Pointer = std::shared_ptr<const State>;

    /// `most` states are kept in each direction.
    explicit History(std::size_t most = 200) : most_(most) {}

    /// `state` is about to be replaced by an edit. What was undone before is then gone.
    void remember(Pointer state) {
        past_.push_back(std::move(state));
        if (past_.size() > most_) past_.erase(past_.begin());
        future_.clear();
    }

    /// The state before `now`, or null when there is none.
    [[nodiscard]] Pointer undo(Pointer now) { return step(past_, future_, std::move(now)); }
    [[nodiscard]] Pointer redo(Pointer now) { return step(future_, past_, std::move(now)); }

    /// Forgets the newest state remembered: the edit after it was refused.
    void forget_newest() {
        if (!past_.empty()) past_.pop_back();
    }

    /// Drops the oldest states to undo until all together have at most `total`, `size` telling what each has.
    template <class Size>
    void keep_below(std::size_t total, Size size) {
        std::size_t sum = 0;
        for (std::size_t i = past_.size(); i-- > 0;) {
            sum += size(*past_[i]);
            if (sum <= total) continue;
            past_.erase(past_.begin(), past_.begin() + static_cast<std::ptrdiff_t>(i) + 1);
            return;
        }
    }

    [[nodiscard]] std::size_t undo_steps() const { return past_.size(); }
    [[nodiscard]] std::size_t redo_steps() const { return future_.size(); }

  private:
    std::size_t most_;
    std::vector<Pointer> past_, future_;

    Pointer step(std::vector<Pointer>& from, std::vector<Pointer>& to, Pointer now) {
        if (from.empty()) return nullptr;
        Pointer reached = std::move(from.back());
        from.pop_back();
        to.push_back(std::move(now));
        return reached;
    }
};

}  // namespace siftscope
