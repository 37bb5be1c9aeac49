#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sift/engine/column_window.h"
#include "sift/engine/level_plan.h"
#include "sift/engine/level_source.h"
#include "sift/engine/split_ring.h"
#include "sift/image.h"
#include "sift/scale_space.h"

namespace sift {

/// Where an octave's level 0 comes from: a whole picture, or for the first octave the input, still to be
/// doubled and blurred.
struct LevelInput {
    const IntegerImage* first_level = nullptr;
    ImageView image{};
    int octave = 0;
    int width = 0;  ///< of the octave
    int height = 0;
    Lattice lattice{};
};

/// The integer levels of one octave and their differences, as rings of rows that move down together; see
/// OctaveStream for floats.
class LevelStream {
  public:
    /// Ready for candidates of rows >= `first_row`. Only `window` is made; of that the columns next to its
    /// ends are wrong, see LevelPlan::margin. `plan` and what `input` shows must outlive the stream.
    LevelStream(const LevelPlan& plan, const LevelInput& input, const DetectParams& params, int first_row,
                ColumnWindow window);

    /// Makes the rows of every level i below `front` + plan.levels[i].ahead, as far as there are any.
    void advance(int front);

    /// The octave with its full width and height. What LevelPlan says that starts and keypoints look at is
    /// held; other samples must not be read.
    [[nodiscard]] const Octave& octave() const { return octave_; }
    /// Rows [0, produced(i)) of level i have been made (or skipped).
    [[nodiscard]] int produced(int level) const { return next_[static_cast<std::size_t>(level)]; }

  private:
    void produce(std::size_t level, int end);
    void copy_rows(std::size_t level, int end);
    void split_rows(std::size_t level, int end);
    void blur_pairs(std::size_t level, int pairs);
    [[nodiscard]] const std::int16_t* padded_input(std::size_t level, int y,
                                                   std::vector<std::int16_t>& buffer);
    void pad(std::int16_t* row) const;
    void find_gradients_of(std::size_t level);

    const LevelPlan& plan_;
    LevelInput input_;
    GradientKind gradient_;
    ColumnWindow window_;
    int columns_;  ///< of the window
    int padding_;  ///< mirrored columns at either end of a row
    LevelSource source_;
    Octave octave_;
    std::vector<SplitRing> split_;     ///< the first pass that leads to level i
    std::vector<int> first_;           ///< first row of level i that is made
    std::vector<int> next_;            ///< first row of level i not yet made
    std::vector<int> next_pair_;       ///< first pair of rows not yet in split_[i]
    std::vector<int> next_gradients_;  ///< first row of level i whose gradients are missing
    int front_ = 0;
    std::vector<std::int16_t> upper_, lower_;
};

}  // namespace sift
